"""Delivery: every open page gets what waits for it, once, until somebody has shown it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from integration.web_kit import AB, NOW, VH, Browser, Chat, Site, serve
from sqlalchemy import update
from sqlmodel import col

from bot.channels.web import app as web_app
from bot.channels.web.hub import MOST_QUEUED, Hub, Page
from bot.channels.web.session import COOKIE
from storage import web_rows
from storage.database import Database
from storage.tables import Outbox
from storage.tables.traffic import Delivery
from storage.web_rows import WebRow


@pytest.fixture
async def site(database: Database, tmp_path: Path) -> AsyncIterator[Site]:
    async with serve(database, tmp_path) as site:
        yield site


@pytest.fixture
def _no_second_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """What no commit has announced is not looked for while the test runs."""
    monkeypatch.setattr(web_app, "Hub", partial(Hub, look_again=600.0))


@pytest.fixture
async def an(site: Site) -> Browser:
    """An, who has said something and seen the answer."""
    browser = await site.browser()
    async with browser.chat() as chat:
        await chat.say("Xin chào")
        row = await chat.row()
        await chat.send({"type": "ack", "rows": [row["row"]]})
        await site.settled(row["row"])
    return browser


async def test_a_reply_comes_over_the_socket(site: Site) -> None:
    """The row of a first message reaches the page, though its address is new."""
    async with (await site.browser()).chat() as chat:
        await chat.say("Xin chào")
        row = await chat.row()

    [waiting] = site.waiting()
    assert row == {
        "type": "row",
        "row": waiting,
        "lane": "reply",
        "at": "2025-09-26T02:00:00+00:00",
        "text": "Đã nhận",
        "facts": [],
        "choices": [],
        "files": [],
        "sensitive": False,
    }


async def test_a_row_carries_everything_of_the_reply(site: Site, an: Browser) -> None:
    """Title, facts, buttons with a value or an address, files with where to fetch them, secrecy."""
    site.notify(
        "Mã của quý vị",
        title="Giấy nhận",
        facts=[["Mã", "VH26-0042"]],
        sensitive=True,
        choices=[
            {"label": "Tra cứu", "value": "/tracuu"},
            {"label": "Quy chế", "url": "https://x.vn"},
        ],
        files=[{"attachment": 7, "name": "a.pdf", "mime": "application/pdf", "size": 9}],
    )
    async with an.chat() as chat:
        row = await chat.row()

    assert (row["lane"], row["title"], row["sensitive"]) == ("notice", "Giấy nhận", True)
    assert row["facts"] == [["Mã", "VH26-0042"]]
    assert row["choices"] == [
        {"label": "Tra cứu", "value": "/tracuu"},
        {"label": "Quy chế", "url": "https://x.vn"},
    ]
    assert row["files"] == [
        {"name": "a.pdf", "mime": "application/pdf", "size": 9, "url": f"/c/{VH}/files/7"}
    ]


@pytest.mark.usefixtures("_no_second_look")
async def test_a_notice_shows_at_once_on_an_open_page(site: Site, an: Browser) -> None:
    """A commit wakes the delivery: nobody waits for the safety net."""
    async with an.chat() as chat:
        await chat.pong()
        queued = site.notify("Đã chuyển cơ quan")

        assert (await chat.row())["row"] == queued


async def test_what_came_while_the_page_was_closed_comes_in_order(site: Site, an: Browser) -> None:
    """Rows wait in the outbox, oldest first."""
    queued = [site.notify(str(number)) for number in range(5)]
    async with an.chat() as chat:
        seen = [(await chat.row())["row"] for _ in queued]

    assert seen == queued


async def test_a_row_comes_once_on_a_connection(site: Site, an: Browser) -> None:
    """A page that has not shown a row yet is not sent it again and again."""
    site.notify("một")
    async with an.chat() as chat:
        await chat.row()
        last = site.notify("hai")

        assert (await chat.row())["row"] == last


async def test_a_row_nobody_acknowledged_comes_again_on_the_next_connection(
    site: Site, an: Browser
) -> None:
    """A row is only done when it was shown."""
    queued = site.notify("một")
    for _ in range(2):
        async with an.chat() as chat:
            assert (await chat.row())["row"] == queued


async def test_an_acknowledged_row_is_settled(site: Site, an: Browser) -> None:
    """Shown is sent."""
    queued = site.notify("một")
    async with an.chat() as chat:
        await chat.row()
        await chat.send({"type": "ack", "rows": [queued]})

        assert (await site.settled(queued)).state == Delivery.SENT


async def test_a_secret_is_wiped_once_it_was_shown(site: Site, an: Browser) -> None:
    """The outbox keeps nothing of a message that showed a secret."""
    queued = site.notify("Mã bí mật: K7M2QP", sensitive=True)
    async with an.chat() as chat:
        await chat.row()
        await chat.send({"type": "ack", "rows": [queued]})
        row = await site.settled(queued)

    assert "K7M2QP" not in str(row.body)


async def test_nobody_acknowledges_the_rows_of_others(site: Site, an: Browser) -> None:
    """An acknowledgement settles own rows only."""
    queued = site.notify("một")
    binh = await site.browser()
    async with binh.chat() as chat:
        await chat.say("Xin chào")
        own = (await chat.row())["row"]
        await chat.send({"type": "ack", "rows": [queued, own]})
        await site.settled(own)

    assert site.row(queued).state == Delivery.WAITING


async def test_nobody_gets_the_rows_of_others(site: Site, an: Browser) -> None:
    """A session sees its own conversation."""
    site.notify("chỉ An được đọc")
    async with (await site.browser()).chat() as chat:
        await chat.say("Xin chào")
        row = await chat.row()

        assert row["text"] == "Đã nhận"
        assert await chat.rows_so_far() == []


async def test_one_session_has_a_conversation_in_each_commune(site: Site, an: Browser) -> None:
    """The cookie is one; the addresses are not."""
    site.notify("của Vĩnh Hòa")
    async with an.chat(AB) as chat:
        await chat.say("Xin chào")
        await chat.row()

        assert await chat.rows_so_far() == []


async def test_every_tab_gets_every_row(site: Site, an: Browser) -> None:
    """Two tabs of one browser show the same conversation."""
    async with an.chat() as first, an.chat() as second:
        await first.pong()
        await second.pong()
        queued = site.notify("một")

        assert [(await tab.row())["row"] for tab in (first, second)] == [queued, queued]


async def test_the_second_tab_gets_the_first_reply(site: Site) -> None:
    """A tab that opened before the person had any address hears the answer too."""
    browser = await site.browser()
    async with browser.chat() as first, browser.chat() as second:
        await first.say("Xin chào")

        assert (await second.row())["text"] == "Đã nhận"


async def test_a_row_that_is_not_due_stays_back(site: Site, an: Browser) -> None:
    """What waits for the morning waits on the web too."""
    early = site.notify("sớm")

    def postpone(work: Any) -> None:
        later = NOW + timedelta(hours=1)
        work.session.execute(update(Outbox).where(col(Outbox.id) == early).values(due_at=later))

    site.change(postpone)
    async with an.chat() as chat:
        last = site.notify("đến hạn")

        assert (await chat.row())["row"] == last


async def test_another_process_is_noticed_without_being_told(site: Site, an: Browser) -> None:
    """The safety net looks by itself: `doithoai tick` may have queued."""
    async with an.chat() as chat:
        await chat.pong()
        site.database._listeners.clear()
        queued = site.notify("từ tiến trình khác")

        assert (await chat.row())["row"] == queued


async def test_a_fault_of_one_delivery_does_not_end_delivery(
    site: Site, an: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next look brings what the failed one did not."""
    real, calls = web_rows.waiting, [0]

    def stumbling(*args: Any) -> Any:
        calls[0] += 1
        if calls[0] == 1:
            raise ZeroDivisionError
        return real(*args)

    queued = site.notify("một")
    monkeypatch.setattr(web_rows, "waiting", stumbling)
    async with an.chat() as chat:
        assert (await chat.row())["row"] == queued


