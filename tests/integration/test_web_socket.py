"""The socket: confirmed after the commit, in order, and polite to whatever arrives."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest
from integration.web_kit import VH, Browser, Site, serve
from structlog.testing import capture_logs

from bot.channels.web.limits import WebLimits
from bot.channels.web.session import COOKIE
from handlers.house import Limits
from handlers.messages import Kind
from storage.database import Database
from storage.errors import Unavailable


@pytest.fixture
async def site(sqlite_database: Database, tmp_path: Path) -> AsyncIterator[Site]:
    async with serve(sqlite_database, tmp_path, house=Limits(text=100)) as site:
        yield site


@pytest.fixture
async def an(site: Site) -> Browser:
    return await site.browser()


async def test_hello_is_answered_with_the_commune_and_the_limits(an: Browser) -> None:
    """A client learns what it may send before it sends."""
    await an.get(f"/c/{VH}")
    async with an.socket() as chat:
        await chat.send({"type": "hello", "v": 1})

        assert await chat.answer() == {
            "type": "ready",
            "v": 1,
            "commune": {"code": VH, "name": "Xã Vinhhoa <&>"},
            "limits": {"text": 100, "file_bytes": 20_000_000, "files": 10},
        }


async def test_a_message_is_confirmed_by_its_id(an: Browser) -> None:
    """`confirmed` names the message that was committed."""
    async with an.chat() as chat:
        said = await chat.say("Đường hỏng")

        assert await chat.until("confirmed") == {"type": "confirmed", "id": said}


async def test_what_was_confirmed_is_committed(site: Site, an: Browser) -> None:
    """A confirmation comes only after the transaction is on the disk."""
    async with an.chat() as chat:
        await chat.say("Đường hỏng")
        await chat.until("confirmed")

        assert len(site.waiting()) == 1


async def test_the_event_carries_what_the_person_said(site: Site, an: Browser) -> None:
    """The core gets the text, the commune's account and the hash of the session."""
    async with an.chat() as chat:
        said = await chat.say("Đường hỏng")
        await chat.until("confirmed")

    [event] = site.core.taken
    external = hashlib.sha256(an.cookies[COOKIE].encode()).hexdigest()
    assert (event.channel, event.account, event.address) == ("web", VH, external)
    assert (event.kind, event.text, event.message_id) == (Kind.TEXT, "Đường hỏng", said)
    assert event.event_id == f"{external[:16]}:{said}"
    assert not event.embedded


async def test_a_pressed_button_is_a_choice(site: Site, an: Browser) -> None:
    """The value of the button arrives, and no text that nobody wrote."""
    async with an.chat() as chat:
        frame = {"type": "say", "id": str(uuid4()), "choice": "3.speak", "label": "Phát biểu"}
        await chat.send(frame)
        await chat.until("confirmed")

    [event] = site.core.taken
    assert (event.kind, event.choice, event.text) == (Kind.CHOICE, "3.speak", "")


async def test_an_opening_carries_its_payload(site: Site, an: Browser) -> None:
    """A link or QR code reaches the conversation."""
    async with an.chat() as chat:
        await chat.send({"type": "start", "id": str(uuid4()), "payload": "h-DT2025"})
        await chat.until("confirmed")

    [event] = site.core.taken
    assert (event.kind, event.payload) == (Kind.START, "h-DT2025")


async def test_messages_of_one_socket_are_handled_in_order(site: Site, an: Browser) -> None:
    """What was sent first is taken first, however fast the rest follows."""
    async with an.chat() as chat:
        said = [await chat.say(str(number)) for number in range(20)]
        confirmed = [(await chat.until("confirmed"))["id"] for _ in said]

    assert confirmed == said
    assert [event.text for event in site.core.taken] == [str(number) for number in range(20)]


async def test_the_same_id_again_is_the_same_event(site: Site, an: Browser) -> None:
    """A client that is in doubt sends again; the event id lets the inbox take it once."""
    frame = {"type": "say", "id": str(uuid4()), "text": "Đường hỏng"}
    async with an.chat() as chat:
        await chat.send(frame)
        await chat.until("confirmed")
        await chat.send({**frame, "id": str(frame["id"]).upper()})
        again = await chat.until("confirmed")

    assert again["id"] == str(frame["id"]).upper()
    assert len({event.event_id for event in site.core.taken}) == 1


