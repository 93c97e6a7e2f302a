"""The pages: one commune at once, several to choose from, and kind words when there is none."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from integration.web_kit import AB, NOW, VH, Browser, Site, conference, serve
from sqlmodel import select
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.channels.hook import Hook
from bot.channels.web.app import web_app
from bot.channels.web.templates import PAGES, Templates
from bot.channels.web.web import OtherWay
from storage.database import Database
from storage.errors import Unavailable
from storage.tables import Commune


@pytest.fixture
async def site(sqlite_database: Database, tmp_path: Path) -> AsyncIterator[Site]:
    async with serve(sqlite_database, tmp_path) as site:
        yield site


@pytest.fixture
async def an(site: Site) -> Browser:
    return await site.browser()


async def test_the_only_commune_opens_at_once(sqlite_database: Database, tmp_path: Path) -> None:
    """Where there is nothing to choose, nobody is asked; a link's payload goes along."""
    async with serve(sqlite_database, tmp_path, communes=(VH,)) as site:
        response = await (await site.browser()).get("/?start=h-DT2025")

    assert (response.status_code, response.headers["location"]) == (302, f"/c/{VH}?start=h-DT2025")


async def test_several_communes_are_listed_by_name(an: Browser) -> None:
    """Each is a link to its chat, its name safe to show."""
    page = (await an.get("/")).text

    assert f'<li><a href="/c/{AB}">Xã Anbinh &lt;&amp;&gt;</a></li>' in page
    assert page.index(AB) < page.index(VH)


async def test_without_any_commune_the_page_says_so(
    sqlite_database: Database, tmp_path: Path
) -> None:
    """An installation that is not set up yet is no fault."""
    async with serve(sqlite_database, tmp_path, communes=()) as site:
        response = await (await site.browser()).get("/")

    assert response.status_code == 200
    assert "Chưa có xã, phường, đặc khu nào" in response.text


async def test_the_chat_page_is_the_communes_own(an: Browser) -> None:
    """Name and code stand in the page, escaped; it is never kept by a cache."""
    response = await an.get(f"/c/{VH}?start=h-DT2025")

    assert f'data-code="{VH}"' in response.text
    assert "<title>Xã Vinhhoa &lt;&amp;&gt; – Đối Thoại</title>" in response.text
    assert response.headers["cache-control"] == "no-store"


async def test_a_sample_commune_says_that_it_is_one(site: Site, an: Browser) -> None:
    """Nobody writes to a sample believing that an office reads it."""

    def make_sample(work: Any) -> None:
        work.session.exec(select(Commune).where(Commune.code == VH)).one().is_sample = True

    assert "xã mẫu" not in (await an.get(f"/c/{VH}")).text
    site.change(make_sample)
    assert "xã mẫu" in (await an.get(f"/c/{VH}")).text


async def test_a_commune_that_speaks_english_has_an_english_page(site: Site, an: Browser) -> None:
    """The page is in the commune's language."""

    def speak(work: Any) -> None:
        work.session.exec(select(Commune).where(Commune.code == VH)).one().language = "en"

    site.change(speak)

    assert '<html lang="en">' in (await an.get(f"/c/{VH}")).text


UNKNOWN = ["nowhere", "%00", "a%00b", "..%2f..", "x" * 300, "%F0%9F%98%80", "VINHHOA"]


@pytest.mark.parametrize("code", UNKNOWN, ids=range(len(UNKNOWN)))
async def test_an_unknown_address_is_answered_kindly(an: Browser, code: str) -> None:
    """404 says what may be wrong and shows the way back; it never asks the database nonsense."""
    response = await an.get(f"/c/{code}")

    assert response.status_code == 404
    assert "Không có trang này" in response.text
    assert 'href="/"' in response.text


async def test_a_wrong_method_is_answered_kindly(an: Browser) -> None:
    """405 keeps its Allow header and speaks Vietnamese."""
    response = await an.post(f"/c/{VH}")

    assert response.status_code == 405
    assert "GET" in response.headers["allow"]
    assert "Không mở được theo cách này" in response.text


