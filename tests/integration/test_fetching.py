"""Files that people send: fetched by a job, kept when they are safe, told of when they are not."""

import io
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from stage import Actor, Program

from bot.fetching import Fetching
from handlers.files import FETCH
from notifications.outcomes import Never, TryAgain
from scheduler.worker import TRIES, Worker
from storage import addresses, jobs
from storage.blobs import Blobs
from storage.tables import Attachment, Job


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "gray").save(out, "JPEG")
    return out.getvalue()


class Platform:
    """Where the bytes lie: gives them, or raises what it was told to."""

    def __init__(self) -> None:
        self.answer: bytes | Exception = picture()
        self.asked = 0

    async def fetch(self, source: dict[str, Any], limit: int) -> bytes:
        self.asked += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def platform() -> Platform:
    return Platform()


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "files")


@pytest.fixture
def work(program: Program, platform: Platform, blobs: Blobs) -> Callable[[], Awaitable[bool]]:
    """Does the jobs that are due now; whether there were any."""
    account = program.database.read_now(lambda w: addresses.account(w, "telegram", "main"))
    assert account.id is not None
    fetching = Fetching(
        database=program.database,
        house=program.house,
        blobs=blobs,
        fetchers={account.id: platform.fetch},
        clock=lambda: program.now,
    )
    return Worker(
        database=program.database, tasks={FETCH: fetching.task()}, clock=lambda: program.now
    ).step


@pytest.fixture
def an(program: Program) -> Actor:
    """An, who has just sent a photo as content."""
    an = Actor(program=program, name="an", channel="telegram")
    an.say("/gui").press("Tôi đồng ý").press("Hòm thư chung (không theo hội nghị)")
    an.say("Nguyễn Văn An").press("Thôn Đông").press("Người dân")
    an.press("Cho bản thân, gia đình").press("Không cần").press("Tôi không rõ")
    return an.send_photo()


def state(program: Program) -> str:
    (row,) = program.all_of(Attachment)
    return row.state


async def test_a_photo_is_safe_once_its_job_has_stored_it(
    program: Program, an: Actor, work: Callable[[], Awaitable[bool]], blobs: Blobs
) -> None:
    await work()

    (row,) = program.all_of(Attachment)
    assert (row.state, row.mime) == ("stored", "image/jpeg")
    assert blobs.read(row.sha256).startswith(b"\xff\xd8")


async def test_a_photo_is_fetched_once(
    an: Actor, work: Callable[[], Awaitable[bool]], platform: Platform
) -> None:
    await work()
    await work()

    assert platform.asked == 1


async def test_a_platform_that_is_away_is_asked_again(
    program: Program, an: Actor, work: Callable[[], Awaitable[bool]], platform: Platform
) -> None:
    platform.answer = TryAgain("network")
    await work()
    platform.answer = picture()
    program.wait(minutes=1)
    await work()

    assert state(program) == "stored"


async def test_who_sent_a_file_of_the_wrong_kind_is_told_what_to_send_instead(
    program: Program, an: Actor, work: Callable[[], Awaitable[bool]], platform: Platform
) -> None:
    """An executable called .jpg is told from its bytes."""
    platform.answer = b"MZ\x90\x00" + b"\0" * 500
    await work()

    assert "Xin gửi ảnh (JPG, PNG)" in an.read().text
    assert state(program) == "failed"


async def test_a_file_that_is_gone_is_asked_for_again(
    program: Program, an: Actor, work: Callable[[], Awaitable[bool]], platform: Platform
) -> None:
    """A platform's own word for "gone" is nothing that a person could read."""
    platform.answer = Never("some-word-of-theirs")
    await work()

    assert "Xin gửi lại" in an.read().text


async def test_after_the_last_try_the_person_is_told_and_the_job_set_aside(
    program: Program, an: Actor, work: Callable[[], Awaitable[bool]], platform: Platform
) -> None:
    """Nobody believes in a photo that never came."""
    platform.answer = TryAgain("network")
    for _ in range(TRIES):
        program.wait(hours=1)
        await work()

    assert "chưa lưu được" in an.read().text
    assert [job.state for job in program.all_of(Job)] == ["set_aside"]


async def test_a_draft_that_was_given_up_takes_its_files_with_it(
    program: Program, an: Actor, work: Callable[[], Awaitable[bool]], platform: Platform
) -> None:
    """What nobody sent is not kept, and its job ends quietly."""
    an.press("Xong").press("Bỏ, không gửi")
    await work()

    assert (program.all_of(Attachment), platform.asked) == ([], 0)
    assert [job.state for job in program.all_of(Job)] == ["done"]


async def test_a_download_whose_process_died_is_taken_up_again(
    program: Program, an: Actor, work: Callable[[], Awaitable[bool]]
) -> None:
    """The lease of the dead runs out, and the photo comes after all."""
    die_at_work(program)
    await work()
    before = state(program)
    program.wait(minutes=6)
    await work()

    assert (before, state(program)) == ("waiting", "stored")


async def test_a_job_that_takes_the_process_with_it_is_set_aside(
    program: Program, an: Actor, work: Callable[[], Awaitable[bool]], platform: Platform
) -> None:
    """It never fails, it kills: so it is counted when it is claimed, and not begun once more."""
    for _ in range(TRIES):
        die_at_work(program)
        program.wait(minutes=6)
    await work()

    (job,) = program.all_of(Job)
    assert (job.state, job.reason) == ("set_aside", "the process died each time")
    assert platform.asked == 0
    assert "chưa lưu được" in an.read().text


async def test_a_job_that_kills_does_not_take_its_neighbours_with_it(
    program: Program, an: Actor, work: Callable[[], Awaitable[bool]]
) -> None:
    """Work that somebody died of is claimed alone."""
    die_at_work(program)
    an.send_photo()
    program.wait(minutes=6)
    poison = die_at_work(program)
    others = die_at_work(program)

    assert [len(claimed) for claimed in (poison, others)] == [1, 1]
    assert [job.attempts for job in program.all_of(Job)] == [2, 1]


def die_at_work(program: Program) -> list[jobs.ClaimedJob]:
    """A process claims what is due, and is never heard of again."""
    return program.database.write_now(lambda work: jobs.claim(work, program.now, 4))