async def test_two_people_with_one_id_are_two_events(site: Site, an: Browser) -> None:
    """Nobody can use up the id of somebody else's message."""
    frame = {"type": "say", "id": str(uuid4()), "text": "Đường hỏng"}
    for browser in (an, await site.browser()):
        async with browser.chat() as chat:
            await chat.send(frame)
            await chat.until("confirmed")

    assert len({event.event_id for event in site.core.taken}) == 2


async def test_without_a_database_the_message_waits_at_the_client(site: Site, an: Browser) -> None:
    """What could not be saved is never confirmed, and may come again."""
    site.core.faults.append(Unavailable("locked"))
    async with an.chat() as chat:
        said = await chat.say("Đường hỏng")
        later = await chat.answer()
        await chat.say("Đường hỏng")

        assert later == {"type": "later", "id": said, "after": 3}
        assert (await chat.answer())["type"] == "confirmed"


async def test_a_fault_of_ours_is_told_and_logged_without_the_text(site: Site, an: Browser) -> None:
    """The person learns that nothing was saved; the log holds nothing of what was said."""
    site.core.faults.append(ZeroDivisionError())
    with capture_logs() as logs:
        async with an.chat() as chat:
            said = await chat.say("Tên tôi là An")
            refused = await chat.answer()

    assert (refused["type"], refused["id"]) == ("refused", said)
    assert "chưa lưu được" in refused["reason"]
    assert logs
    assert "Tên tôi là An" not in str(logs)


async def test_too_long_a_text_is_refused_with_the_limit(site: Site, an: Browser) -> None:
    """The person is told how long a message may be."""
    async with an.chat() as chat:
        await chat.say("x" * 101)
        refused = await chat.answer()

    assert "101" in refused["reason"]
    assert "nhiều nhất 100 ký tự" in refused["reason"]
    assert site.core.taken == []


async def test_length_is_counted_in_composed_letters(site: Site, an: Browser) -> None:
    """A phone that writes accents apart has the same room."""
    async with an.chat() as chat:
        await chat.say("e\u0323\u0302" * 100)

        assert (await chat.answer())["type"] == "confirmed"


async def test_the_longest_text_fits_into_a_frame(
    sqlite_database: Database, tmp_path: Path
) -> None:
    """The limit on frames never cuts what the limit on texts allows."""
    async with serve(sqlite_database, tmp_path) as site, (await site.browser()).chat() as chat:
        await chat.say("😀" * 20_000)

        assert (await chat.answer())["type"] == "confirmed"


async def test_an_empty_message_is_refused(an: Browser) -> None:
    """There is nothing to save in it."""
    async with an.chat() as chat:
        await chat.say(" \n")

        assert (await chat.answer())["reason"].startswith("Tin chưa có nội dung")


async def test_a_ping_is_answered(an: Browser) -> None:
    """A client can tell a slow server from a dead connection."""
    async with an.chat() as chat:
        await chat.send({"type": "ping"})

        assert await chat.answer() == {"type": "pong"}


BROKEN = [
    "",
    "{",
    "[]",
    "null",
    "1e999999",
    "[" * 5_000,
    '{"type":7}',
    '{"type":"say"}',
    '{"type":"say","id":"1","text":"x"}',
    '{"type":"say","id":["x"],"text":"x"}',
    '{"type":"say","id":"00000000-0000-0000-0000-000000000000"}',
    '{"type":"say","id":"00000000-0000-0000-0000-000000000000","text":5}',
    '{"type":"say","id":"00000000-0000-0000-0000-000000000000","text":"a\\u0000b"}',
    '{"type":"say","id":"00000000-0000-0000-0000-000000000000","choice":null}',
    '{"type":"say","id":"00000000-0000-0000-0000-000000000000","choice":"\\u0000"}',
    '{"type":"say","id":"00000000-0000-0000-0000-000000000000","text":"x","files":{}}',
    '{"type":"say","id":"00000000-0000-0000-0000-000000000000","text":"x","files":[1]}',
    '{"type":"start","id":"00000000-0000-0000-0000-000000000000","payload":1}',
    '{"type":"ack"}',
    '{"type":"ack","rows":[true]}',
    '{"type":"ack","rows":["1"]}',
    '{"type":"ack","rows":[99999999999999999999999999]}',
    '{"type":"hello","v":"1"}',
    json.dumps({"type": "ack", "rows": list(range(1, 502))}),
    json.dumps({"type": "ping", "filler": "x" * 80_000}),
]