async def test_a_fault_of_ours_shows_no_traceback(site: Site) -> None:
    """500 is a page like the others, with the same headers; the fault is for the log."""

    async def fail(_request: Request) -> Response:
        raise ZeroDivisionError("secret detail")

    web = replace(site.web, extra_routes=(Route("/telegram/main", fail),))
    transport = httpx.ASGITransport(web_app(web), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        response = await client.get("/telegram/main")

    assert response.status_code == 500
    assert "Hệ thống gặp lỗi" in response.text
    assert "secret detail" not in response.text
    assert response.headers["x-content-type-options"] == "nosniff"


async def test_without_a_database_a_page_says_to_wait(
    site: Site, an: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """503, with how long to wait."""

    async def away(*_args: Any) -> None:
        raise Unavailable("locked")

    monkeypatch.setattr(site.database, "read", away)
    response = await an.get(f"/c/{VH}")

    assert (response.status_code, response.headers["retry-after"]) == (503, "5")
    assert "đang bận" in response.text


async def test_extra_routes_are_served_beside_the_chat(site: Site) -> None:
    """Webhooks of other channels share the port, by whatever name they are called."""

    async def hook(_request: Request) -> Response:
        return PlainTextResponse("ok")

    web = replace(site.web, extra_routes=(Route("/telegram/main", hook, methods=["POST"]),))
    transport = httpx.ASGITransport(web_app(web))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot.example") as client:
        assert (await client.post("/telegram/main")).text == "ok"


async def test_a_hook_takes_what_platforms_post_and_nothing_else(site: Site) -> None:
    """A platform's call is answered without what browsers need; whoever looks there by hand is told
    kindly, as anywhere."""

    async def hook(request: Request) -> Response:
        return PlainTextResponse(await request.body())

    web = replace(site.web, extra_routes=(Route("/telegram/main", Hook(hook), methods=["POST"]),))
    transport = httpx.ASGITransport(web_app(web))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot.example") as client:
        posted = await client.post("/telegram/main", content="said")
        looked = await client.get("/telegram/main")

    assert (posted.status_code, posted.text) == (200, "said")
    assert "content-security-policy" not in posted.headers
    assert (looked.status_code, looked.headers["allow"]) == (405, "POST")
    assert "Không mở được theo cách này" in looked.text
    assert looked.headers["x-content-type-options"] == "nosniff"


async def test_healthz_says_that_the_process_lives(an: Browser) -> None:
    """Alive, whatever the database does."""
    response = await an.get("/healthz", headers={"Host": "10.0.0.7:1"})

    assert (response.status_code, response.json()) == (200, {"alive": True})


async def test_readyz_says_that_a_write_would_succeed(an: Browser) -> None:
    """Ready means that what people send can be saved."""
    response = await an.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {
        "ready": True,
        "database": "ok",
        "schema": "current",
        "channels": {},
        "backup": "none",
    }


async def test_readyz_says_when_a_write_would_fail(
    site: Site, an: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """503 takes the process out of a balancer's list."""

    def away() -> None:
        raise Unavailable("disk full")

    monkeypatch.setattr(site.database, "ping", away)
    response = await an.get("/readyz")

    assert (response.status_code, response.json()["ready"]) == (503, False)


async def test_versioned_files_are_kept_for_a_year(an: Browser) -> None:
    """A page names its style sheet and script by their version."""
    version = Templates().version
    page = (await an.get(f"/c/{VH}")).text
    response = await an.get(f"/static/main.js?v={version}")

    assert f"/static/main.js?v={version}" in page
    assert "immutable" in response.headers["cache-control"]
    assert "javascript" in response.headers["content-type"]


async def test_other_files_are_asked_for_again(an: Browser) -> None:
    """Scripts import each other without a version: unchanged ones cost a 304."""
    first = await an.get("/static/words.js")
    again = await an.get("/static/words.js", headers={"If-None-Match": first.headers["etag"]})

    assert first.headers["cache-control"] == "no-cache"
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["/static/", "/static/nothing.js", "/static/..%2fapp.py"])
async def test_only_static_files_are_served(an: Browser, path: str) -> None:
    """No listing, no program text."""
    assert (await an.get(path)).status_code == 404


async def test_there_is_a_favicon(an: Browser) -> None:
    """Browsers ask for it unasked."""
    response = await an.get("/favicon.ico")

    assert (response.status_code, response.headers["content-type"]) == (200, "image/svg+xml")


async def test_a_conference_shows_when_and_where_and_the_way_on(site: Site, an: Browser) -> None:
    """What the QR code on an invitation opens."""
    site.change(lambda work: work.session.add(conference(title="Đối thoại <2025>")))
    page = (await an.get(f"/c/{VH}/h/DT2025")).text

    assert "Đối thoại &lt;2025&gt;" in page
    assert "8 giờ 30, thứ Hai, 20/10/2025" in page
    assert "Hội trường xã" in page
    assert f'href="/c/{VH}?start=h-DT2025"' in page
    assert "đang nhận đăng ký" in page


async def test_a_conference_offers_other_channels_and_the_word_to_type_there(
    sqlite_database: Database, tmp_path: Path
) -> None:
    ways = (
        OtherWay(channel="zalo_oa", link="https://zalo.me/123?a=1&b=2"),
        OtherWay(channel="telegram", link="https://t.me/xa_bot?start={start}"),
    )
    async with serve(sqlite_database, tmp_path, other_ways=lambda commune: ways) as site:
        site.change(lambda work: work.session.add(conference()))
        page = (await (await site.browser()).get(f"/c/{VH}/h/DT2025")).text

    assert 'href="https://zalo.me/123?a=1&amp;b=2"' in page
    assert page.count("xin gõ <strong>DT2025</strong> rồi gửi.</p></div>") == 1
    assert 'href="https://t.me/xa_bot?start=h-DT2025"' in page


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"registration_closes_at": NOW}, "hết hạn đăng ký"),
        ({"starts_at": NOW}, "đã đến giờ khai mạc"),
        ({"state": "announced"}, "chưa mở đăng ký"),
        ({"state": "announced", "starts_at": NOW}, "đã đến giờ khai mạc"),
        ({"state": "registration_closed"}, "Đã hết hạn đăng ký"),
        ({"state": "in_session"}, "đã đến giờ khai mạc"),
        ({"state": "replies_due"}, "đã kết thúc"),
        ({"state": "archived"}, "đã kết thúc"),
        ({"state": "postponed"}, "được hoãn"),
        ({"state": "cancelled"}, "đã được hủy"),
        ({"state": "concluded"}, "đã kết thúc"),
    ],
)
async def test_a_conference_says_how_it_stands(
    site: Site, an: Browser, values: dict[str, Any], words: str
) -> None:
    """An old invitation still opens a page that tells the truth."""
    site.change(lambda work: work.session.add(conference(**values)))

    assert words in (await an.get(f"/c/{VH}/h/DT2025")).text


