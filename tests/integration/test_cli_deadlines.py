"""`doithoai deadlines`: what is due around a conference, a year's reports, and bad input."""

from pathlib import Path
from typing import Any

import pytest
from integration.cli_kit import Operator, Spoken

from bot.console import DONE, WRONG_USE
from bot.table import places
from dialogue.regulation import shipped

KEYS = [
    "key",
    "title",
    "legal_due",
    "target_due",
    "responsible",
    "clause",
    "wording",
    "explanation",
]
HELD = ("--conference", "2025-09-26")
OWN = """
id = "xa-minh-2026"
title = "Kế hoạch đối thoại năm 2026"
issuer = "Đảng ủy xã"
extends = "hai-phong-13-hd"
"""


@pytest.fixture
def operator(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Operator:
    return Operator.at(tmp_path, capsys, monkeypatch)


def ask(operator: Operator, *arguments: str, regulation: str = "hai-phong-13-hd") -> Spoken:
    return operator.ask("deadlines", "--regulation", regulation, *arguments)


def due(operator: Operator, key: str, *arguments: str, **of: str) -> dict[str, Any]:
    document = ask(operator, *arguments, **of).document
    found: dict[str, Any] = next(one for one in document if one["key"] == key)
    return found


def test_each_milestone_has_what_scripts_rely_on_first(operator: Operator) -> None:
    spoken = ask(operator, *HELD)

    assert (spoken.code, spoken.err) == (DONE, "")
    assert all(list(one)[: len(KEYS)] == KEYS for one in spoken.document)


def test_dates_are_iso_and_null_where_none_is_set(operator: Operator) -> None:
    """V.3.1(1) and V.3.1(2)."""

    assert due(operator, "conclusion_notice", *HELD)["legal_due"] == "2025-10-10"
    assert due(operator, "follow_up", *HELD)["target_due"] is None


@pytest.mark.parametrize(
    ("options", "legal"),
    [
        ((), "2025-10-31"),
        (("--notice-issued", "2025-09-30"), "2025-10-21"),
        (("--notice-issued", "2025-09-30", "--notice-received", "2025-10-01"), "2025-10-22"),
    ],
)
def test_the_reply_counts_from_receipt_else_issue_else_the_notices_last_day(
    operator: Operator, options: tuple[str, ...], legal: str
) -> None:
    """V.3.2."""

    assert due(operator, "written_reply", *HELD, *options)["legal_due"] == legal


def test_complex_matters_have_more_time(operator: Operator) -> None:
    """V.3.1(1)."""

    assert due(operator, "conclusion_notice", *HELD, "--complex")["legal_due"] == "2025-10-17"


def test_an_extraordinary_conference_is_exempt_from_the_notice(operator: Operator) -> None:
    """V.1(1), V.2*."""
    announce = due(operator, "announce", *HELD, "--kind", "dot_xuat")

    assert (announce["legal_due"], announce["target_due"], announce["exempt"]) == (None, None, True)


def test_the_chair_decides_who_is_responsible(operator: Operator) -> None:
    """IV.2."""
    announce = due(operator, "announce", *HELD, "--chair", "chu_tich")

    assert announce["responsible"] == "Văn phòng HĐND và UBND"


def test_an_explanation_is_a_list_of_lines_that_names_each_day_off(operator: Operator) -> None:
    """Tết 2026."""
    lines = due(operator, "conclusion_notice", "--conference", "2026-02-06")["explanation"]

    assert sum("/2/2026: " in line for line in lines) == 5


def test_the_reports_of_a_year_have_a_period(operator: Operator) -> None:
    """VI.1, VI.2."""
    document = ask(operator, "--reports", "2026").document

    assert [one["period"] for one in document] == [
        "2026Q1",
        "2026Q2",
        "2026Q3",
        "2026",
        "2026",
        "2026Q4",
    ]
    assert all(list(one)[: len(KEYS)] == KEYS for one in document)


@pytest.mark.parametrize("id", sorted(shipped()))
def test_every_regulation_that_is_shipped_can_be_asked(operator: Operator, id: str) -> None:
    """A regulation without reports answers with an empty list."""

    assert ask(operator, *HELD, regulation=id).code == DONE
    assert isinstance(ask(operator, "--reports", "2026", regulation=id).document, list)


def test_a_regulation_of_ones_own_is_named_by_its_file(operator: Operator) -> None:
    (operator.folder / "own.toml").write_text(OWN, encoding="utf-8")

    assert due(operator, "announce", *HELD, regulation="own.toml")["legal_due"] == "2025-09-17"


def test_a_regulation_of_the_configuration_is_named_by_its_id(operator: Operator) -> None:
    (operator.folder / "own.toml").write_text(OWN, encoding="utf-8")
    operator.write('[regulations]\nfiles = ["own.toml"]\n')

    assert due(operator, "announce", *HELD, regulation="xa-minh-2026")["clause"] == "V.1(1)"
    assert "xa-minh-2026" in operator.run("regulations").out


def test_the_days_off_of_the_configuration_count(operator: Operator) -> None:
    operator.write('[calendar]\ndays_off = [{ day = 2025-09-29, name = "Bão", decision = "CĐ" }]\n')
    notice = due(operator, "conclusion_notice", *HELD)

    assert notice["legal_due"] == "2025-10-13"
    assert "Không tính thứ Hai, 29/9/2025: Bão (CĐ)." in notice["explanation"]


def test_nothing_is_written_and_no_configuration_is_needed(operator: Operator) -> None:
    ask(operator, *HELD)

    assert list(operator.folder.iterdir()) == []


def test_a_day_that_is_past_is_never_refused(operator: Operator) -> None:
    assert ask(operator, "--conference", "2019-03-01").code == DONE


def test_a_conference_before_a_fixed_date_of_its_plan_is_warned_about(operator: Operator) -> None:
    """vinh-hoa-2025 V.2, V.4."""
    spoken = ask(operator, "--conference", "2025-09-24", regulation="vinh-hoa-2025")
    warned = [one["key"] for one in spoken.document if one["warnings"]]

    assert spoken.code == DONE
    assert warned == ["prepared_answers", "synthesis_report"]
    assert len(spoken.err.splitlines()) == len(warned)


def test_days_that_cannot_follow_each_other_are_warned_about(operator: Operator) -> None:
    spoken = ask(operator, *HELD, "--notice-issued", "2025-09-25")

    assert spoken.code == DONE
    assert spoken.err == (
        "the notice was issued on 2025-09-25, before the conference on 2025-09-26\n"
    )


def test_a_regulation_that_nobody_knows_is_refused_with_those_that_are(operator: Operator) -> None:
    spoken = ask(operator, *HELD, regulation="nonsense")

    assert spoken.code == WRONG_USE
    assert all(known in spoken.error for known in shipped())


@pytest.mark.parametrize(
    "day", ["2025-02-30", "2025-02-29", "29/02/2025", "20250926", "2025-W39-5", "tomorrow", ""]
)
def test_a_day_that_there_is_not_is_named_with_how_it_is_written(
    operator: Operator, day: str
) -> None:
    spoken = ask(operator, "--conference", day)

    assert spoken.code == WRONG_USE
    assert "--conference" in spoken.error
    assert day in spoken.error and "2025-09-26" in spoken.error


@pytest.mark.parametrize("year", ["26", "1600", "9999", "x"])
def test_a_year_that_cannot_be_counted_is_refused(operator: Operator, year: str) -> None:
    spoken = ask(operator, "--reports", year)

    assert spoken.code == WRONG_USE
    assert "1901 to 2099" in spoken.error


@pytest.mark.parametrize(
    ("id", "options", "clause"),
    [
        ("tinh-1573-qd", ("--form", "truc_tuyen"), "Điều 4"),
        ("tinh-1573-qd", ("--kind", "chuyen_de"), "Điều 4.2"),
        ("hong-an-qt-vp-12", ("--chair", "chu_tich"), "1, 2"),
        ("vinh-hoa-2025", ("--form", "gian_tiep"), "III.3"),
    ],
)
def test_what_the_regulation_does_not_know_is_refused_with_its_clause(
    operator: Operator, id: str, options: tuple[str, str], clause: str
) -> None:
    spoken = ask(operator, *HELD, *options, regulation=id)

    assert spoken.code == WRONG_USE
    assert " ".join(options) in spoken.error
    assert f"{id} {clause}" in spoken.error


@pytest.mark.parametrize("asked", [(), (*HELD, "--reports", "2026")])
def test_a_conference_or_a_year_is_asked_for_never_both(
    operator: Operator, asked: tuple[str, ...]
) -> None:
    spoken = ask(operator, *asked)

    assert spoken.code == WRONG_USE
    assert "--conference DATE or --reports YEAR" in spoken.error


def test_what_belongs_to_a_conference_is_refused_beside_a_year(operator: Operator) -> None:
    spoken = ask(operator, "--reports", "2026", "--complex", "--notice-issued", "2026-01-05")

    assert spoken.code == WRONG_USE
    assert "--notice-issued, --complex" in spoken.error


def test_a_kind_that_there_is_not_is_refused_with_those_that_there_are(operator: Operator) -> None:
    spoken = ask(operator, *HELD, "--kind", "x")

    assert spoken.code == WRONG_USE
    assert "dot_xuat" in spoken.error


def test_a_file_of_ones_own_with_a_fault_is_refused_with_its_line(operator: Operator) -> None:
    (operator.folder / "own.toml").write_text(OWN + "colour = 1\n", encoding="utf-8")
    spoken = ask(operator, *HELD, regulation="own.toml")

    assert spoken.code == WRONG_USE
    assert "own.toml:6: colour" in spoken.error


def test_a_wrong_configuration_is_one_line(operator: Operator) -> None:
    operator.write("[calendar]\ndays_off = [{ day = 2025-09-29 }]\n")
    spoken = ask(operator, *HELD)

    assert spoken.code == WRONG_USE
    assert "calendar.days_off.0.name] is required" in spoken.error


def test_a_misspelt_section_is_refused_and_not_counted_without(operator: Operator) -> None:
    operator.write("[calender]\ndays_off = []\n")

    assert "[calender]" in ask(operator, *HELD).error


def test_a_person_reads_titles_and_full_dates(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    out = operator.run("deadlines", "--regulation", "hai-phong-13-hd", *HELD).out

    assert "Hội nghị: thứ Sáu, 26/9/2025" in out
    assert "Gửi giấy mời" in out and "TRƯỚC HỘI NGHỊ" in out
    assert "thứ Tư, 17/9/2025" in out
    assert max(map(places, out.splitlines())) <= 120


def test_a_person_who_asks_why_reads_each_step(operator: Operator) -> None:
    asked = ("deadlines", "--regulation", "hai-phong-13-hd", *HELD)

    assert "Đếm 10 ngày làm việc" not in operator.run(*asked).out
    assert "  · Đếm 10 ngày làm việc" in operator.run(*asked, "--why").out


def test_a_person_reads_the_period_of_each_report(operator: Operator) -> None:
    out = operator.run("deadlines", "--regulation", "hai-phong-13-hd", "--reports", "2026").out

    assert "2026Q3" in out and "thứ Hai, 14/9/2026" in out


def test_a_date_that_may_change_is_marked(operator: Operator) -> None:
    out = operator.run(
        "deadlines", "--regulation", "hai-phong-13-hd", "--conference", "2026-12-21"
    ).out

    assert "tạm tính" in out
    assert "5/1/2027" in out