@pytest.mark.parametrize("frame", BROKEN, ids=range(len(BROKEN)))
async def test_a_broken_frame_is_refused_and_the_talk_goes_on(
    site: Site, an: Browser, frame: str
) -> None:
    """Whatever a client sends, it gets an answer, and the next message is heard."""
    with capture_logs() as logs:
        async with an.chat() as chat:
            await chat.send(frame)
            refused = await chat.answer()
            await chat.say("Đường hỏng")
            await chat.until("confirmed")

    assert refused["type"] == "refused"
    assert "tải lại trang" in refused["reason"]
    assert all(entry["log_level"] == "info" for entry in logs)
    assert len(site.core.taken) == 1


async def test_a_broken_frame_with_an_id_is_refused_by_its_id(an: Browser) -> None:
    """The client learns which of its messages was not understood."""
    said = str(uuid4())
    async with an.chat() as chat:
        await chat.send({"type": "say", "id": said, "text": None})

        assert (await chat.answer())["id"] == said


async def test_a_half_letter_is_left_out(site: Site, an: Browser) -> None:
    """Half of a broken emoji cannot be stored; the words around it can."""
    async with an.chat() as chat:
        await chat.send(f'{{"type":"say","id":"{uuid4()}","text":"a\\ud83db"}}')
        await chat.until("confirmed")

    assert site.core.taken[0].text == "ab"


async def test_a_type_of_a_newer_client_is_no_mistake(an: Browser) -> None:
    """Unknown types are refused each time, and never end the connection."""
    async with an.chat() as chat:
        for _ in range(20):
            await chat.send({"type": "typing"})
            assert (await chat.answer())["type"] == "refused"

        assert await chat.pong() == []


async def test_several_broken_frames_end_the_connection(an: Browser) -> None:
    """A client that speaks no protocol is told so and let go."""
    async with an.chat() as chat:
        for _ in range(5):
            await chat.send("{")
        bye = await chat.until("bye")

        assert "tải lại trang" in bye["reason"].lower()
        assert await chat.closed() == 1008


async def test_binary_frames_end_the_connection(an: Browser) -> None:
    """Files have a way of their own; 1003 says that bytes are not taken here."""
    async with an.chat() as chat:
        for _ in range(5):
            await chat.connection.send(b"\x00\xff")

        assert await chat.closed() == 1003


async def test_nothing_is_taken_before_hello(site: Site, an: Browser) -> None:
    """A client first learns the version."""
    await an.get(f"/c/{VH}")
    async with an.socket() as chat:
        await chat.say("Đường hỏng")

        assert (await chat.answer())["type"] == "refused"
    assert site.core.taken == []


async def test_without_a_session_the_socket_closes_with_4401(an: Browser) -> None:
    """The page is what sets a session."""
    async with an.socket() as chat:
        assert await chat.closed() == 4401


async def test_a_made_up_cookie_is_no_session(an: Browser) -> None:
    """Only tokens as we make them count: nobody chooses a weak one."""
    an.cookies.set(COOKIE, "1")
    async with an.socket() as chat:
        assert await chat.closed() == 4401


@pytest.mark.parametrize(
    "origin", [None, "null", "https://evil.example", "http://127.0.0.1", "ftp://127.0.0.1", "ồ"]
)
async def test_a_foreign_page_may_not_open_the_socket(an: Browser, origin: str | None) -> None:
    """A cookie does not tell who sends it; the Origin does."""
    await an.get(f"/c/{VH}")
    if origin == "ồ":
        origin = "http://\xff"

    assert await an.refused(origin=origin) == 403


