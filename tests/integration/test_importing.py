"""A list of delegates that came as a file: read by a job, reported row by row, never half taken."""

import asyncio
import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from integration.cli_kit import Operator
from openpyxl import Workbook
from sqlmodel import select
from stage import Actor, Program
from stage.walks import enrol

from bot.console import DONE, FAILED, WRONG_USE
from bot.fetching import Fetching
from bot.importing import Importing
from bot.sample import add_conference
from dialogue.regulation import shipped
from dialogue.working_days import calendar
from handlers.files import FETCH
from handlers.messages import FileRef
from handlers.seats.file import IMPORT
from notifications.outcomes import Never
from scheduler.worker import Worker
from storage import addresses, attachments, communes
from storage.blobs import Blobs
from storage.files import clean
from storage.tables import Delegate, Job, Staff
from storage.work import Work

CONFERENCE = "DT2510"
HEADER = ("STT", "Họ và tên", "Chức vụ, đơn vị", "Nội dung và câu hỏi đăng ký đối thoại")
AN = (1, "Nguyễn Văn An", "Trưởng thôn Đông", "Đường vào thôn")
BINH = (2, "Trần Thị Bình", "Nông dân", "")
NOBODY = (3, "", "Nông dân", "")
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")


def book(*rows: tuple[Any, ...]) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (HEADER, *rows):
        sheet.append(list(row))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def word(*rows: tuple[Any, ...]) -> bytes:
    """The same list as people keep it in Word."""
    page = Document()
    page.add_paragraph("DANH SÁCH")
    grid = page.add_table(rows=0, cols=len(HEADER))
    for row in (HEADER, *rows):
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = str(text)
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


class Desk:
    """Chi with a list in hand, on a channel from which files are fetched, and a worker."""

    def __init__(self, program: Program, folder: Path) -> None:
        self.program, self.blobs = program, Blobs(folder / "files")
        self.lies_there: bytes | Exception = b""
        self.chi = enrol(Actor(program=program, name="chi", channel="telegram"))

    async def fetch(self, source: dict[str, Any], limit: int) -> bytes:
        if isinstance(self.lies_there, Exception):
            raise self.lies_there
        return self.lies_there

    def send(self, data: bytes | Exception) -> Actor:
        """Send a file, and let the worker do what there is to do."""
        self.lies_there = data
        self.chi.say(f"/moi {CONFERENCE} tep")
        self.chi.say("", files=(FileRef(kind="document", name="ds.xlsx", source={"file_id": "1"}),))
        return self.work()

    def work(self) -> Actor:
        account = self.program.database.read_now(
            lambda work: addresses.account(work, "telegram", "main")
        )
        assert account.id is not None
        parts: Any = {
            "database": self.program.database,
            "house": self.program.house,
            "blobs": self.blobs,
            "clock": lambda: self.program.now,
        }
        fetching = Fetching(**parts, fetchers={account.id: self.fetch})
        importing = Importing(**parts, fetching=fetching)
        worker = Worker(
            database=self.program.database,
            tasks={FETCH: fetching.task(), IMPORT: importing.task()},
            clock=lambda: self.program.now,
        )
        while asyncio.run(worker.step()):
            pass
        return self.chi.read()

    @property
    def names(self) -> list[str]:
        """Who is on the list."""
        return [row.name for row in self.program.all_of(Delegate)]


@pytest.fixture
def desk(program: Program, tmp_path: Path) -> Desk:
    return Desk(program, tmp_path)


