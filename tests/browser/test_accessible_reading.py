"""What a screen reader is told: in which order, by whom, once, and what is said of itself."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import line, reading, walk
from browser.line import Line
from browser.states import many_communes
from browser.visit import ROOT, Served, Visitor, served
from playwright.sync_api import Browser, expect

TEXTS = ROOT / "bot" / "channels" / "web" / "static" / "texts.js"
CONTROLS = ("button", "link", "textbox", "searchbox")


@pytest.fixture(scope="module")
def program() -> Iterator[Served]:
    """One program for all: each comes with a browser that it has not seen."""
    with served() as running:
        yield running


@pytest.fixture
def english(tmp_path: Path) -> Iterator[Served]:
    """A program with a commune that speaks English."""
    with served(DOITHOAI_CONFIG=str(many_communes(tmp_path))) as running:
        yield running


@pytest.fixture
def wire() -> Line:
    """The line between An's page and the server."""
    return Line()


@pytest.fixture
def an(browser: Browser, program: Served, wire: Line) -> Iterator[Visitor]:
    """An, who has been greeted."""
    with Visitor(browser, program.url, line=wire) as visitor:
        yield visitor.reads_last("muốn làm gì")


@pytest.fixture(scope="module")
def receipt(
    browser: Browser, program: Served, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visitor]:
    """An, who holds a receipt and has changed nothing since."""
    picture = walk.photo(tmp_path_factory.mktemp("photo"))
    with Visitor(browser, program.url) as visitor:
        walk.register(visitor, picture, lambda _, __: None, name="Nguyễn Văn An")
        yield visitor


def told(visitor: Visitor) -> list[str]:
    """What the page has said of itself to a screen reader in the last seconds, line by line."""
    return visitor.page.locator("#said p").all_inner_texts()


def test_messages_are_read_in_the_order_in_which_they_came(receipt: Visitor) -> None:
    """The tree of the log has every message of the conversation, oldest first."""
    shown = receipt.page.evaluate(
        "Object.entries(localStorage).filter(([key]) => key.includes(':item:'))"
        ".map(([, value]) => JSON.parse(value)).filter((item) => item.k !== 'start')"
        ".sort((one, other) => one.t - other.t)"
        ".map((item) => item.title || item.label || item.text)"
    )
    heard = [one.text for one in reading.read(receipt.page).one("log").all("article")]

    assert len(heard) == len(shown) > 20
    assert all(words.split("\n")[0] in text for words, text in zip(shown, heard, strict=True))


def test_a_message_that_was_written_earlier_is_read_in_its_place(an: Visitor, wire: Line) -> None:
    """What comes is read after what was there, whatever its own clock says."""
    wire.writes("Tin thứ nhất", at="2026-11-02T02:00:00+00:00")
    wire.writes("Tin thứ hai", at="2026-11-01T02:00:00+00:00")
    an.reads_last("Tin thứ hai")

    heard = reading.read(an.page).one("log").text
    assert heard.index("Tin thứ nhất") < heard.index("Tin thứ hai")


def test_each_message_says_whose_it_is_and_when(receipt: Visitor, wire: Line) -> None:
    """Also where the eye sees the name only once for several messages."""
    names = [one.name for one in reading.read(receipt.page).one("log").all("article")]

    assert all(re.fullmatch(r"(Tôi|Xã Mẫu) \d\d:\d\d", name) for name in names)


def test_a_notice_is_called_one(an: Visitor, wire: Line) -> None:
    """A message that nobody asked for says so before its words."""
    wire.writes("Kiến nghị được chấp nhận", lane="notice")
    an.reads_last("chấp nhận")

    newest = list(reading.read(an.page).one("log").all("article"))[-1]
    assert newest.name == "Xã Mẫu Thông báo 09:00"


def test_facts_are_read_as_label_and_value(receipt: Visitor) -> None:
    """The code and the secret each come right after their names."""
    lists = list(reading.read(receipt.page).one("log").all("DescriptionList"))
    pairs = [(one.role, one.text) for one in lists[1].within]

    assert [role for role, _ in pairs] == ["term", "definition"] * 2
    assert [text for role, text in pairs if role == "term"] == ["Mã", "Mật mã"]


def test_the_secret_is_read_once(receipt: Visitor) -> None:
    """Not by the text beside it, not by an announcement, not by the title."""
    secret = receipt.page.locator(".facts.large dd").last.inner_text()

    assert reading.read(receipt.page).text.count(secret) == 1
    assert secret not in receipt.page.title()


