"""What the fuzzer has found, each as a case of its own: bodies in `corpus/`, dear texts."""

import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from fuzz import asgi, zalo
from fuzz.calls import (
    HOST,
    SECRET,
    SECRET_HEADER,
    TELEGRAM,
    WEB_ANSWERS,
    WEBHOOK_ANSWERS,
    Call,
    cookie,
)
from fuzz.house import House, opened
from starlette.requests import HTTPConnection
from structlog.testing import capture_logs

from bot.channels.web.limits import network
from bot.channels.web.origin import Origins
from handlers import phrases
from handlers.messages import Lane
from handlers.petition.code import tidy_code
from handlers.receive import tidy_text
from handlers.understand import plain
from locales.accents import compose
from locales.folding import fold
from storage import addresses, outbox, web_rows
from storage.web_rows import Place
from storage.work import Work

BODIES = sorted((Path(__file__).parent / "corpus" / "telegram").iterdir())
# What each of these cost before was seconds to minutes.
AT_MOST = 0.5
PILE = "a" + "\u0300\u0323" * 60_000


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    async with opened(tmp_path, database_url) as running:
        yield running


async def test_a_body_that_was_found_is_passed_over(house: House) -> None:
    """Odd fields of an update are acknowledged and logged as unreadable, not as a fault of ours."""
    for body in BODIES:
        call = Call(
            method="POST",
            path=TELEGRAM,
            headers=((b"host", HOST), (SECRET_HEADER, SECRET.encode())),
            chunks=(body.read_bytes(),),
            answers=WEBHOOK_ANSWERS,
        )
        with capture_logs() as logs:
            answer = await asgi.call(house.site, call)

        assert (body.name, answer.status) == (body.name, 200)
        assert [one["event"] for one in logs] == ["an update cannot be read"], body.name


@pytest.mark.parametrize(
    ("path", "header", "status"),
    [
        ("/c/mau/files/" + "9" * 5000, (b"accept", b"*/*"), 404),
        ("/c/mau/forget", (b"origin", b"http://["), 403),
    ],
)
async def test_an_odd_address_is_no_fault_of_ours(
    house: House, path: str, header: tuple[bytes, bytes], status: int
) -> None:
    """A number of thousands of digits, an Origin that is none."""
    call = Call(
        method="POST" if path.endswith("forget") else "GET",
        path=path,
        headers=((b"host", HOST), (b"cookie", cookie(1)), header),
        answers=WEB_ANSWERS,
    )

    assert (await asgi.call(house.site, call)).status == status


@pytest.mark.parametrize(
    "work",
    [
        lambda: compose(PILE),
        lambda: fold(PILE),
        lambda: plain(PILE.replace("\u0323", "\u200d\u0323")),
        lambda: tidy_text(PILE.replace("\u0323", "\x01\u0323")),
        lambda: tidy_code("XM26" + " " * 40_000 + "!"),
    ],
)
def test_a_hostile_text_costs_no_time(work: Callable[[], object]) -> None:
    """Accents and spaces that pile up: sorting and sharing them out is quadratic."""
    begun = time.process_time()
    work()

    assert time.process_time() - begun < AT_MOST


async def test_thousands_of_files_in_one_event_cost_no_time(house: House) -> None:
    """Each had a row and a job to fetch it, before anything was asked: seconds for one event."""
    many = [{"type": "image", "payload": {"url": "https://f1.zdn.vn/a.jpg"}}] * 4_000
    event = zalo.sane_oa(3, "Ảnh đây.", "6000", name="user_send_image", attachments=many)
    begun = time.process_time()
    await house.call(event)
    await house.settle()

    assert time.process_time() - begun < AT_MOST


def test_thirty_accents_on_one_letter_are_kept() -> None:
    """What people write in any language stays as it is, composed."""
    assert compose("Tie\u0302\u0301ng Vie\u0323\u0302t") == "Tiếng Việt"
    assert len(compose("x" + "\u0323" * 30)) == 31
    assert len(compose("x" + "\u0323" * 31)) == 31
    assert compose("😀" * 50) == "😀" * 50


def test_long_words_are_not_remembered() -> None:
    """A word that is longer than any danger is told apart without a place in the memory."""
    phrases.speaks_of("a", "cháy nhà")
    before = phrases._folded.cache_info().currsize
    phrases.speaks_of("ậ" * 20_000, "cháy nhà")

    assert phrases._folded.cache_info().currsize == before


async def test_what_nobody_acknowledges_holds_up_nobody(house: House) -> None:
    """A page that is owed thousands of rows gets the oldest; asking for all would stop the rest."""
    now = house.moments[0]

    def write(work: Work) -> Place:
        account = addresses.account(work, "web", "mau")
        address = addresses.arrive(work, account, "x" * 64, now)
        body = {"text": "a"}
        for number in range(web_rows.MOST_WAITING + 20):
            outbox.put(work, address, lane=Lane.REPLY, key=f"r{number}", body=body, now=now)
        return account.id or 0, "x" * 64

    place = await house.app.database.write(write)
    waiting = await house.app.database.read(lambda work: web_rows.waiting(work, [place], now))
    most = range(1, 70_000)
    rows = await house.app.database.read(lambda work: web_rows.messages(work, most, now))

    assert len(waiting[place]) == web_rows.MOST_WAITING
    assert {*waiting[place]} <= {row.id for row in rows}


def test_an_ipv4_visitor_on_a_socket_for_both_kinds_counts_alone() -> None:
    """As ::ffff:… all of them would be one customer of twenty sockets."""
    assert network("::ffff:203.0.113.7") == "203.0.113.7"
    scope = {"type": "http", "client": ("::ffff:127.0.0.1", 1), "scheme": "http"}
    scope["headers"] = [(b"x-forwarded-proto", b"https")]

    assert Origins(public_url="", host="").is_secure(HTTPConnection(scope))
