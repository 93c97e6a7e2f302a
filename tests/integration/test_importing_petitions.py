"""`doithoai import petitions`: a list on paper is entered whole or not at all, and the codes go
where its owner alone reads them."""

import asyncio
import io
import stat
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from integration.cli_kit import Operator, Spoken
from openpyxl import Workbook, load_workbook
from sqlmodel import select
from stage.program import START
from states.invariants import check

from bot import clock
from bot.clearing import Clearing
from bot.cli import app
from bot.console import DONE, FAILED, WRONG_USE, fold_global_options, run_reporting
from bot.importing_petitions import Entry
from bot.key import load_key
from bot.sample import add_conference
from bot.settings import load
from dialogue.regulation import shipped
from dialogue.working_days import calendar
from handlers.entering.listed import ENTER
from handlers.petition.code import next_code
from scheduler.worker import Worker
from storage import communes
from storage.database import Database
from storage.petitions import parts
from storage.secrets import keyed_hash
from storage.tables import Conference, Petition, PetitionEvent
from storage.work import Work

HEADER = (
    *("STT", "Họ và tên", "Thôn, tổ dân phố", "Chức vụ, đơn vị"),
    *("Số điện thoại", "Lĩnh vực", "Nội dung"),
)
TU = (1, "Nguyễn Thị Tư", "Thôn Đông", "Giáo viên", 912345678, "", "Cống thoát nước bị tắc.")
NAM = (2, "Trần Văn Năm", "nơi khác", "", "", "", "=1+1 là hai bóng đèn hỏng.")
NOBODY = (3, "", "Thôn Đông", "", "", "", "Đường hỏng.")
LOST = (4, "Lê Văn Sáu", "Thôn Không Có", "", "", "", "Đường hỏng.")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A commune with two villages and a conference to come; made once, copied for each test."""
    folder = tmp_path_factory.mktemp("commune")
    villages = ("--village", "Thôn Đông", "--village", "Thôn Hạ")
    with pytest.MonkeyPatch.context() as there:
        there.chdir(folder)
        for command in (
            ("migrate",),
            ("commune", "add", "anbinh", "--name", "Xã An Bình", "--regulation", "mau", *villages),
        ):
            assert run_reporting(app, fold_global_options(command)) == DONE
    with closing(Database(f"sqlite:///{folder / 'data' / 'doithoai.db'}")) as database:
        database.write_now(_plan_a_conference)
    return folder


@pytest.fixture
def operator(
    prepared: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Operator:
    """An operator of that commune, in a folder of their own."""
    copytree(prepared / "data", tmp_path / "data")
    return Operator.at(tmp_path, capsys, monkeypatch)


def enter(operator: Operator, *rows: tuple[Any, ...], more: tuple[str, ...] = ()) -> Spoken:
    """Import a list with these rows."""
    (operator.folder / "ds.xlsx").write_bytes(book(*rows))
    return operator.ask("import", "petitions", "ds.xlsx", "--conference", "H1", *more)


def book(*rows: tuple[Any, ...], header: tuple[str, ...] = HEADER) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (header, *rows):
        sheet.append(list(row))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def slips(operator: Operator, name: str = "ds-codes.xlsx") -> list[tuple[Any, ...]]:
    """What the file of codes says, its header left out."""
    sheet = load_workbook(operator.folder / name).active
    assert sheet is not None
    return list(sheet.iter_rows(min_row=2, values_only=True))


def petitions(operator: Operator) -> list[Petition]:
    with operator.database() as database:
        return database.read_now(lambda work: list(work.session.exec(select(Petition)).all()))


def test_a_right_list_is_entered_with_all_that_it_says(operator: Operator) -> None:
    spoken = enter(operator, TU, NAM)
    tu, nam = petitions(operator)

    assert spoken.code == DONE
    assert [one["code"] for one in spoken.document["entered"]] == [tu.code, nam.code]
    assert (tu.name, tu.position, tu.phone, tu.origin) == (
        *("Nguyễn Thị Tư", "Giáo viên", "0912345678", "front"),
    )
    assert (nam.position, nam.village_id, nam.state) == ("Người dân", None, "received")


def test_the_database_holds_together_and_its_history_says_how_it_came(operator: Operator) -> None:
    enter(operator, TU)
    with operator.database() as database:
        wrong = database.read_now(check)
        lines = database.read_now(lambda w: [e.note for e in w.session.exec(select(PetitionEvent))])

    assert wrong == []
    assert "danh sách do Mặt trận tập hợp" in lines


def test_codes_and_secrets_are_written_for_their_owner_alone(operator: Operator) -> None:
    enter(operator, TU, NAM)
    tu, _ = petitions(operator)
    file = operator.folder / "ds-codes.xlsx"
    [(number, name, village, code, secret, place), _] = slips(operator)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert (number, name, village, code) == ("1", "Nguyễn Thị Tư", "Thôn Đông", tu.code)
    assert place.endswith("/c/anbinh")
    assert tu.secret_hash == keyed_hash(load_key(load(None)), f"petition:{code}", secret)


def test_no_secret_is_said_at_the_terminal(operator: Operator) -> None:
    spoken = enter(operator, TU)

    assert slips(operator)[0][4] not in spoken.out


def test_nothing_that_looks_like_a_formula_is_one(operator: Operator) -> None:
    enter(operator, (1, "=HYPERLINK(1)", "Thôn Đông", "", "", "", "=SUM(A1)"), NAM)
    sheet = load_workbook(operator.folder / "ds-codes.xlsx").active
    assert sheet is not None
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    with operator.database() as database:
        texts = database.read_now(_texts)

    assert kinds == {"s"}
    assert texts == ["SUM(A1)", "1+1 là hai bóng đèn hỏng."]


def test_one_wrong_row_refuses_all_and_is_named(operator: Operator) -> None:
    spoken = enter(operator, TU, LOST)

    assert (spoken.code, spoken.document["done"], petitions(operator)) == (FAILED, False, [])
    assert spoken.document["refused"] == [
        {
            "row": 3,
            "name": "Lê Văn Sáu",
            "why": "there is no such village; known: Thôn Đông, Thôn Hạ",
        }
    ]
    assert not (operator.folder / "ds-codes.xlsx").exists()


def test_the_right_rows_are_taken_where_that_is_asked_for(operator: Operator) -> None:
    spoken = enter(operator, TU, NOBODY, more=("--partial",))

    assert (spoken.code, len(petitions(operator))) == (FAILED, 1)
    assert [row[1] for row in slips(operator)] == ["Nguyễn Thị Tư"]


def test_the_same_list_twice_enters_nobody_twice(operator: Operator) -> None:
    enter(operator, TU)
    spoken = enter(operator, TU, NAM, more=("--codes", "again.xlsx", "--partial"))

    assert [one["why"] for one in spoken.document["refused"]] == [
        f"entered before, code {petitions(operator)[0].code}"
    ]
    assert [row[1] for row in slips(operator, "again.xlsx")] == ["Trần Văn Năm"]


def test_a_file_of_codes_is_never_written_over(operator: Operator) -> None:
    (operator.folder / "ds-codes.xlsx").write_bytes(b"codes of last time")
    spoken = enter(operator, TU)

    assert (spoken.code, petitions(operator)) == (WRONG_USE, [])
    assert "--codes" in spoken.error
    assert (operator.folder / "ds-codes.xlsx").read_bytes() == b"codes of last time"


def test_where_the_codes_cannot_be_written_nothing_is_entered(operator: Operator) -> None:
    spoken = enter(operator, TU, more=("--codes", "no/such/folder.xlsx"))

    assert (spoken.code, petitions(operator)) == (WRONG_USE, [])


def test_codes_that_are_lost_on_the_way_to_the_disk_take_the_petitions_with_them(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bot.importing_petitions.os.pwrite", full)
    spoken = enter(operator, TU)

    assert (spoken.code, petitions(operator)) == (FAILED, [])
    assert not (operator.folder / "ds-codes.xlsx").exists()


def test_a_conference_that_has_begun_takes_no_more(operator: Operator) -> None:
    def begin(work: Work) -> None:
        work.session.exec(select(Conference)).one().state = "in_session"

    with operator.database() as database:
        database.write_now(begin)
    spoken = enter(operator, TU)

    assert spoken.code == WRONG_USE
    assert "takes no petitions" in spoken.error


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("none.xlsx", "--conference", "H1"), "there is no file"),
        (("ds.xlsx", "--conference", "H9"), "'H9' is unknown in anbinh"),
        (("ds.xlsx", "--conference", "H1", "--commune", "xx"), "known: anbinh"),
    ],
)
def test_what_there_is_not_is_wrong_use(
    operator: Operator, arguments: tuple[str, ...], says: str
) -> None:
    (operator.folder / "ds.xlsx").write_bytes(book(TU))
    spoken = operator.ask("import", "petitions", *arguments)

    assert (spoken.code, says in spoken.error) == (WRONG_USE, True)
    assert not (operator.folder / "ds-codes.xlsx").exists()


def test_a_list_without_its_columns_is_told_which_are_missing(operator: Operator) -> None:
    (operator.folder / "ds.xlsx").write_bytes(book(("An",), header=("Họ và tên",)))
    spoken = operator.ask("import", "petitions", "ds.xlsx", "--conference", "H1")

    assert spoken.code == FAILED
    assert "village, residential group, content" in spoken.error


def many(number: int) -> list[tuple[Any, ...]]:
    return [
        (one, "Nguyễn Thị Tư", "Thôn Đông", "", "", "", f"Cống {one}.") for one in range(number)
    ]


def test_a_long_list_is_entered_piece_by_piece(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each row is as whole as the first, by which the others are written."""
    monkeypatch.setattr("handlers.entering.listed.PIECE", 2)
    monkeypatch.setattr("bot.importing_petitions.PAUSE", 0)
    spoken = enter(operator, *many(5))
    with operator.database() as database:
        wrong = database.read_now(check)

    assert (spoken.code, wrong) == (DONE, [])
    assert [row[3] for row in slips(operator)] == [one.code for one in petitions(operator)]
    assert len({one.secret_hash for one in petitions(operator)}) == 5


