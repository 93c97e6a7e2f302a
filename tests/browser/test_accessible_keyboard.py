"""The page by the keyboard alone: every function, in an order, with the focus always in sight."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import line, walk
from browser.inspection import QUARTER
from browser.line import Line
from browser.portal import Portal
from browser.typist import Typist
from browser.visit import PATIENCE, Served, Visitor, served
from playwright.sync_api import Browser, Locator, expect

# Somebody goes to the first button the moment a message is there, before the page has moved.
UP_WITH_NEWS = """() => new MutationObserver(() => {
  document.querySelector('#log button').focus();
  document.querySelector('#scroll').scrollTop = 0;
}).observe(document.querySelector('#log'), { childList: true })"""


@pytest.fixture(scope="module")
def program(portal: Portal) -> Iterator[Served]:
    """One program for all: each comes with a browser that it has not seen."""
    with served(DOITHOAI_WEB__EMBED_ORIGINS=f'["{portal.origin}"]') as running:
        portal.shows = running.url
        yield running


@pytest.fixture
def wire() -> Line:
    """The line between An's page and the server."""
    return Line()


@pytest.fixture
def an(browser: Browser, program: Served, wire: Line) -> Iterator[Typist]:
    """An at a desk, without a mouse; wherever the keyboard went, it could be followed."""
    with Typist(browser, program.url, phone=False, line=wire) as typist:
        typist.reads_last("muốn làm gì")
        yield typist
        assert typist.noted == []


def test_a_petition_is_registered_and_looked_up_without_a_mouse(an: Typist, tmp_path: Path) -> None:
    """From the greeting to the receipt with a photo, then the menu and the look-up."""
    walk.register(an, walk.photo(tmp_path), lambda _, __: None, name="Nguyễn Văn An")
    secret = an.page.locator(".facts.large dd").last.inner_text()
    code = an.code

    an.enters(an.page.locator("#menu-button"))
    an.enters(an.page.locator("#menu").get_by_role("button", name="Tra cứu bằng mã"))
    an.reads_last("mã").says(f"{code} {secret}")

    an.reads_last("Tình trạng")


def test_the_keyboard_can_be_followed_at_400_percent(an: Typist, tmp_path: Path) -> None:
    """Menu, choices, a file and its removal, a message, on 320 by 256 pixels."""
    an.page.set_viewport_size(QUARTER)
    an.enters(an.page.locator("#menu-button"))
    an.enters(an.page.locator("#menu").get_by_role("button", name="Gửi câu hỏi, kiến nghị"))
    an.presses("Tôi đồng ý").presses("Hòm thư chung (không theo hội nghị)")
    an.reads_last("họ và tên").attaches(walk.photo(tmp_path))
    an.enters(an.page.get_by_role("button", name="Bỏ tệp duong-ngap.jpg"))
    an.says("Nguyễn Văn An")

    an.reads_last("thôn (tổ dân phố) nào")


def test_a_file_is_taken_back_without_a_mouse(an: Typist, tmp_path: Path) -> None:
    """The button beside a chosen file is reached and pressed; the box has the focus then."""
    an.attaches(walk.photo(tmp_path))
    tray = an.page.locator("#tray")
    expect(tray).to_contain_text("đã tải lên")

    an.enters(tray.get_by_role("button", name="Bỏ tệp duong-ngap.jpg"), "Space")

    expect(tray).to_be_hidden()
    expect(an.page.locator("#box")).to_be_focused()


def test_this_device_is_forgotten_without_a_mouse(an: Typist) -> None:
    """The question has the focus and keeps it; the answer that keeps everything comes first."""
    an.presses("Lịch đối thoại").reads_last("Thời gian")
    an.enters(an.page.locator("#menu-button"))
    an.enters(an.page.get_by_role("button", name="Quên tôi trên thiết bị này"))

    stops = [an.stop(), an.press("Tab").stop()]
    an.press("Enter")
    expect(an.messages).to_have_count(1)

    assert stops == ["Giữ lại", "Xóa và quên tôi"]


def test_escape_closes_the_menu_and_the_question(an: Typist) -> None:
    """And the focus is back at the button that opened them."""
    menu = an.page.locator("#menu-button")
    an.enters(menu).press("Escape")
    expect(an.page.locator("#menu")).to_be_hidden()
    expect(menu).to_be_focused()

    an.press("Enter").enters(an.page.get_by_role("button", name="Quên tôi trên thiết bị này"))
    an.press("Escape")

    expect(an.page.locator("#forget")).to_be_hidden()
    expect(menu).to_be_focused()


def test_tab_goes_through_the_page_as_it_is_read(an: Typist) -> None:
    """Skip link, menu, conversation with its choices, files, box, send; and back the same way."""
    stops = [an.press("Tab").stop() for _ in range(9)]
    back = [an.press("Shift+Tab").stop() for _ in range(8)]

    assert [stops[0], stops[1], stops[2], stops[3]] == [
        "Đến ô viết tin",
        "Menu",
        "Cuộc trò chuyện",
        "Gửi câu hỏi, kiến nghị",
    ]
    assert back == stops[-2::-1]