async def test_an_unknown_commune_has_no_socket(an: Browser) -> None:
    """There is nobody to talk to."""
    assert await an.refused("nowhere") == 403


async def test_too_many_messages_in_a_minute_wait(
    sqlite_database: Database, tmp_path: Path
) -> None:
    """Beyond the limit a message is not lost: it may come later."""
    async with (
        serve(sqlite_database, tmp_path, limits=WebLimits(messages_per_minute=2)) as site,
        (await site.browser()).chat() as chat,
    ):
        for _ in range(3):
            await chat.say("Đường hỏng")
        answers = [await chat.answer() for _ in range(3)]

        later = [frame for frame in answers if frame["type"] == "later"]
        assert [20 <= frame["after"] <= 30 for frame in later] == [True]
        assert len(site.core.taken) == 2


async def test_the_limit_of_an_address_counts_all_its_sessions(
    sqlite_database: Database, tmp_path: Path
) -> None:
    """A new cookie is no new allowance."""
    async with serve(
        sqlite_database, tmp_path, limits=WebLimits(messages_per_minute_per_ip=2)
    ) as site:
        for expected in ("confirmed", "confirmed", "later"):
            async with (await site.browser()).chat() as chat:
                await chat.say("Đường hỏng")
                assert (await chat.answer())["type"] == expected


async def test_another_address_has_its_own_allowance(
    sqlite_database: Database, tmp_path: Path
) -> None:
    """What a proxy on this machine says of the visitor's address is believed."""
    async with serve(
        sqlite_database, tmp_path, limits=WebLimits(messages_per_minute_per_ip=1)
    ) as site:
        for ip in ("203.0.113.1", "203.0.113.2"):
            browser = await site.browser()
            async with browser.chat(**{"X-Forwarded-For": ip}) as chat:
                await chat.say("Đường hỏng")
                assert (await chat.answer())["type"] == "confirmed"


async def test_a_session_may_open_so_many_sockets(
    sqlite_database: Database, tmp_path: Path
) -> None:
    """One more is told why, and may try later."""
    async with serve(sqlite_database, tmp_path, limits=WebLimits(sockets_per_session=1)) as site:
        browser = await site.browser()
        async with browser.chat(), browser.socket() as second:
            assert "quá nhiều trang" in (await second.next())["reason"]
            assert await second.closed() == 1013


async def test_a_closed_socket_gives_its_seat_back(
    sqlite_database: Database, tmp_path: Path
) -> None:
    """Closing and opening a page is no offence."""
    async with serve(sqlite_database, tmp_path, limits=WebLimits(sockets_per_ip=1)) as site:
        browser = await site.browser()
        await browser.get(f"/c/{VH}")
        for _ in range(3):
            async with asyncio.timeout(30):
                while await _is_full(browser):
                    await asyncio.sleep(0.01)


async def test_an_address_may_open_so_many_sockets(
    sqlite_database: Database, tmp_path: Path
) -> None:
    """However many sessions it makes."""
    async with serve(sqlite_database, tmp_path, limits=WebLimits(sockets_per_ip=2)) as site:
        first, second, third = [await site.browser() for _ in range(3)]
        await third.get(f"/c/{VH}")
        async with first.chat(), second.chat(), third.socket() as chat:
            assert await chat.closed() == 1013


async def test_a_flood_of_frames_ends_the_connection(
    sqlite_database: Database, tmp_path: Path
) -> None:
    """Pings and acknowledgements have a limit too."""
    async with (
        serve(sqlite_database, tmp_path, limits=WebLimits(frames_per_minute=3)) as site,
        (await site.browser()).chat() as chat,
    ):
        for _ in range(5):
            await chat.send({"type": "ping"})

        assert await chat.closed() == 1008


async def _is_full(browser: Browser) -> bool:
    async with browser.socket() as chat:
        await chat.send({"type": "hello", "v": 1})
        return bool((await chat.answer())["type"] == "bye")
