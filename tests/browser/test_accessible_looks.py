"""The page in a portal's frame, with very large letters, in forced colours, without movement."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from browser import measures, states, walk
from browser.inspection import Inspection
from browser.line import Line
from browser.portal import Portal
from browser.states import Tour
from browser.visit import CHROMIUM, DESKTOP, FLAGS, PATIENCE, PHONE, Served, Visitor, served
from PIL import Image
from playwright.sync_api import Browser, Page, expect

RECEIPT = [["Mã", "XM26-0001"], ["Mật mã", "7AVP3X"]]


def elsewhere(portal: Portal) -> str:
    """The portal under a name that makes it another site, whose frames get no cookie over http."""
    return portal.origin.replace("127.0.0.1", "localhost")


@pytest.fixture(scope="module")
def program(portal: Portal) -> Iterator[Served]:
    """One program for all; the portal may frame it, and so may it under its other name."""
    origins = f'["{portal.origin}", "{elsewhere(portal)}"]'
    with served(DOITHOAI_WEB__EMBED_ORIGINS=origins) as running:
        portal.shows = running.url
        yield running


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A program with many communes."""
    config = states.many_communes(tmp_path_factory.mktemp("config"))
    with served(DOITHOAI_CONFIG=str(config)) as running:
        yield running


def test_the_chooser_and_a_page_in_english_are_accessible(
    browser: Browser, many: Served, tmp_path: Path
) -> None:
    """In every look, as all other states."""
    inspection, line = Inspection(), Line()
    root = many.url.removesuffix("c/mau")
    with Visitor(browser, root, line=line) as visitor:
        states.among_many_communes(
            Tour(visitor=visitor, line=line, program=many, folder=tmp_path, look=inspection.look)
        )

    assert inspection.faults == []
    assert inspection.states == ["chooser", "chooser finds nothing", "in English"]


def test_the_chat_in_a_frame_is_accessible(
    browser: Browser, portal: Portal, program: Served
) -> None:
    """The conversation and the menu, at the size that the portal gave them."""
    inspection = Inspection()
    with Visitor(browser, portal.origin) as an:
        frame = an.page.frames[1]
        expect(frame.locator("#log")).to_contain_text("muốn làm gì", timeout=PATIENCE)
        inspection.look_into(an.page, frame, "greeting")
        frame.locator("#menu-button").click()
        inspection.look_into(an.page, frame, "menu")

    assert inspection.faults == []


def test_what_the_frame_refuses_is_said_in_it(
    browser: Browser, portal: Portal, program: Served
) -> None:
    """Where a frame gets no cookie, the page says so and how to go on."""
    inspection = Inspection()
    with Visitor(browser, elsewhere(portal)) as an:
        frame = an.page.frames[1]
        strip = frame.locator("#strip")
        expect(strip).to_contain_text("Mở trang riêng", timeout=PATIENCE)
        inspection.look_into(an.page, frame, "no cookie")

        assert frame.get_by_role("link", name="Mở trang riêng").is_visible()
    assert inspection.faults == []


@pytest.fixture
def large(browser: Browser) -> Iterator[Browser]:
    """A browser whose owner has set letters twice as large."""
    flags = [*FLAGS, "--blink-settings=defaultFontSize=32"]
    opened = browser.browser_type.launch(executable_path=CHROMIUM, args=flags)
    yield opened
    opened.close()


def test_letters_twice_as_large_lose_nothing(
    large: Browser, program: Served, tmp_path: Path
) -> None:
    """The browser's own setting, not a zoom (WCAG 1.4.4); on a phone, a desk, and a slip of one."""
    found = []
    line = Line()
    with Visitor(large, program.url, line=line) as an:
        an.reads_last("muốn làm gì")
        found += _measured(an.page, "greeting")
        an.page.locator("#menu-button").click()
        found += _measured(an.page, "menu")
        an.page.keyboard.press("Escape")
        line.writes("Xin giữ kỹ.", title="Đã nhận", sensitive=True, facts=RECEIPT)
        line.writes("Kiến nghị", facts=[["Chỗ dự hội nghị", "đang chờ Văn phòng xét"], *RECEIPT])
        an.attaches(walk.photo(tmp_path)).reads_last("Kiến nghị")
        found += _measured(an.page, "receipt and a file")

    assert found == []


def test_forced_colours_leave_borders_and_icons(program: Served, browser: Browser) -> None:
    """High contrast takes our colours away; what they said is still drawn."""
    with Visitor(browser, program.url) as an:
        an.page.emulate_media(forced_colors="active", color_scheme="dark")
        an.reads_last("muốn làm gì")

        borders = {
            one: an.page.locator(one).first.evaluate(
                "(one) => parseFloat(getComputedStyle(one).borderTopWidth)"
            )
            for one in (".choice", ".send", ".box", "#menu-button", ".sheet")
        }
        assert min(borders.values()) >= 1, borders
        icon = an.page.locator(".attach label").screenshot()
        assert len(colours(icon)) > 1


def test_forced_colours_show_how_far_a_file_is(program: Served, browser: Browser) -> None:
    """The bar has a part that is done and a part that is not."""
    with Visitor(browser, program.url) as an:
        an.page.emulate_media(forced_colors="active", color_scheme="dark")
        an.reads_last("muốn làm gì").page.route("**/upload/**", lambda _: None)
        paper = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 "}
        an.page.locator("#files").set_input_files(paper)
        bar = an.page.locator("progress")
        bar.evaluate("(one) => { one.value = 50; }")
        box = bar.bounding_box()
        assert box is not None
        half = box["width"] / 4
        done = box | {"x": box["x"] + half, "y": box["y"] + 3, "width": 4, "height": 2}
        left = done | {"x": box["x"] + 3 * half}

        assert colours(an.page.screenshot(clip=done)) != colours(an.page.screenshot(clip=left))


def test_nothing_moves_for_who_asked_for_that(program: Served, browser: Browser) -> None:
    """`prefers-reduced-motion`, which the visitor of these tests has set."""
    with Visitor(browser, program.url) as an:
        an.reads_last("muốn làm gì").says("/lich").reads_last("Thời gian")
        moving = an.page.evaluate(
            "document.getAnimations().filter((one) =>"
            " one.effect.getComputedTiming().duration > 0).length"
        )

    assert moving == 0


def colours(picture: bytes) -> set[object]:
    """The colours in a picture."""
    shown = Image.open(BytesIO(picture)).convert("RGB")
    return {colour for _, colour in shown.getcolors(shown.width * shown.height) or ()}


def _measured(page: Page, state: str) -> list[str]:
    found = []
    for size in (PHONE, DESKTOP, {"width": 320, "height": 640}):
        page.set_viewport_size(size)
        found += [f"{state}, {size}: {fault}" for fault in measures.faults(page.main_frame)]
    page.set_viewport_size(PHONE)
    return found
