"""Rows of a register: what is taken as it stands, and what each fault is called."""

from datetime import date

import pytest

from documents.list_rows import Row
from handlers.pending.lines import Checked, Known, check, split

KNOWN = Known(
    villages={"thon dong": 1},
    elsewhere=frozenset({"noi khac"}),
    kinds={"to cao": "denunciation", "khieu nai": "complaint", "de nghi": "request"},
    village_names="Thôn Đông",
    kind_names="tố cáo, khiếu nại, đề nghị",
    today=date(2025, 10, 1),
)


def row(at: int = 2, **cells: str) -> Row:
    """A right row, but for what the test says."""
    right = {"name": "Nguyễn Thị Tư", "kind": "Khiếu nại", "content": "Ranh giới đất."}
    return Row(number=at, cells={**right, **cells})


def checked(*rows: Row) -> Checked:
    return check(rows, KNOWN)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Đơn khiếu nại lần 2", "complaint"),
        ("Đề nghị giải quyết khiếu nại", "complaint"),
        ("TỐ CÁO", "denunciation"),
        ("đơn đề nghị", "request"),
    ],
)
def test_a_kind_is_known_by_its_words_and_the_graver_one_counts(written: str, kind: str) -> None:
    assert checked(row(kind=written)).entries[0].kind == kind


def test_what_is_left_out_is_today_and_nowhere() -> None:
    [entry] = checked(row()).entries

    assert (entry.received_on, entry.village_id, entry.keeper) == (date(2025, 10, 1), None, "")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"name": ""}, "pending-row-no-name"),
        ({"name": "123"}, "pending-row-no-name"),
        ({"content": "…"}, "pending-row-no-content"),
        ({"content": "a" * 5_001}, "pending-row-too-long"),
        ({"kind": "thư cảm ơn"}, "pending-row-no-kind"),
        ({"village": "Thôn Lạ"}, "pending-row-no-village"),
        ({"received_on": "2/10/2025"}, "pending-row-no-day"),
        ({"received_on": "hôm kia"}, "pending-row-no-day"),
        ({"received_on": "1/1/1900"}, "pending-row-no-day"),
    ],
)
def test_a_wrong_row_is_called_by_its_fault(cells: dict[str, str], reason: str) -> None:
    [fault] = checked(row(7, **cells)).faults

    assert (fault.row, fault.reason) == (7, reason)


def test_the_same_entry_twice_is_refused_the_second_time() -> None:
    found = checked(
        row(2), row(3, name="NGUYEN THI TU", content="ranh  giới đất."), row(4, kind="Tố cáo")
    )

    assert len(found.entries) == 2
    assert [(fault.row, fault.known) for fault in found.faults] == [(3, "2")]


def test_a_row_that_says_nothing_but_its_number_is_none() -> None:
    assert checked(row(number="3", name="", kind="", content="")) == Checked(entries=(), faults=())


def test_rows_of_the_registers_own_file_are_known_by_their_code() -> None:
    fresh, before = split([row(2, code="D1"), row(3, code="Đ2"), row(4, code="D9"), row(5)], {1, 2})

    assert ([one.number for one in fresh], before) == ([4, 5], 2)