async def test_many_pages_are_one_question(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many pages are open, a look is one query."""
    asked: list[int] = []
    real = web_rows.waiting

    def counting(work: Any, places: Any, now: Any) -> Any:
        asked.append(len(places))
        return real(work, places, now)

    monkeypatch.setattr(web_rows, "waiting", counting)
    async with AsyncExitStack() as stack:
        browsers = [await site.browser() for _ in range(8)]
        chats = [await stack.enter_async_context(browser.chat()) for browser in browsers]
        for chat in chats:
            await chat.pong()
        async with asyncio.timeout(30):
            while 8 not in asked:  # a look that began before all of them had come is over then
                await asyncio.sleep(0.01)
        asked.clear()
        await chats[0].say("Xin chào")
        await chats[0].row()
        looked = set(asked)  # before the pages close one after the other

    assert looked == {8}


async def test_forgetting_closes_the_open_pages(site: Site, an: Browser) -> None:
    """After "forget me" nothing more is shown on this device."""
    async with an.chat() as chat:
        own = str(an.base_url).rstrip("/")
        assert (await an.post(f"/c/{VH}/forget", headers={"Origin": own})).status_code == 204

        assert (await chat.until("bye"))["reason"]
        assert await chat.closed() == 4401


async def test_a_forgotten_session_takes_no_messages_any_more(site: Site, an: Browser) -> None:
    """Its addresses are marked in every commune, so that news goes another way."""
    async with an.chat(AB) as chat:
        await chat.say("Xin chào")
        await chat.row()
    await an.post(f"/c/{VH}/forget")

    reasons = [address.unreachable_reason for address in site.addresses()]
    assert reasons == ["forgotten", "forgotten"]


async def test_a_new_session_begins_after_forgetting(site: Site, an: Browser) -> None:
    """Both cookies are taken back; the next page gives a new one."""
    old = an.cookies[COOKIE]
    response = await an.post(f"/c/{VH}/forget")

    assert "Max-Age=0" in response.headers["set-cookie"]
    assert COOKIE not in an.cookies
    await an.get(f"/c/{VH}")
    assert an.cookies[COOKIE] != old


async def test_a_slow_page_gets_the_rest_later_in_order() -> None:
    """A page whose queue is full is offered the same rows again, and none is skipped."""
    page = Page((1, "x"), VH)
    rows = [
        WebRow(id=number, lane="reply", created_at=NOW, body={"text": "x"})
        for number in range(1, MOST_QUEUED + 11)
    ]
    page.offer(rows)
    taken = [page.outgoing.get_nowait() for _ in range(MOST_QUEUED)]
    page.offer(rows)
    taken += [page.outgoing.get_nowait() for _ in range(10)]

    assert [frame["row"] for frame in taken if isinstance(frame, dict)] == [r.id for r in rows]


async def test_nobody_waits_for_a_page_that_is_gone() -> None:
    """A full queue that nobody empties any more lets go of who waits for room."""
    page = Page((1, "x"), VH)
    for _ in range(MOST_QUEUED):
        await page.send({"type": "pong"})
    stuck = asyncio.create_task(page.send({"type": "pong"}))
    await asyncio.sleep(0)
    page.end()

    async with asyncio.timeout(30):
        await stuck
        await page.send({"type": "pong"})


async def test_a_page_that_takes_nothing_can_still_be_closed() -> None:
    """Saying goodbye never waits."""
    page = Page((1, "x"), VH)
    for _ in range(MOST_QUEUED):
        await page.send({"type": "pong"})
    page.close("hết", 1008)

    assert page.outgoing.qsize() == MOST_QUEUED


async def test_a_commit_after_the_end_of_the_loop_is_harmless(
    sqlite_database: Database, tmp_path: Path
) -> None:
    """The database's thread outlives the web chat."""
    async with serve(sqlite_database, tmp_path) as site:
        database = site.database
        hub = Hub(database, lambda: NOW)

        def elsewhere() -> None:
            async def run() -> None:
                async with hub.running():
                    pass

            asyncio.run(run())

        await asyncio.to_thread(elsewhere)
        browser = await site.browser()
        async with browser.chat() as chat:
            await chat.say("Xin chào")

            assert await _is_answered(chat)


async def _is_answered(chat: Chat) -> bool:
    return bool((await chat.answer())["type"] == "confirmed")


def test_the_question_uses_the_indexes(sqlite_database: Database) -> None:
    """Looking every two seconds never walks through the whole outbox."""
    statement = web_rows._waiting([(1, "a"), (1, "b"), (2, "a")], NOW)
    compiled = statement.compile(
        sqlite_database.engine, compile_kwargs={"literal_binds": True, "render_postcompile": True}
    )
    with sqlite_database.engine.connect() as connection:
        plan = str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}").all())

    assert "SCAN outbox" not in plan
    assert "SCAN address" not in plan
    assert "ix_outbox_order" in plan


async def test_many_pages_are_asked_for_in_bounded_statements(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More open pages than one statement takes are asked for in several."""
    monkeypatch.setattr(web_rows, "MOST_AT_ONCE", 2)
    for _ in range(3):
        async with (await site.browser()).chat() as chat:
            await chat.say("Xin chào")
            await chat.row()
    places = [(address.account_id, address.external) for address in site.addresses()]
    found = site.database.read_now(lambda work: web_rows.waiting(work, places, NOW))

    assert sorted(found.values()) == [[row] for row in site.waiting()]