@pytest.mark.parametrize("code", ["DT2025", "none", "%00", "x" * 99])
async def test_a_conference_that_is_not_announced_is_not_there(
    site: Site, an: Browser, code: str
) -> None:
    """A draft is the office's own business."""
    site.change(lambda work: work.session.add(conference(state="draft")))

    assert (await an.get(f"/c/{VH}/h/{code}")).status_code == 404


async def test_a_conference_of_another_commune_is_not_there(site: Site, an: Browser) -> None:
    """Codes belong to their commune."""
    site.change(lambda work: work.session.add(conference()))

    assert (await an.get(f"/c/{AB}/h/DT2025")).status_code == 404


async def test_whom_to_ask_is_on_the_conferences_page(site: Site, an: Browser) -> None:
    """The commune's contact, where it has named one."""

    def name_contact(work: Any) -> None:
        work.session.add(conference())
        work.session.exec(select(Commune).where(Commune.code == VH)).one().contact = "0236 3 555"

    site.change(name_contact)

    assert "xin liên hệ: 0236 3 555" in (await an.get(f"/c/{VH}/h/DT2025")).text


@pytest.mark.parametrize("page", sorted(path.name for path in PAGES.glob("*.html")))
def test_no_page_holds_script_or_style_of_its_own(page: str) -> None:
    """The content security policy would refuse them."""
    text = (PAGES / page).read_text(encoding="utf-8")

    assert "<style" not in text
    assert " style=" not in text
    assert " onclick=" not in text
    assert "<script>" not in text


def test_the_version_changes_with_the_files(tmp_path: Path) -> None:
    """A new style sheet is never hidden by the old one in a cache."""
    (tmp_path / "chat.css").write_text("a")
    before = Templates(PAGES, tmp_path).version
    (tmp_path / "chat.css").write_text("b")

    assert Templates(PAGES, tmp_path).version != before
