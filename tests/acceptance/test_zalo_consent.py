"""Zalo takes the account's token no more: the office gets a link, and one press heals it."""

import re
from collections.abc import Iterator
from contextlib import AsyncExitStack
from datetime import date
from pathlib import Path

import httpx
import pytest
from stage import Actor
from stage.communes import HONG_AN
from stage.places import morning
from stage.web import Page, WebActor
from stage.zalo_oa import ZaloOaPlace

from bot.channels.zalo_oa.tickets import PATH
from dialogue.roles import Role

LINK = re.compile(rf"http\S+{PATH}/\S+")


@pytest.fixture
def place(sqlite_url: str, tmp_path: Path) -> Iterator[ZaloOaPlace]:
    """Monday 1 June 2026."""
    place = ZaloOaPlace(
        url=sqlite_url,
        stated=HONG_AN,
        now=morning(date(2026, 6, 1)),
        files=tmp_path / "data",
        may_fail=("token",),
    )
    place.zalo.state.habits.callback = f"{place.address}{PATH}"
    with place.served():
        yield place


@pytest.fixture
def chi(place: ZaloOaPlace) -> Iterator[Actor]:
    """An officer of the office, in the web chat."""
    pages = AsyncExitStack()
    page = place.wait_for(Page.open(place.address, HONG_AN.code, pages))
    chi = WebActor(program=place, name="chi", channel="web", account=HONG_AN.code, page=page)
    chi.say(f"/thamgia {place.invite(Role.OFFICE)}").say("Lê Thị Chi")
    yield chi
    place.wait_for(pages.aclose())


async def consent(link: str) -> str:
    """Open the link, go on to Zalo, agree, and come back; the words of the last page."""
    async with httpx.AsyncClient(follow_redirects=True) as browser:
        page = (await browser.get(link)).text
        onward = re.search(r'class="choice" href="([^"]+)"', page)
        assert onward is not None
        return (await browser.get(onward[1].replace("&amp;", "&"))).text


def test_a_link_in_the_alarm_heals_the_account_and_what_waited_leaves(
    place: ZaloOaPlace, chi: Actor
) -> None:
    """Nothing is lost meanwhile, nobody starts the program again."""
    an = place.person("an").open()
    place.zalo.state.refresh = "withdrawn"
    place.wait(hours=26)
    assert an.say("/trogiup").fresh == []
    alarm = chi.read().text
    assert "Cần cấp quyền lại cho trang Zalo" in alarm and "Lý do Zalo báo: -14014" in alarm

    told = LINK.search(alarm)
    assert told is not None
    assert "Đã cấp quyền" in place.wait_for(consent(told[0]))
    assert "Ông/Bà có thể" in an.read().text
    assert "Cần cấp quyền" not in chi.read().text
