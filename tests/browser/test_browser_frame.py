"""The chat inside a commune's portal: where it may be shown, and what is refused there."""

from browser.portal import Portal
from browser.visit import PATIENCE, Served, Visitor, served
from playwright.sync_api import Browser, FrameLocator, expect


def framed(browser: Browser, portal: Portal, program: Served) -> tuple[Visitor, FrameLocator]:
    """A visitor of the portal, and the frame in it."""
    portal.shows = program.url
    visitor = Visitor(browser, portal.origin)
    return visitor, visitor.page.frame_locator("iframe")


def test_a_portal_that_is_named_may_show_the_chat(browser: Browser, portal: Portal) -> None:
    """`[web] embed_origins` lists who may."""
    with served(DOITHOAI_WEB__EMBED_ORIGINS=f'["{portal.origin}"]') as program:
        visitor, frame = framed(browser, portal, program)
        expect(frame.locator("#log")).to_contain_text("muốn làm gì", timeout=PATIENCE)
        expect(frame.get_by_role("link", name="Mở trang riêng")).to_be_visible()
        visitor.context.close()


def test_staff_work_is_refused_in_a_frame(browser: Browser, portal: Portal) -> None:
    """What an officer presses there could be laid over by the page around it."""
    with served(DOITHOAI_WEB__EMBED_ORIGINS=f'["{portal.origin}"]') as program:
        visitor, frame = framed(browser, portal, program)
        expect(frame.locator("#log")).to_contain_text("muốn làm gì", timeout=PATIENCE)
        frame.locator("#box").fill(f"/thamgia {program.code}")
        frame.get_by_role("button", name="Gửi", exact=True).last.click()
        expect(frame.locator("#log")).to_contain_text("khung của trang khác", timeout=PATIENCE)
        visitor.context.close()


def test_any_other_site_is_not_shown_the_chat(
    browser: Browser, portal: Portal, program: Served
) -> None:
    """The browser itself refuses, by `frame-ancestors`."""
    visitor, frame = framed(browser, portal, program)
    expect(frame.locator("#log")).to_have_count(0)
    refused = [error for error in visitor.errors if "frame-ancestors" in error]
    visitor.context.close()

    assert refused