def test_everybody_of_a_right_list_is_put_on_it(desk: Desk) -> None:
    chi = desk.send(book(AN, BINH))

    assert "Đã thêm 2 người." in chi.text
    assert desk.names == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_a_list_in_word_is_taken_and_reported_row_by_row_too(desk: Desk) -> None:
    chi = desk.send(word(AN, NOBODY, BINH, AN))

    assert "Chưa ghi ai: 2 dòng cần sửa, 2 dòng đã đúng." in chi.text
    assert "• Dòng 2, —: thiếu họ và tên" in chi.text
    assert "• Dòng 4, Nguyễn Văn An: trùng người ở dòng 1" in chi.text
    chi.press("Ghi 2 dòng đúng")
    assert "Đã thêm 2 người." in desk.work().text
    assert desk.names == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_of_a_list_with_a_wrong_row_nobody_is_taken_until_it_is_wanted(desk: Desk) -> None:
    chi = desk.send(book(AN, NOBODY, BINH, AN))

    assert "Chưa ghi ai: 2 dòng cần sửa, 2 dòng đã đúng." in chi.text
    assert "• Dòng 3, —: thiếu họ và tên" in chi.text
    assert "• Dòng 5, Nguyễn Văn An: trùng người ở dòng 2" in chi.text
    assert desk.names == []
    chi.press("Ghi 2 dòng đúng")
    assert "Đã thêm 2 người." in desk.work().text
    assert desk.names == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_of_who_has_lost_the_role_meanwhile_nothing_is_taken(desk: Desk) -> None:
    desk.lies_there = book(AN)
    desk.chi.say(f"/moi {CONFERENCE} tep")
    desk.chi.say("", files=(FileRef(kind="document", name="ds.xlsx", source={"file_id": "1"}),))

    def leave(work: Work) -> None:
        for duty in work.session.exec(select(Staff)):
            duty.left_at = desk.program.now

    desk.program.change(leave)
    desk.work()

    assert desk.names == []


def test_a_list_that_is_sent_again_adds_only_who_is_new(desk: Desk) -> None:
    desk.send(book(AN))

    assert "Đã thêm 1 người. Đã có từ trước: 1." in desk.send(book(AN, BINH)).text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"%PDF-1.7 %%EOF", "gửi tệp Word (.docx) hoặc Excel", id="another kind"),
        pytest.param(OLD_WORD, "lưu lại thành .docx hoặc .xlsx", id="an old Word file"),
        pytest.param(Never("file-gone"), "", id="a file that does not come"),
    ],
)
def test_what_cannot_be_read_is_told(desk: Desk, data: bytes | Exception, said: str) -> None:
    chi = desk.send(data)

    assert said in chi.text and chi.fresh
    assert desk.names == []
    assert [job.state for job in desk.program.all_of(Job)] == ["done"]


def test_missing_columns_are_named_as_the_form_names_them(desk: Desk) -> None:
    workbook = Workbook()
    assert workbook.active is not None
    workbook.active.append(["STT", "Họ và tên"])  # type: ignore[union-attr]
    out = io.BytesIO()
    workbook.save(out)

    assert "Không thấy cột: Chức vụ, đơn vị." in desk.send(out.getvalue()).text


def test_a_job_that_runs_twice_tells_once(desk: Desk) -> None:
    """As after a death between its work and its settling."""
    desk.send(book(AN))

    def again(work: Work) -> None:
        job = work.session.get_one(Job, 1)
        job.state, job.leased_until, job.lease = "waiting", None, ""

    desk.program.change(again)

    assert desk.work().fresh == []
    assert desk.names == ["Nguyễn Văn An"]


def test_the_file_of_somebody_else_cannot_be_taken(desk: Desk) -> None:
    desk.send(book(AN, NOBODY))
    hoa = enrol(Actor(program=desk.program, name="hoa"), "Trần Thị Hoa")

    assert "Không tìm thấy tệp đó." in hoa.say(f"/moi {CONFERENCE} ghi 1").text
    assert "Chưa có ai trong danh sách." in hoa.say(f"/moi {CONFERENCE} daibieu").text


