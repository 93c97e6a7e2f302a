"""Every state of the page that people may meet, and the ways on which they are met.

A way goes through its states and calls `look` at each; `WAYS` lists them all. What the server
seldom says is said in its name by the line (`line.py`); everything else is the real program.
"""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from browser import line, walk
from browser.line import Line
from browser.visit import PATIENCE, Served, Visitor
from playwright.sync_api import Page, expect

UPLOADS = "**/upload/**"
REGISTRATION = ("start", "consent", "name", "field", "content", "review", "receipt", "timeline")
LONG = "Đề nghị xã xem xét việc nạo vét mương tiêu thoát nước trước mùa mưa bão. "


@dataclass(frozen=True, kw_only=True)
class Tour:
    """A visitor on a way, with what may be needed on it."""

    visitor: Visitor
    line: Line
    program: Served
    folder: Path
    look: Callable[[Page, str], None]

    def at(self, state: str) -> None:
        """Here is one of the states."""
        self.look(self.visitor.page, state)


@dataclass(frozen=True, kw_only=True)
class Way:
    name: str
    states: tuple[str, ...]
    go: Callable[[Tour], None]


def to_the_receipt(tour: Tour) -> None:
    """The whole registration with a photo; of questions of one kind, one is looked at."""

    def look(_: Visitor, step: str) -> None:
        if step in REGISTRATION:
            tour.at(step)

    walk.register(tour.visitor, walk.photo(tour.folder), look, name="Nguyễn Văn An")


def through_the_menu(tour: Tour) -> None:
    """The menu, what its commands answer, and the question before forgetting."""
    an = tour.visitor.reads_last("muốn làm gì")
    menu = an.page.locator("#menu-button")
    menu.click()
    tour.at("menu open")
    an.page.locator("#menu").get_by_role("button", name="Lịch đối thoại").click()
    an.reads_last("Thời gian")
    tour.at("schedule")
    an.says("Cháu bé đang cháy nhà, cứu với").sees("114")
    tour.at("danger")
    menu.click()
    an.page.get_by_role("button", name="Quên tôi trên thiết bị này").click()
    tour.at("asked before forgetting")
    an.page.get_by_role("button", name="Xóa và quên tôi").click()
    expect(an.messages).to_have_count(1)
    tour.at("forgotten")


def with_files(tour: Tour) -> None:
    """Files chosen, on their way, there, waiting, refused for each reason, and sent."""
    an = tour.visitor.reads_last("muốn làm gì")
    page, picture, tray = an.page, walk.photo(tour.folder), an.page.locator("#tray")
    page.route(UPLOADS, lambda _: None)
    an.attaches(picture)
    expect(page.locator("progress")).to_be_visible()
    tour.at("file on its way")
    tray.get_by_role("button", name="Bỏ tệp").click()
    page.unroute(UPLOADS)
    an.attaches(picture)
    expect(tray).to_contain_text("đã tải lên")
    tour.at("file there")
    page.route(UPLOADS, lambda route: route.abort())
    an.attaches(_file(tour.folder, "bien-ban-lam-viec-voi-cac-ho-dan-thon-dong.pdf", b"%PDF-1.4 "))
    expect(tray).to_contain_text("chờ kết nối")
    tour.at("file waits for the network")
    page.unroute(UPLOADS)
    tray.get_by_role("button", name="Bỏ tệp").last.click()
    an.attaches(_file(tour.folder, "anh.jpg", b"MZ\x90\x00" + b"\x00" * 2000))
    expect(tray).to_contain_text("Chưa nhận được loại tệp này")
    tour.at("file of a wrong kind")
    an.attaches(_file(tour.folder, "phim.jpg", b"\x00" * 21_000_000))
    expect(page.locator("#warning")).to_contain_text("quá mức")
    tour.at("file too large")
    tray.get_by_role("button", name="Bỏ tệp").last.click()
    an.says("Gửi kèm ảnh").sees("Gửi kèm ảnh").reads_last("muốn làm gì với nội dung này")
    tour.at("picture sent")
    tour.line.writes(
        "Giấy mời và bản ghi âm.",
        files=[
            {"name": "giấy-mời.pdf", "mime": "application/pdf", "size": 48213, "url": "/healthz"},
            {"name": "ghi-âm.ogg", "mime": "audio/ogg", "size": 9000, "url": "/healthz"},
        ],
    )
    an.reads_last("Giấy mời")
    tour.at("files from the office")