def test_where_a_code_is_given_to_somebody_else_meanwhile_the_slips_say_the_next_ones(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, taken = Entry._sheet, list[str]()

    def slow(entry: Entry, *arguments: Any) -> bytes:
        if not taken:
            with operator.database() as database:
                taken.append(database.write_now(lambda work: next_code(entry._voice(work))))
        return real(entry, *arguments)

    monkeypatch.setattr(Entry, "_sheet", slow)
    spoken = enter(operator, TU, NAM)

    assert spoken.code == DONE
    assert taken[0] not in [row[3] for row in slips(operator)]


def test_a_list_that_is_cut_off_leaves_nothing_that_anybody_sees(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its process was killed before the rows were sent; the running program clears up later."""
    with monkeypatch.context() as there:
        there.setattr("bot.importing_petitions.listed.send", die)
        there.setattr("bot.importing_petitions.Entry._discard", lambda *_: None)
        with pytest.raises(Died):
            enter(operator, TU, NAM)
    left = petitions(operator)
    clear_up(operator)

    assert [one.state for one in left] == ["draft", "draft"]
    assert petitions(operator) == []
    assert (operator.folder / "ds-codes.xlsx").exists() is False
    assert enter(operator, TU, NAM).code == DONE


def test_an_import_that_slept_through_its_lease_enters_nothing(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By then the running program has cleared its drafts away."""
    real = Entry._keep

    def slow(entry: Entry, *arguments: Any) -> list[int]:
        drafts = real(entry, *arguments)
        clear_up(operator)
        return drafts

    monkeypatch.setattr(Entry, "_keep", slow)
    spoken = enter(operator, TU)

    assert (spoken.code, petitions(operator)) == (FAILED, [])
    assert not (operator.folder / "ds-codes.xlsx").exists()


def test_a_conference_that_is_moved_meanwhile_takes_nothing(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dates that the rows would be promised are counted by its day."""
    real = Entry._keep

    def change(work: Work) -> None:
        work.session.exec(select(Conference)).one().version += 1

    def slow(entry: Entry, *arguments: Any) -> list[int]:
        drafts = real(entry, *arguments)
        with operator.database() as database:
            database.write_now(change)
        return drafts

    monkeypatch.setattr(Entry, "_keep", slow)
    spoken = enter(operator, TU)

    assert (spoken.code, petitions(operator)) == (FAILED, [])
    assert "run the command again" in spoken.error


def test_a_person_reads_the_same_in_lines(operator: Operator) -> None:
    (operator.folder / "ds.xlsx").write_bytes(book(TU, NOBODY))
    spoken = operator.run("import", "petitions", "ds.xlsx", "--conference", "H1", "--partial")

    head, taken, refused = spoken.out.splitlines()
    assert head == "entered 1; codes and secrets to hand out: ds-codes.xlsx"
    assert taken.startswith("row 2, Nguyễn Thị Tư: ")
    assert refused == "row 3, -: the full name is missing"


class Died(BaseException):
    """What a killed process leaves behind."""


def die(*_: object) -> None:
    raise Died


def clear_up(operator: Operator) -> None:
    """What the worker of the running program does once the lease has run out."""
    with operator.database() as database:
        later = clock.now() + timedelta(minutes=6)
        clearing = Clearing(database=database, clock=lambda: later)
        worker = Worker(database=database, tasks={ENTER: clearing.task()}, clock=lambda: later)
        assert asyncio.run(worker.step())


def _texts(work: Work) -> list[str]:
    found = work.session.exec(select(Petition).order_by(Petition.id)).all()  # type: ignore[arg-type]
    return [part.text for one in found for part, _ in parts(work, one)]


def _plan_a_conference(work: Work) -> None:
    commune = communes.by_code(work, "anbinh")
    assert commune is not None
    conference = add_conference(work, commune, shipped()["mau"], calendar(), START)
    conference.code = "H1"