def test_choices_are_read_after_their_question(an: Visitor) -> None:
    """Heading, words, then a group of buttons with a name of its own."""
    article = next(reading.read(an.page).one("log").all("article"))
    roles = [one.role for one in article.within if one.role in {"heading", "generic", "group"}]

    assert roles == ["heading", "generic", "group"]
    assert article.one("group").name == "Chọn câu trả lời"


def test_answered_choices_are_read_but_not_offered(receipt: Visitor) -> None:
    """They are disabled, the chosen one says so, and Tab goes past them."""
    groups = list(reading.read(receipt.page).one("log").all("group"))
    consent = next(group for group in groups if "Không đồng ý" in group.text)
    buttons = list(consent.all("button"))

    assert consent.name == "Các lựa chọn trước đây"
    assert [one.name for one in buttons] == ["Tôi đồng ý (đã chọn)", "Không đồng ý"]
    assert all(one.says["disabled"] for one in buttons)
    assert not receipt.page.locator("#log [aria-disabled=true]:not([tabindex='-1'])").count()


def test_the_log_is_a_polite_one(an: Visitor) -> None:
    """It reads what is added, when the reader has finished, and only that."""
    log = reading.read(an.page).one("log")

    assert (log.name, log.says["live"]) == ("Cuộc trò chuyện", "polite")
    assert (log.says["atomic"], log.says["relevant"]) == (False, "additions")


def test_what_the_page_says_of_itself_is_a_status(an: Visitor) -> None:
    """It waits for the reader's sentence to end, and is read line by line."""
    said = an.page.locator("#said")

    expect(said).to_have_role("status")
    expect(said).to_have_attribute("aria-atomic", "false")


def test_a_conversation_that_is_opened_again_is_not_read_from_the_start(an: Visitor) -> None:
    """While it is drawn the log is silent."""
    an.page.add_init_script(
        "new MutationObserver(() => {"
        " const log = document.querySelector('#log');"
        " if (log && log.children.length) window.live ??= log.getAttribute('aria-live');"
        "}).observe(document, { childList: true, subtree: true })"
    )
    an.page.reload()
    an.reads_last("muốn làm gì")

    assert an.page.evaluate("window.live") == "off"
    expect(an.page.locator("#log")).to_have_attribute("aria-live", "polite")


def test_a_message_that_waits_is_told_and_so_is_its_going(an: Visitor, wire: Line) -> None:
    """The server puts it off, then takes it: one sentence each."""
    wire.instead = line.later
    an.says("Mương tắc").sees("Hệ thống đang bận")
    waits = told(an)
    wire.tells(type="confirmed", id=_newest_of_mine(an))
    an.sees("Đã gửi")

    assert waits == ["Hệ thống đang bận: tin được giữ, sẽ tự gửi lại"]
    assert told(an) == [*waits, "Đã gửi"]


def test_a_message_that_goes_at_once_is_told_by_its_answer(an: Visitor) -> None:
    """Nothing is said of each step on its way."""
    an.says("/lich").reads_last("Thời gian")

    assert told(an) == []


def test_a_message_that_was_not_taken_is_told_with_the_reason(an: Visitor, wire: Line) -> None:
    """And what can be done is read in the message itself."""
    wire.instead = line.refused
    an.says("Mương tắc").sees("Chưa nhận")

    assert told(an) == ["Chưa nhận: Tin dài quá mức. Xin rút ngắn rồi gửi lại."]
    newest = list(reading.read(an.page).one("log").all("article"))[-1]
    assert [one.name for one in newest.all("button")] == ["Sửa và gửi lại", "Bỏ tin này"]


def test_no_network_is_a_status_and_its_return_is_told(an: Visitor) -> None:
    """Said once when it goes, and once when it is back."""
    an.page.context.set_offline(True)
    expect(an.page.get_by_role("status").first).to_contain_text("không có mạng")
    an.page.context.set_offline(False)
    expect(an.page.locator("#strip")).to_be_hidden()

    assert told(an) == ["Đã kết nối lại."]


def test_an_upload_is_told_at_its_end_only(an: Visitor, tmp_path: Path) -> None:
    """How far it is can be asked of its bar, which has the file's name."""
    an.page.route("**/upload/**", lambda _: None)
    an.attaches(walk.photo(tmp_path))
    bar = an.page.get_by_role("progressbar", name="Tải lên tệp duong-ngap.jpg")
    expect(bar).to_be_visible()
    before = told(an)
    an.page.get_by_role("button", name="Bỏ tệp duong-ngap.jpg").click()
    an.page.unroute("**/upload/**")
    an.attaches(walk.photo(tmp_path))
    expect(an.page.locator("#tray")).to_contain_text("đã tải lên")

    assert (before, told(an)) == ([], ["Tệp duong-ngap.jpg đã tải lên."])