def in_trouble(tour: Tour) -> None:
    """Messages that wait, are put off, are not taken; no network, no answer, too long."""
    an = tour.visitor.reads_last("muốn làm gì")
    page, box, strip = an.page, an.page.locator("#box"), an.page.locator("#strip")
    box.fill(LONG * 300)
    expect(page.locator("#warning")).to_contain_text("ký tự")
    tour.at("text too long")
    box.fill("")
    tour.line.instead = line.refused
    an.says("Một tin không được nhận").sees("Chưa nhận")
    tour.at("message not taken")
    page.get_by_role("button", name="Bỏ tin này").click()
    tour.line.instead = line.silence
    an.says("Tin đang gửi").sees("Đang gửi")
    tour.at("message on its way")
    page.context.set_offline(True)
    an.sees("Chờ gửi")
    expect(strip).to_contain_text("không có mạng")
    tour.at("offline")
    tour.line.instead = line.later
    page.context.set_offline(False)
    an.sees("Hệ thống đang bận")
    tour.at("server busy, or too many messages")
    tour.line.tells(type="bye", reason="Hệ thống đang được cập nhật, xin chờ một phút.")
    expect(strip).to_contain_text("cập nhật")
    tour.at("server says goodbye")


def in_two_tabs(tour: Tour) -> None:
    """Another tab of the same browser is sending; this one waits for its turn."""
    an = tour.visitor.reads_last("muốn làm gì")
    an.page.evaluate(
        "localStorage.setItem('doithoai:mau:sender',"
        " JSON.stringify({tab: 'other', until: Date.now() + 60000}))"
    )
    an.says("Tin của tab này").sees("Tin của tab này")
    tour.at("another tab sends")


def without_memory(tour: Tour) -> None:
    """The browser keeps nothing, refuses cookies, or the page is older than the server."""
    an = tour.visitor
    an.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
    )
    an.page.reload()
    an.reads_last("muốn làm gì")
    expect(an.page.locator("#strip")).to_contain_text("không cho giữ")
    tour.at("browser keeps nothing")
    tour.line.tells(type="ready", v=2, commune={}, limits={})
    expect(an.page.locator("#strip")).to_contain_text("bản mới")
    tour.at("page too old")
    tour.line.knows_nobody = True
    an.page.reload()
    expect(an.page.locator("#strip")).to_contain_text("cookie", timeout=PATIENCE)
    tour.at("cookies refused")


def of_a_long_conversation(tour: Tour) -> None:
    """What the office writes of itself, many choices, long names, and news below."""
    an = tour.visitor.reads_last("muốn làm gì")
    an.page.set_viewport_size({"width": 390, "height": 600})
    for number in range(3):
        tour.line.writes(f"Tin {number}. " + LONG * 4)
    an.reads_last("Tin 2")
    pill = an.page.locator("#pill")
    _scrolled(an.page, "scrollHeight")
    expect(pill).to_be_hidden()
    _scrolled(an.page, "clientTop")
    expect(pill).to_be_visible()
    tour.line.writes(
        "Ông/Bà ở thôn (tổ dân phố) nào?",
        choices=[{"label": f"Thôn {n}", "value": f"v{n}"} for n in range(24)],
    )
    expect(pill).to_contain_text("Có tin mới")
    tour.at("news below")
    pill.click()
    tour.line.writes(
        "Mời xem quy chế: https://example.gov.vn/quy-che/" + "dai" * 30 + " trước khi dự.",
        lane="notice",
        title="Thông báo kết luận hội nghị đối thoại định kỳ quý IV",
        facts=[["Thời gian, địa điểm", LONG], ["Liên hệ", "https://example.gov.vn"]],
        choices=[
            {"label": "Quy chế đối thoại", "url": "https://example.gov.vn"},
            {"label": "Xem diễn biến của kiến nghị này", "value": "/cuatoi"},
        ],
    )
    an.reads_last("quy chế")
    tour.at("notice and many choices")


