"""The folder of files is full or may not be written: files wait, and words are still taken."""

import errno
import os
from collections import namedtuple
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from integration.telegram_kit import picture
from integration.web_kit import picture as png
from stage import Actor, Program
from trouble.town import town

from bot.fetching import Fetching
from handlers.files import FETCH
from scheduler.worker import TRIES, Worker
from storage import addresses, room
from storage.blobs import Blobs
from storage.errors import Unavailable
from storage.tables import Attachment, Job
from storage.troubles import Trouble

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[int | None], None]:
    """Says that a disk has so many bytes left; None: no matter."""

    def leave(free: int | None) -> None:
        left = 10**12 if free is None else free
        monkeypatch.setattr("storage.room.shutil.disk_usage", lambda _: Usage(10**12, 0, left))

    return leave


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "files")


@pytest.fixture
def work(sqlite_program: Program, blobs: Blobs) -> Callable[[], Awaitable[bool]]:
    """Does the jobs that are due now."""
    program = sqlite_program
    account = program.database.read_now(lambda w: addresses.account(w, "telegram", "main"))
    assert account.id is not None

    async def bring(_source: dict[str, Any], _limit: int) -> bytes:
        return picture()

    fetching = Fetching(
        database=program.database,
        house=program.house,
        blobs=blobs,
        fetchers={account.id: bring},
        clock=lambda: program.now,
    )
    return Worker(
        database=program.database, tasks={FETCH: fetching.task()}, clock=lambda: program.now
    ).step


def send_photo(program: Program) -> None:
    an = Actor(program=program, name="an", channel="telegram")
    an.say("/gui").press("Tôi đồng ý").press("Hòm thư chung (không theo hội nghị)")
    an.say("Nguyễn Văn An").press("Thôn Đông").press("Người dân")
    an.press("Cho bản thân, gia đình").press("Không cần").press("Tôi không rõ")
    an.send_photo()


async def test_a_download_waits_for_room_however_long_that_takes(
    sqlite_program: Program,
    work: Callable[[], Awaitable[bool]],
    disk: Callable[[int | None], None],
) -> None:
    """It costs no try: a disk that is full for a day loses nobody's photo."""
    send_photo(sqlite_program)
    disk(0)
    for _ in range(2 * TRIES):
        await work()
        sqlite_program.wait(hours=1)
    (waiting,) = sqlite_program.all_of(Job)
    disk(None)
    await work()

    (row,) = sqlite_program.all_of(Attachment)
    assert (waiting.state, waiting.attempts, row.state) == ("waiting", 0, "stored")


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        (errno.ENOSPC, Trouble.FULL),
        (errno.EDQUOT, Trouble.FULL),
        (errno.EROFS, Trouble.READ_ONLY),
        (errno.EACCES, Trouble.READ_ONLY),
        (errno.EIO, Trouble.FAILING),
    ],
)
def test_whatever_the_disk_says_is_a_state_that_passes(
    blobs: Blobs, monkeypatch: pytest.MonkeyPatch, code: int, trouble: Trouble
) -> None:
    """Nothing half written stays, and the second try stores it."""

    def fail(_: int) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr("storage.blobs.os.fsync", fail)
        with pytest.raises(Unavailable) as caught:
            blobs.keep(b"a photo")
    name = blobs.keep(b"a photo")

    assert caught.value.trouble is trouble
    assert [file.name for file in blobs.folder.rglob("*") if file.is_file()] == [name]


def test_the_last_room_is_kept_for_words(blobs: Blobs, disk: Callable[[int | None], None]) -> None:
    """Photos are refused while there still is room for the petitions themselves."""
    disk(room.KEPT_FOR_WORDS + 5)
    small = blobs.keep(b"small")
    with pytest.raises(Unavailable) as caught:
        blobs.keep(b"larger")

    assert room.LOW_BYTES > room.KEPT_FOR_WORDS > 10_000_000
    assert blobs.read(small) == b"small"
    assert caught.value.trouble is Trouble.FULL


async def test_an_upload_is_told_to_come_again_and_does(
    sqlite_url: str, tmp_path: Path, disk: Callable[[int | None], None]
) -> None:
    """503 with a sentence, the same upload again and it is stored; words are taken throughout."""
    key, message = str(uuid4()), {"type": "say", "id": str(uuid4()), "text": "/lich"}
    async with town(sqlite_url, tmp_path) as found:
        disk(0)
        refused = await found.browser.upload(png(), key=key, code="mau")
        said = await found.binh_sends(message)
        disk(None)
        stored = await found.browser.upload(png(), key=key, code="mau")

    assert (refused.status_code, stored.status_code, said) == (503, 201, "confirmed")
    assert refused.json()["error"]
    assert int(refused.headers["retry-after"]) > 0