def test_an_uploaded_list_is_read_and_a_petition_does_not_take_it(
    desk: Desk, program: Program
) -> None:
    """On the web the bytes come before the message that says what they are for."""
    web = enrol(Actor(program=program, name="hoa"), "Trần Thị Hoa")
    kept = clean(book(AN), lists=True)
    sha256 = desk.blobs.keep(kept.data)

    def upload(work: Work) -> int:
        address = addresses.find(work, addresses.account(work, "web", "main"), "hoa")
        assert address is not None and address.id is not None
        row = attachments.announce(
            work,
            commune_id=address.commune_id,
            address_id=address.id,
            upload_key="u",
            kind="document",
            name="ds.xlsx",
            source={},
            now=program.now,
        )
        attachments.stored(row, sha256=sha256, mime=kept.mime, size=len(kept.data))
        assert row.id is not None
        return row.id

    file = FileRef(kind="document", attachment=program.database.write_now(upload))
    web.say(f"/moi {CONFERENCE} tep").say("", files=(file,))
    desk.work()
    assert "Đã thêm 1 người." in web.read().text

    web.say("/gui").press("Tôi đồng ý").press("Hòm thư chung (không theo hội nghị)")
    web.say("Trần Thị Hoa").press("Thôn Đông").press("Người dân")
    web.press("Cho bản thân, gia đình").press("Không cần").press("Tôi không rõ")
    assert "Chưa nhận được loại tệp này." in web.say("", files=(file,)).text


class TestCommandLine:
    """`doithoai import delegates FILE --conference CODE [--partial]`."""

    @pytest.fixture
    def operator(
        self,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> Operator:
        """An operator of a commune with a conference."""
        operator = Operator.at(tmp_path, capsys, monkeypatch)
        operator.run("migrate")
        operator.run("commune", "add", "anbinh", "--name", "Xã An Bình", "--regulation", "mau")
        with operator.database() as database:
            database.write_now(_hold_a_conference)
        return operator

    def ask(self, operator: Operator, data: bytes, *more: str) -> Any:
        (operator.folder / "ds.xlsx").write_bytes(data)
        return operator.ask("import", "delegates", "ds.xlsx", "--conference", "H1", *more)

    def test_a_right_list_is_taken(self, operator: Operator) -> None:
        spoken = self.ask(operator, book(AN, BINH))

        assert spoken.code == DONE
        assert spoken.document == {"done": True, "added": 2, "known": 0, "refused": []}

    def test_a_word_file_is_taken_whatever_it_is_named(self, operator: Operator) -> None:
        assert self.ask(operator, word(AN, BINH)).document["added"] == 2

    def test_a_wrong_row_refuses_all_and_is_named(self, operator: Operator) -> None:
        spoken = self.ask(operator, book(AN, NOBODY))

        assert spoken.code == FAILED
        assert (spoken.document["done"], spoken.document["added"]) == (False, 0)
        assert spoken.document["refused"] == [
            {"row": 3, "name": "", "why": "the full name is missing"}
        ]

    def test_the_right_rows_are_taken_where_that_is_asked_for(self, operator: Operator) -> None:
        spoken = self.ask(operator, book(AN, NOBODY), "--partial")

        assert (spoken.code, spoken.document["added"]) == (FAILED, 1)

    def test_a_person_reads_the_same_in_lines(self, operator: Operator) -> None:
        (operator.folder / "ds.xlsx").write_bytes(book(AN, NOBODY))
        out = operator.run("import", "delegates", "ds.xlsx", "--conference", "H1").out

        assert out.splitlines() == [
            "nothing was added (--partial takes the right rows)",
            "row 3, -: the full name is missing",
        ]

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (("none.xlsx", "--conference", "H1"), "there is no file"),
            (("ds.xlsx", "--conference", "H9"), "'H9' is unknown in anbinh"),
            (("ds.xlsx", "--conference", "H1", "--commune", "xx"), "known: anbinh"),
        ],
    )
    def test_what_there_is_not_is_wrong_use(
        self, operator: Operator, arguments: tuple[str, ...], says: str
    ) -> None:
        (operator.folder / "ds.xlsx").write_bytes(book(AN))
        spoken = operator.ask("import", "delegates", *arguments)

        assert spoken.code == WRONG_USE
        assert says in spoken.error

    def test_a_file_that_is_no_list_fails_with_its_reason(self, operator: Operator) -> None:
        spoken = self.ask(operator, b"no list")

        assert spoken.code == FAILED
        assert "neither a Word file" in spoken.error


def _hold_a_conference(work: Work) -> None:
    from stage.program import START

    commune = communes.by_code(work, "anbinh")
    assert commune is not None
    conference = add_conference(work, commune, shipped()["mau"], calendar(), START)
    conference.code = "H1"
