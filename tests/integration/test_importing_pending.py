"""`doithoai import pending`, and the register's numbers on both engines."""

from datetime import date
from pathlib import Path

import pytest
from integration.cli_kit import Operator
from stage import Program
from stage.lists import book

from bot.console import DONE, FAILED, WRONG_USE
from storage import pending
from storage.pending import Entry
from storage.tables import PendingCase, PendingEvent
from storage.work import Work

HEADER = ("Họ và tên", "Loại đơn", "Nội dung")
AN = ("Nguyễn Văn An", "Khiếu nại", "Đất")


@pytest.fixture
def operator(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Operator:
    operator = Operator.at(tmp_path, capsys, monkeypatch)
    operator.run("migrate")
    operator.run("commune", "add", "anbinh", "--name", "Xã An Bình", "--regulation", "mau")
    return operator


def test_the_command_line_enters_all_or_none_and_names_nobody(operator: Operator) -> None:
    file = operator.folder / "so.xlsx"
    file.write_bytes(book([HEADER, AN, ("Trần Thị Bình", "Thư", "Quỹ")]))
    refused = operator.ask("import", "pending", "so.xlsx")

    assert refused.code == FAILED
    assert (refused.document["done"], refused.document["added"]) == (False, 0)
    assert [one["row"] for one in refused.document["refused"]] == [3]
    assert "Bình" not in str(refused.document)
    assert operator.ask("import", "pending", "so.xlsx", "--partial").document["added"] == 1
    file.write_bytes(book([HEADER, AN]))
    again = operator.ask("import", "pending", "so.xlsx")
    assert again.code == DONE
    assert again.document == {"done": True, "added": 0, "known": 1, "refused": []}
    assert operator.run("import", "pending", "none.xlsx").code == WRONG_USE


def test_numbers_follow_each_other_and_the_same_entry_is_one(program: Program) -> None:
    """Whoever looks first whether an entry is there holds the register until it is entered."""

    def entry(name: str) -> Entry:
        return Entry(
            kind="request",
            name=name,
            village_id=None,
            content="Đất",
            keeper="",
            next_step="",
            received_on=date(2025, 9, 1),
        )

    def add(*names: str) -> None:
        def put(work: Work) -> None:
            commune = program.commune(work).id
            assert commune is not None
            entries = [entry(name) for name in names]
            pending.add(work, commune, entries, at=program.now, staff_id=None)

        program.change(put)

    add("An", "Bình")
    add("Bình", "Chi")
    add()

    rows = program.all_of(PendingCase)
    assert [(row.number, row.name) for row in rows] == [(1, "An"), (2, "Bình"), (4, "Chi")]
    assert len(program.all_of(PendingEvent)) == 3