def test_the_first_stop_leads_to_the_box(an: Typist) -> None:
    """Who uses the keyboard need not go through the whole conversation."""
    an.press("Tab").press("Enter")

    expect(an.page.locator("#box")).to_be_focused()


def test_what_has_the_focus_is_never_under_the_header(an: Typist, wire: Line) -> None:
    """Going back through a long conversation, each button stops below what stays on top."""
    choices = [{"label": f"Thôn {n}", "value": f"/v{n}"} for n in range(40)]
    wire.writes("Ông/Bà ở thôn nào?", choices=choices)
    an.goes_to(an.page.locator("#box"))
    header = an.page.locator(".top").bounding_box()
    assert header is not None

    tops = []
    for _ in range(43):
        an.press("Shift+Tab").stop()
        tops.append(an.page.evaluate("document.activeElement.getBoundingClientRect().top"))

    assert min(tops) >= header["height"]


def test_who_goes_up_while_news_is_put_in_its_place_stays_there(an: Typist, wire: Line) -> None:
    """What has the focus stays in sight; the arrow says that something came."""
    choices = [{"label": f"Thôn {n}", "value": f"/v{n}"} for n in range(40)]
    wire.writes("Ông/Bà ở thôn nào?", choices=choices)
    an.reads_last("thôn nào")
    an.page.evaluate(UP_WITH_NEWS)

    wire.writes("Lịch hội nghị đã đổi.")
    expect(an.page.locator("#pill")).to_have_attribute("data-new", "yes")

    assert an.page.evaluate("document.querySelector('#scroll').scrollTop") == 0


def test_the_focus_stays_when_the_network_comes_back(an: Typist) -> None:
    """The button “try now” goes, and hands the focus to the box."""
    an.page.context.set_offline(True)
    again = an.page.get_by_role("button", name="Thử lại ngay")
    an.goes_to(again)

    an.page.context.set_offline(False)
    expect(again).to_be_hidden()

    an.keeps_its_place()


def test_the_focus_stays_when_a_file_goes_on(an: Typist, tmp_path: Path) -> None:
    """The button “again” goes, and hands the focus to the one beside it."""
    an.page.route("**/upload/**", lambda route: route.abort())
    an.attaches(walk.photo(tmp_path))
    again = an.page.get_by_role("button", name="Tải lại tệp duong-ngap.jpg")
    an.goes_to(again)

    an.page.unroute("**/upload/**")
    an.press("Enter")
    expect(an.page.locator("#tray")).to_contain_text("đã tải lên")

    an.keeps_its_place()


def test_the_focus_stays_when_a_message_is_changed_or_dropped(an: Typist, wire: Line) -> None:
    """After a message that was not taken one is in the box again."""
    wire.instead = line.refused
    box = an.page.locator("#box")
    for answer in ("Sửa và gửi lại", "Bỏ tin này"):
        an.says("Tin không được nhận")
        an.enters(an.page.get_by_role("button", name=answer))
        expect(box).to_be_focused()


def test_the_focus_stays_when_a_long_text_goes_in_parts(an: Typist) -> None:
    """The button that sends the parts goes with the warning."""
    an.goes_to(an.page.locator("#box")).page.keyboard.insert_text("Mương tắc. " * 2000)

    offer = an.page.get_by_role("button", name=re.compile("Gửi thành"))
    an.goes_to(offer).page.context.set_offline(True)
    an.page.context.set_offline(False)
    expect(an.page.locator("#state")).to_have_attribute("data-state", "ready")
    an.keeps_its_place()
    an.enters(offer)

    expect(an.page.locator("#warning")).to_be_hidden()
    expect(an.page.locator("#box")).to_be_focused()


def test_the_keyboard_leaves_the_frame_on_both_sides(
    browser: Browser, portal: Portal, program: Served
) -> None:
    """In a portal Tab goes into the chat, through it, and out again (WCAG 2.1.2)."""
    with Visitor(browser, portal.origin, phone=False) as an:
        frame = an.page.frame_locator("iframe")
        expect(frame.locator("#log")).to_contain_text("muốn làm gì", timeout=PATIENCE)
        after = an.page.get_by_role("link", name="Liên hệ")
        before = an.page.get_by_role("link", name="Tin tức")

        there = _presses_until(an, after, "Tab")
        back = _presses_until(an, before, "Shift+Tab")

    assert 8 < there < 30
    assert 8 < back < 30


def _presses_until(visitor: Visitor, target: Locator, key: str) -> int:
    """How often `key` was pressed until `target` had the focus; at most 60 times."""
    for presses in range(60):
        if target.evaluate("(one) => one === document.activeElement"):
            return presses
        visitor.page.keyboard.press(key)
    return 60
