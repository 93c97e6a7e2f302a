"""Uploads: cleaned and kept before they are confirmed, and only their owner's to name."""

import asyncio
import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import httpx
import pytest
from integration.web_kit import VH, Browser, Site, picture, serve
from PIL import Image

from bot.channels.web import body
from bot.channels.web.limits import WebLimits
from handlers.house import Limits
from storage import files
from storage.database import Database
from storage.errors import Unavailable

PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
async def site(database: Database, tmp_path: Path) -> AsyncIterator[Site]:
    async with serve(database, tmp_path, house=Limits(file_bytes=2_000_000)) as site:
        yield site


@pytest.fixture
async def an(site: Site) -> Browser:
    """An, with the page open."""
    browser = await site.browser()
    await browser.get(f"/c/{VH}")
    return browser


async def test_a_stored_file_is_answered_with_what_it_is(an: Browser) -> None:
    """201 with the id, the name, the kind told from the bytes, and the size as kept."""
    key = str(uuid4())
    name = {"X-Name": quote("ảnh mương.png"), "Content-Type": "text/html"}
    response = await an.upload(picture(), key=key, **name)

    told = response.json()
    assert response.status_code == 201
    assert (told["id"], told["name"], told["mime"]) == (key, "ảnh mương.png", "image/png")
    assert told["size"] > 0


async def test_the_bytes_are_kept_before_the_answer(site: Site, an: Browser) -> None:
    """What was confirmed can be read again."""
    await an.upload(PDF)

    [file] = site.files()
    assert (file.state, file.kind) == ("stored", "document")
    assert site.web.blobs.read(file.sha256) == PDF


async def test_a_photo_loses_where_it_was_taken(site: Site, an: Browser) -> None:
    """Location never reaches the disk."""
    out, exif = io.BytesIO(), Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x0110] = "a phone"
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    await an.upload(out.getvalue())

    [file] = site.files()
    kept = site.web.blobs.read(file.sha256)
    assert file.kind == "photo"
    assert not Image.open(io.BytesIO(kept)).getexif()


async def test_the_same_upload_again_is_the_same_file(site: Site, an: Browser) -> None:
    """After a broken connection a client puts again, and gets the same answer."""
    key = str(uuid4())
    first = await an.upload(picture(), key=key)
    again = await an.upload(PDF, key=key)

    assert (again.status_code, again.json()) == (201, first.json())
    assert len(site.files()) == 1


async def test_the_same_upload_twice_at_once_is_one_file(site: Site, an: Browser) -> None:
    """Of two that race one row is left, and both are told the same."""
    key = str(uuid4())
    both = await asyncio.gather(an.upload(PDF, key=key), an.upload(PDF, key=key))

    assert [response.status_code for response in both] == [201, 201]
    assert both[0].json() == both[1].json()
    assert len(site.files()) == 1


async def test_too_big_a_file_is_refused_while_it_is_read(site: Site, an: Browser) -> None:
    """The limit counts bytes, not what Content-Length says; the person learns the limit."""

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(50):
            yield b"%PDF-" + bytes(100_000)

    response = await an.put(f"/c/{VH}/upload/{uuid4()}", content=endless())

    assert response.status_code == 413
    assert "2 MB" in response.json()["error"]
    assert site.files() == []


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        (b"", 422, "trống"),
        (b"MZ\x90 a program", 415, "Chưa nhận được loại tệp này"),
        (b"<html><script>", 415, "Chưa nhận được loại tệp này"),
        (picture(64, 64)[:80], 422, "hỏng"),
    ],
)
async def test_what_is_not_taken_is_refused_with_what_to_do(
    site: Site, an: Browser, data: bytes, status: int, words: str
) -> None:
    """A sentence for the person, and nothing kept."""
    response = await an.upload(data)

    assert response.status_code == status
    assert words in response.json()["error"]
    assert site.files() == []