def test_a_file_that_the_server_refuses_is_told_with_the_reason(
    an: Visitor, tmp_path: Path
) -> None:
    """The reason is the server's own sentence."""
    wrong = tmp_path / "anh.jpg"
    wrong.write_bytes(b"MZ\x90\x00" + b"\x00" * 2000)
    an.attaches(wrong)
    expect(an.page.locator("#tray")).to_contain_text("Chưa nhận được loại tệp này")

    assert len(told(an)) == 1
    assert told(an)[0].startswith("Tệp anh.jpg chưa được nhận. Chưa nhận được loại tệp này")


def test_a_fault_of_a_file_belongs_to_the_file_button(an: Visitor, tmp_path: Path) -> None:
    """It is read there, and the focus is there to choose another."""
    empty = tmp_path / "trong.pdf"
    empty.write_bytes(b"")
    an.attaches(empty)
    files = an.page.locator("#files")

    expect(files).to_have_attribute("aria-invalid", "true")
    expect(files).to_have_accessible_description(re.compile("trống, không có gì để gửi"))
    expect(files).to_be_focused()
    assert told(an) == ["Tệp “trong.pdf” trống, không có gì để gửi."]


def test_a_fault_of_the_text_belongs_to_the_box_and_is_told_once(an: Visitor) -> None:
    """While one goes on typing it is not said again."""
    box = an.page.locator("#box")
    box.fill("Mương tắc. " * 2000)
    box.press_sequentially("abc")

    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_have_accessible_description(re.compile("ký tự; mỗi tin nhiều nhất"))
    assert len(told(an)) == 1
    box.fill("Mương tắc.")
    assert box.get_attribute("aria-invalid") is None


def test_what_was_told_does_not_stay_to_be_found(an: Visitor, wire: Line) -> None:
    """Old news is not read again by who goes through the page with the arrows."""
    an.page.clock.install()
    wire.instead = line.refused
    an.says("Mương tắc").sees("Chưa nhận")

    an.page.clock.run_for(11_000)

    assert told(an) == []


def test_the_title_counts_what_came_unseen(browser: Browser, an: Visitor, wire: Line) -> None:
    """The tab says how many messages wait in it."""
    hidden = "Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })"
    an.page.evaluate(hidden)
    wire.writes("Kiến nghị được chấp nhận")
    an.reads_last("chấp nhận")

    assert an.page.title() == "(1) Xã Mẫu – Đối Thoại"


def test_both_languages_have_the_same_words() -> None:
    """A key that one catalogue lacks would be a button without a name."""
    vi, en = catalogues()

    assert list(vi) == list(en)
    assert all(vi.values())
    assert all(en.values())


def test_every_control_has_a_name_of_the_catalogue(an: Visitor) -> None:
    """All that can be pressed or written in, but for what the conversation itself brought."""
    an.page.locator("#menu-button").click()

    assert named(an) <= set(catalogues()[0].values())


def test_an_english_page_is_english(browser: Browser, english: Served) -> None:
    """And what is Vietnamese on it says so."""
    with Visitor(browser, english.url.replace("/c/mau", "/c/en")) as visitor:
        visitor.reads_last("What would you like to do?")
        visitor.page.locator("#menu-button").click()

        assert named(visitor) <= set(catalogues()[1].values())
        assert visitor.page.locator("html").get_attribute("lang") == "en"
        assert visitor.page.locator(".brand").get_attribute("lang") == "vi"


def catalogues() -> tuple[dict[str, str], dict[str, str]]:
    """The page's own words: Vietnamese, English."""
    halves = TEXTS.read_text().split("\n};")[:2]
    vi, en = (dict(re.findall(r"^  (\w+): '(.*)',$", half, re.MULTILINE)) for half in halves)
    return vi, en


def named(visitor: Visitor) -> set[str]:
    """The names of what can be pressed or written in, outside the conversation."""
    page = reading.read(visitor.page)
    answers = [one.name for one in page.one("log").all("button")]
    return {one.name for one in page.all(*CONTROLS)}.difference(answers)


def _newest_of_mine(visitor: Visitor) -> str:
    article = visitor.page.locator("#log article.mine p.who").last
    return str(article.get_attribute("id")).removeprefix("who-")
