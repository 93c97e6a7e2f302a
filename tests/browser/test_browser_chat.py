"""The web chat as people have it: a real program, a real Chromium."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

from browser import walk
from browser.visit import Served, Visitor
from playwright.sync_api import expect

Visit = Callable[..., Visitor]
# What stands in the page has been put in its place, which the page does 16 ms later.
PLACED = "() => new Promise((done) => setTimeout(done, 20))"


def nothing(_: Visitor, __: str) -> None:
    """Take no picture."""


def registered(visitor: Visitor, folder: Path, name: str = "Nguyễn Văn An") -> str:
    """Walk to the receipt; the petition's code."""
    walk.register(visitor, walk.photo(folder), nothing, name=name)
    found = re.search(r"XM\d\d-\d{4}", visitor.text)
    assert found is not None
    return found[0]


def test_a_citizen_registers_with_a_photo_and_follows_the_petition(
    visit: Visit, tmp_path: Path
) -> None:
    """From the greeting to the receipt and the timeline, on a phone."""
    an = visit()

    code = registered(an, tmp_path)

    an.sees(code).sees("1 đã nhận").sees("đã gửi")


def test_the_citizen_is_told_at_once_when_the_office_decides(
    visit: Visit, program: Served, tmp_path: Path
) -> None:
    """Two windows: what the officer decides appears in the citizen's without a reload."""
    an, chi = visit(), visit(phone=False)
    code = registered(an, tmp_path)

    walk.enrol(chi, program.code, nothing)
    walk.refuse_seat(chi, code, nothing)

    an.sees("Kiến nghị được chấp nhận").sees("chưa đáp ứng: thường trú tại xã (mục III.4")


def test_the_office_sees_the_photo_and_a_stranger_does_not(
    visit: Visit, program: Served, tmp_path: Path
) -> None:
    """A file is served to its author and to the office, and to nobody else."""
    an, chi, stranger = visit(), visit(), visit()
    code = registered(an, tmp_path)
    walk.enrol(chi, program.code, nothing)
    chi.presses(f"Mở {code}").reads_last("Người gửi")
    picture = chi.page.locator("#log article img").last
    expect(picture).to_be_visible()
    address = urljoin(program.url, picture.get_attribute("src"))

    seen = chi.context.request.get(address).status
    hidden = stranger.context.request.get(address).status

    assert (seen, hidden) == (200, 404)


def test_a_draft_survives_a_power_cut_and_a_reload(visit: Visit, program: Served) -> None:
    """The program is killed in the middle of a conversation; nothing has to be said again."""
    an = visit()
    an.reads_last("muốn làm gì").presses("Gửi câu hỏi, kiến nghị")
    an.presses("Tôi đồng ý").presses("Hòm thư chung (không theo hội nghị)")
    an.reads_last("họ và tên")

    program.kill()
    an.page.locator("#box").fill("Nguyễn Văn An")
    an.page.get_by_role("button", name="Gửi", exact=True).last.click()
    program.start()

    an.reads_last("thôn (tổ dân phố) nào")
    an.page.reload()
    an.reads_last("thôn (tổ dân phố) nào").presses("Thôn Đông").reads_last("Chức vụ")
    an.errors.clear()  # the browser reports each failed attempt to connect


def test_what_is_written_without_a_network_is_sent_once_when_it_is_back(visit: Visit) -> None:
    """Offline, the page keeps the message; online, it arrives one time."""
    an = visit()
    an.reads_last("muốn làm gì")

    an.context.set_offline(True)
    an.says("Cầu sập ở thôn Bến")
    an.context.set_offline(False)
    an.reads_last("Ông/Bà muốn làm gì với nội dung này?")

    assert an.text.count("Ông/Bà muốn làm gì với nội dung này?") == 1
    an.errors.clear()


def test_whatever_comes_is_scrolled_to(visit: Visit, tmp_path: Path) -> None:
    """On a phone, where each question is longer than what is left of the page: nobody has to look
    for what has just come."""
    an, missed = visit(), []

    def look(visitor: Visitor, step: str) -> None:
        visitor.page.evaluate(PLACED)
        if visitor.page.locator("#pill").get_attribute("data-new"):
            missed.append(step)

    walk.register(an, walk.photo(tmp_path), look, name="Nguyễn Văn An")

    assert missed == []


def test_html_in_a_message_is_shown_as_it_was_typed(visit: Visit) -> None:
    """People's words are text, for the page and for the server."""
    an = visit()
    an.reads_last("muốn làm gì").says("<img src=x onerror=alert(1)> & <b>đậm</b>")

    an.reads_last("Ông/Bà muốn làm gì với nội dung này?")

    expect(an.messages.nth(1)).to_contain_text("<img src=x onerror=alert(1)> & <b>đậm</b>")


def test_the_whole_way_can_be_gone_with_the_keyboard(visit: Visit) -> None:
    """Tab and Enter reach and press every button of a question."""
    an = visit(phone=False)
    an.reads_last("muốn làm gì")

    first = an.page.locator("#log").get_by_role("button", name="Gửi câu hỏi, kiến nghị")
    first.focus()
    an.page.keyboard.press("Enter")
    an.reads_last("đồng ý")
    an.page.locator("#log").get_by_role("button", name="Tôi đồng ý").focus()
    an.page.keyboard.press("Space")

    an.reads_last("Ông/Bà muốn gửi tới hội nghị nào?")


def test_a_file_that_is_no_picture_is_refused_with_a_reason(visit: Visit, tmp_path: Path) -> None:
    """A program renamed to .jpg is told apart by its bytes."""
    an = visit()
    an.reads_last("muốn làm gì")
    wrong = tmp_path / "anh.jpg"
    wrong.write_bytes(b"MZ\x90\x00" + b"\x00" * 2000)

    an.attaches(wrong)

    expect(an.page.locator("body")).to_contain_text("Chưa nhận được loại tệp này")
    an.errors.clear()  # the browser reports the refused upload


def test_forgetting_me_empties_this_browser(visit: Visit) -> None:
    """After "forget me" neither the conversation nor the session is left on the device."""
    an = visit()
    an.reads_last("muốn làm gì").presses("Lịch đối thoại").reads_last("Thời gian")
    before = an.context.cookies()[0]["value"]

    an.page.locator("#menu-button").click()
    an.page.get_by_role("button", name="Quên tôi trên thiết bị này").click()
    an.page.get_by_role("button", name="Xóa và quên tôi").click()
    expect(an.messages).to_have_count(1)

    assert an.context.cookies()[0]["value"] != before


def test_the_page_reflows_on_a_very_small_screen(visit: Visit) -> None:
    """At 400 % zoom (320 by 256 points) nothing has to be scrolled sideways (WCAG 1.4.10)."""
    an = visit()
    an.reads_last("muốn làm gì")

    an.page.set_viewport_size({"width": 320, "height": 256})
    width = an.page.evaluate("document.documentElement.scrollWidth")

    assert width <= 320