def of_the_office(tour: Tour) -> None:
    """The office joins, sees what waits, opens a petition, decides, leaves."""
    chi = tour.visitor
    with Visitor(chi.browser, tour.program.url) as an:
        walk.register(an, walk.photo(tour.folder), lambda _, __: None, name="Nguyễn Văn An")
        code = an.code
        walk.enrol(chi, tour.program.code, lambda _, step: tour.at(step))
        walk.refuse_seat(chi, code, lambda _, step: tour.at(step))
        an.reads_last("không có chỗ dự hội nghị")
        tour.look(an.page, "told of the decision")
    chi.says("/thoat").reads_last("Đã thôi vai trò")
    tour.at("office after leaving")


def over_other_pages(tour: Tour) -> None:
    """The pages around the chat."""
    root = tour.program.url.removesuffix("/c/mau")
    page = tour.visitor.page
    page.goto(f"{tour.program.url}/h/{_conference(tour.program)}")
    tour.at("conference")
    page.goto(f"{root}/khong-co")
    tour.at("no such page")
    page.goto(f"{root}/c/mau/upload/x")
    tour.at("no way to open it")


def among_many_communes(tour: Tour) -> None:
    """Where one installation serves many: the chooser, and a commune in English."""
    page = tour.visitor.page
    expect(page.locator("#finder")).to_be_visible()
    tour.at("chooser")
    page.locator("#find").fill("zzz")
    expect(page.locator("#found")).to_contain_text("Không thấy")
    tour.at("chooser finds nothing")
    page.goto(page.url + "c/en")
    tour.visitor.reads_last("What would you like to do?")
    page.locator("#menu-button").click()
    tour.at("in English")


WAYS = (
    Way(name="to the receipt", states=REGISTRATION, go=to_the_receipt),
    Way(
        name="through the menu",
        go=through_the_menu,
        states=("menu open", "schedule", "danger", "asked before forgetting", "forgotten"),
    ),
    Way(
        name="with files",
        go=with_files,
        states=(
            *("file on its way", "file there", "file waits for the network"),
            *("file of a wrong kind", "file too large", "picture sent", "files from the office"),
        ),
    ),
    Way(
        name="in trouble",
        go=in_trouble,
        states=(
            *("text too long", "message not taken", "message on its way", "offline"),
            *("server busy, or too many messages", "server says goodbye"),
        ),
    ),
    Way(name="in two tabs", go=in_two_tabs, states=("another tab sends",)),
    Way(
        name="without memory",
        go=without_memory,
        states=("browser keeps nothing", "page too old", "cookies refused"),
    ),
    Way(
        name="of a long conversation",
        go=of_a_long_conversation,
        states=("news below", "notice and many choices"),
    ),
    Way(
        name="of the office",
        go=of_the_office,
        states=(
            *("office-welcome", "office-work", "office-case", "office-grounds"),
            *("office-refused", "told of the decision", "office after leaving"),
        ),
    ),
    Way(
        name="over other pages",
        go=over_other_pages,
        states=("conference", "no such page", "no way to open it"),
    ),
)


def many_communes(folder: Path) -> Path:
    """A configuration with more communes than one likes to read through."""
    tables = [_commune(f"{letter}an", f"Xã {letter.upper()}n Bình", "vi") for letter in "bcdghklmt"]
    path = folder / "config.toml"
    path.write_text("".join([*tables, _commune("en", "Xã Hòa Bình", "en")]))
    return path


def _commune(code: str, name: str, language: str) -> str:
    values = {"code": code, "name": name, "language": language, "regulation": "hai-phong-13-hd"}
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items()]
    return "[[commune]]\n" + "".join(lines)


def _scrolled(page: Page, to: str) -> None:
    page.locator("#scroll").evaluate(f"(scroll) => {{ scroll.scrollTop = scroll.{to}; }}")


def _conference(program: Served) -> str:
    with closing(sqlite3.connect(program.folder / "doithoai.db")) as database:
        return str(database.execute("SELECT code FROM conference").fetchone()[0])


def _file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path
