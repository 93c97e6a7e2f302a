"""Consent at Zalo: a one-time link, one press there, and tokens are kept; nothing else opens."""

import re
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from fakes.zalo_oa import FakeZaloOa
from integration.zalo_kit import KEY
from integration.zalo_oa_kit import Clock, account_row, oa_account
from stage.program import house
from starlette.applications import Starlette

from bot.channels.zalo_oa.account import ZaloOaAccount
from bot.channels.zalo_oa.consent import Consent
from bot.channels.zalo_oa.tickets import KEPT, PATH, Tickets
from bot.consent_pages import pages_of
from notifications.outcomes import TryAgain
from storage.database import Database

OURS = "https://xa.example"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def zalo(clock: Clock) -> Iterator[FakeZaloOa]:
    with FakeZaloOa(clock) as fake:
        fake.state.habits.callback = f"{OURS}{PATH}"
        yield fake


@pytest.fixture
async def account(
    zalo: FakeZaloOa, sqlite_database: Database, tmp_path: Path, clock: Clock
) -> AsyncIterator[ZaloOaAccount]:
    """Nobody has consented yet."""
    async with oa_account(zalo, sqlite_database, tmp_path, clock, refresh_token="") as opened:
        yield opened


class Browser:
    """Somebody with a link: our pages, Zalo's, and back."""

    def __init__(self, account: ZaloOaAccount, clock: Clock, database: Database) -> None:
        self.tickets = Tickets(public_url=OURS, key=KEY, clock=clock)
        self.number = account_row(database)
        consent = Consent(
            tickets=self.tickets,
            tokens={self.number: account.tokens},
            communes={self.number: "Xã Mẫu"},
            show=pages_of(house()),
        )
        site = httpx.ASGITransport(Starlette(routes=consent.routes()))
        self.http = httpx.AsyncClient(transport=site, base_url=OURS)

    async def open(self, version: int = 0) -> httpx.Response:
        """The first page of a link."""
        return await self.http.get(self.tickets.link(self.number, version))

    async def agree(self, page: httpx.Response) -> str:
        """Go to Zalo and agree; where it sends the browser."""
        found = re.search(r'class="choice" href="([^"]+)"', page.text)
        assert found is not None
        async with httpx.AsyncClient() as outside:
            answer = await outside.get(found[1].replace("&amp;", "&"))
        assert answer.status_code == 302, answer.text
        return str(answer.headers["location"])

    async def consent(self, version: int = 0) -> httpx.Response:
        """All of it."""
        return await self.http.get(await self.agree(await self.open(version)))


@pytest.fixture
async def an(
    account: ZaloOaAccount, clock: Clock, sqlite_database: Database
) -> AsyncIterator[Browser]:
    browser = Browser(account, clock, sqlite_database)
    yield browser
    await browser.http.aclose()


@pytest.mark.parametrize("repeats_state", [True, False])
async def test_a_consent_gives_tokens_and_the_link_is_used_up(
    an: Browser, account: ZaloOaAccount, zalo: FakeZaloOa, repeats_state: bool
) -> None:
    """With our `state` repeated or, as it is also told, not: then the browser's cookie knows."""
    zalo.state.habits.repeats_state = repeats_state
    page = await an.consent()

    assert (page.status_code, "cấp quyền cho trang Zalo của Xã Mẫu" in page.text) == (200, True)
    assert (await account.tokens.access()).token == "access-1"
    assert (await an.open()).status_code == 404
    assert zalo.state.renewals == 1


async def test_consent_again_heals_a_refused_account_and_what_is_kept_is_sealed(
    an: Browser, account: ZaloOaAccount, zalo: FakeZaloOa, clock: Clock
) -> None:
    await an.consent()
    zalo.state.refresh = "withdrawn"
    clock.wait(hours=26)
    with pytest.raises(TryAgain):
        await account.tokens.access()
    assert await account.tokens.is_refused()

    assert (await an.consent(version=1)).status_code == 200
    assert not await account.tokens.is_refused()
    assert (await account.tokens.access()).token == "access-2"


async def test_a_consent_for_another_account_is_not_used(
    an: Browser, account: ZaloOaAccount, zalo: FakeZaloOa
) -> None:
    zalo.state.habits.consents_for = "999"
    page = await an.consent()

    assert (page.status_code, "trang Zalo khác" in page.text) == (400, True)
    assert zalo.state.renewals == 0
    assert await account.tokens.version() == 0


async def test_a_code_that_zalo_does_not_take_can_be_asked_for_again(
    an: Browser, zalo: FakeZaloOa, clock: Clock
) -> None:
    """Too late, twice, or refused at Zalo."""
    back = await an.agree(await an.open())
    clock.now += timedelta(minutes=11)
    late, none = await an.http.get(back), await an.http.get(PATH)
    again = await an.consent()

    assert [page.status_code for page in (late, none, again)] == [400, 400, 200]
    assert "Thử lại" in late.text and f'href="{PATH}/' in late.text


async def test_while_zalo_is_away_nothing_is_lost(an: Browser, zalo: FakeZaloOa) -> None:
    back = await an.agree(await an.open())
    zalo.stop()
    away = await an.http.get(back)
    zalo.start()

    assert away.status_code == 503
    assert (await an.http.get(back)).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["", "/1-0-9999999999-" + "0" * 40, "/x", "/--", "/%C4%83-1-2-3", "/" + "9" * 4000],
)
async def test_a_forged_link_opens_nothing(an: Browser, path: str) -> None:
    page = await an.http.get(f"{PATH}{path}", params={"code": "x", "state": path[1:]})

    assert (page.status_code, "hết hạn hoặc đã dùng" in page.text) == (404, True)


async def test_a_link_ends_after_a_week(an: Browser, clock: Clock) -> None:
    link = an.tickets.link(an.number, 0)
    clock.now += KEPT

    assert (await an.http.get(link)).status_code == 404


async def test_of_two_who_consent_at_once_one_is_first(
    an: Browser, zalo: FakeZaloOa, account: ZaloOaAccount
) -> None:
    first, second = await an.agree(await an.open()), await an.agree(await an.open())
    pages = [await an.http.get(back) for back in (first, second)]

    assert [page.status_code for page in pages] == [200, 404]
    assert (await account.tokens.access()).token == "access-1"


async def test_the_cookie_is_for_these_pages_alone(an: Browser) -> None:
    kept = (await an.open()).headers["set-cookie"]

    assert f"Path={PATH}; Max-Age=1800; HttpOnly; SameSite=Lax; Secure" in kept


def test_a_link_of_another_installation_is_none(clock: Clock) -> None:
    ours = Tickets(public_url=OURS, key=KEY, clock=clock)
    other = Tickets(public_url=OURS, key=KEY + b"!", clock=clock)

    assert ours.read(ours.made(7, 3)) is not None
    assert ours.read(other.made(7, 3)) is None
    assert len(ours.verifier("x")) == len(ours.challenge("x")) == 43