async def test_a_decoder_that_stumbles_is_a_damaged_file(
    an: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No bytes of anybody make a 500."""

    def stumble(_data: bytes) -> Any:
        raise RecursionError

    monkeypatch.setattr(files, "clean", stumble)
    response = await an.upload(picture())

    assert response.status_code == 422
    assert "hỏng" in response.json()["error"]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("..%2f..%2fetc%2fpasswd", "passwd"),
        ("C%3A%5CUsers%5Can%5Canh.png", "anh.png"),
        ("a%00b%0d%0ac.png", "abc.png"),
        (quote("gpj.\u202eexe"), "gpj.exe"),
        ("%ff%fe.png", "\ufffd\ufffd.png"),
        ("x" * 500 + ".png", "x" * 146 + ".png"),
        ("", ""),
    ],
)
async def test_a_name_is_only_a_name(an: Browser, sent: str, kept: str) -> None:
    """No folder, no control character, no change of direction, not too long."""
    assert (await an.upload(PDF, **{"X-Name": sent})).json()["name"] == kept


async def test_without_a_session_nothing_is_taken(site: Site) -> None:
    """401, as 4401 on the socket."""
    response = await (await site.browser()).upload(PDF)

    assert response.status_code == 401
    assert "tải lại trang" in response.json()["error"]


@pytest.mark.parametrize(("code", "key"), [("nowhere", ""), (VH, "1"), (VH, "%00")])
async def test_a_wrong_address_takes_nothing(an: Browser, code: str, key: str) -> None:
    """Only a UUID names an upload, only a commune takes one."""
    response = await an.upload(PDF, code=code, key=key)

    assert response.status_code == 404
    assert response.json()["error"]


async def test_a_foreign_page_may_not_upload(an: Browser) -> None:
    """The Origin gives it away."""
    assert (await an.upload(PDF, Origin="https://evil.example")).status_code == 403


async def test_too_many_uploads_in_a_minute_wait(sqlite_database: Database, tmp_path: Path) -> None:
    """429 with how long: the client comes again by itself."""
    async with serve(sqlite_database, tmp_path, limits=WebLimits(uploads_per_minute=1)) as site:
        browser = await site.browser()
        await browser.get(f"/c/{VH}")
        await browser.upload(PDF)
        response = await browser.upload(PDF)

    assert response.status_code == 429
    assert 50 <= int(response.headers["retry-after"]) <= 60


async def test_without_a_database_an_upload_waits(
    site: Site, an: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """503: the same upload may come again."""

    async def away(*_args: Any) -> None:
        raise Unavailable("locked")

    monkeypatch.setattr(site.database, "write", away)

    assert (await an.upload(PDF)).status_code == 503


async def test_a_body_that_stops_coming_is_given_up(
    site: Site, an: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A connection that hangs holds nothing for ever."""
    monkeypatch.setattr(body, "CHUNK_WITHIN", 0.05)
    hanging = asyncio.Event()

    async def stops() -> AsyncIterator[bytes]:
        yield b"%PDF-"
        await hanging.wait()

    sending = asyncio.create_task(an.put(f"/c/{VH}/upload/{uuid4()}", content=stops()))
    reader, writer = await asyncio.open_connection(an.base_url.host, an.base_url.port)
    cookies = "; ".join(f"{name}={value}" for name, value in an.cookies.items())
    writer.write(
        f"PUT /c/{VH}/upload/{uuid4()} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Cookie: {cookies}\r\nContent-Length: 99\r\n\r\n%PDF-".encode()
    )
    status = await asyncio.wait_for(reader.readline(), 5)
    writer.close()
    hanging.set()
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)

    assert b"408" in status
    assert site.files() == []


async def test_a_message_names_its_files(site: Site, an: Browser) -> None:
    """The core gets the stored files in the order of the message, each once."""
    keys = [str(uuid4()), str(uuid4())]
    await an.upload(PDF, key=keys[0], **{"X-Name": "don.pdf"})
    await an.upload(picture(), key=keys[1])
    async with an.chat() as chat:
        await chat.say("", files=[keys[1], keys[0].upper(), keys[0]])
        await chat.until("confirmed")

    photo, paper = site.core.taken[0].files
    assert (photo.kind, paper.kind, paper.name) == ("photo", "document", "don.pdf")
    assert [photo.attachment, paper.attachment] == [2, 1]


async def test_a_file_of_somebody_else_cannot_be_named(site: Site, an: Browser) -> None:
    """An upload belongs to its session."""
    key = str(uuid4())
    await an.upload(PDF, key=key)
    async with (await site.browser()).chat() as chat:
        await chat.say("", files=[key])
        refused = await chat.answer()

    assert "chọn lại tệp" in refused["reason"]
    assert site.core.taken == []


async def test_an_upload_in_another_commune_cannot_be_named(site: Site, an: Browser) -> None:
    """Communes share nothing."""
    key = str(uuid4())
    await an.upload(PDF, key=key, code="anbinh")
    async with an.chat() as chat:
        await chat.say("", files=[key])

        assert (await chat.answer())["type"] == "refused"


async def test_too_many_files_in_one_message_are_refused(
    sqlite_database: Database, tmp_path: Path
) -> None:
    """The person is told how many there may be."""
    async with (
        serve(sqlite_database, tmp_path, limits=WebLimits(files=2)) as site,
        (await site.browser()).chat() as chat,
    ):
        await chat.say("", files=[str(uuid4()) for _ in range(3)])

        assert "nhiều nhất 2 tệp" in (await chat.answer())["reason"]


async def test_few_files_are_cleaned_at_once(an: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures unfold in memory: however many come, two are open."""
    running, most, real = [0], [0], files.clean

    def counting(data: bytes, **more: Any) -> Any:
        running[0] += 1
        most[0] = max(most[0], running[0])
        try:
            return real(data, **more)
        finally:
            running[0] -= 1

    monkeypatch.setattr(files, "clean", counting)
    big = picture(1500, 1500, "JPEG")
    answers: list[httpx.Response] = await asyncio.gather(*(an.upload(big) for _ in range(8)))

    assert {answer.status_code for answer in answers} == {201}
    assert most[0] <= body.CLEANED_AT_ONCE
