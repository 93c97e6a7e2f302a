"""Rows of a list of petitions: what is taken as it stands, and what each fault is called."""

import pytest

from documents.list_rows import Row
from handlers.entering.lines import Checked, Known, check, same

KNOWN = Known(
    villages={"thon dong": 1, "thon ha": 2},
    fields={"dat dai": 7},
    entered={same("Trần Văn Năm", "Đèn đường hỏng."): "XM25-0001"},
    elsewhere=frozenset({"noi khac"}),
    village_names="Thôn Đông, Thôn Hạ",
    field_names="Đất đai",
)


def row(number: int = 2, **cells: str) -> Row:
    """A right row, but for what the test says."""
    right = {
        "number": "1",
        "name": "Nguyễn Thị Tư",
        "village": "Thôn Đông",
        "position": "",
        "phone": "",
        "field": "",
        "content": "Cống tắc.",
    }
    return Row(number=number, cells={**right, **cells})


def checked(*rows: Row) -> Checked:
    return check(rows, KNOWN)


def test_villages_and_fields_are_known_however_they_are_written() -> None:
    [line] = checked(row(village="thôn  HẠ".replace("  ", " "), field="đất đai")).lines

    assert (line.village_id, line.field_id) == (2, 7)


def test_who_lives_elsewhere_has_no_village() -> None:
    [line] = checked(row(village="Nơi khác")).lines

    assert line.village_id is None


@pytest.mark.parametrize("typed", ["0912345678", "912345678", "0912 345 678", "+84912345678"])
def test_a_phone_is_kept_though_its_cell_was_a_number(typed: str) -> None:
    [line] = checked(row(phone=typed)).lines

    assert line.phone == "0912345678"


def test_a_row_that_says_nothing_but_its_number_is_none() -> None:
    empty = dict.fromkeys(("name", "village", "content"), "")

    assert checked(row(**empty)) == Checked(lines=(), faults=())


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"name": ""}, "entering-row-no-name"),
        ({"name": "123"}, "entering-row-no-name"),
        ({"content": ""}, "entering-row-no-content"),
        ({"village": ""}, "entering-row-no-village"),
        ({"village": "Thôn Không Có"}, "entering-row-no-village"),
        ({"field": "Vũ trụ"}, "entering-row-no-field"),
        ({"phone": "113"}, "entering-row-phone"),
        ({"name": "Sáu " * 40}, "entering-row-too-long"),
        ({"content": "Dài " * 6_000}, "entering-row-too-long"),
    ],
)
def test_each_fault_has_its_name(cells: dict[str, str], reason: str) -> None:
    [fault] = checked(row(3, **cells)).faults

    assert (fault.row, fault.reason) == (3, reason)


def test_the_second_of_the_same_petition_names_the_first() -> None:
    [fault] = checked(row(2), row(3, name="nguyễn thị tư", content="Cống  tắc.")).faults

    assert (fault.row, fault.reason, fault.known) == (3, "entering-row-twice", "2")


def test_one_person_may_raise_two_matters() -> None:
    assert len(checked(row(2), row(3, content="Đèn hỏng.")).lines) == 2


def test_what_was_entered_before_is_named_by_its_code() -> None:
    [fault] = checked(row(name="Trần Văn Năm", content="đèn đường hỏng.")).faults

    assert (fault.reason, fault.known) == ("entering-row-known", "XM25-0001")
