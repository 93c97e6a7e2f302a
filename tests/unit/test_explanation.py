"""Why a date is what it is, as people read it."""

from datetime import date
from functools import cache, partial
from typing import Any

import pytest

from dialogue.clock import StepKind
from dialogue.milestones import Milestone, milestones
from dialogue.names import Count, Kind
from dialogue.regulation import shipped
from dialogue.reports import reports
from dialogue.working_days import calendar
from handlers import explanation
from locales.catalogue import LANGUAGES, Catalogue

FRIDAY = date(2025, 9, 26)
REGULATIONS = shipped()
CALENDAR = calendar()
TEXTS = Catalogue.shipped()


@cache
def due(id: str, key: str, held: date = FRIDAY, **facts: Any) -> Milestone:
    found = milestones(REGULATIONS[id], conference_date=held, calendar=CALENDAR, **facts)
    return next(milestone for milestone in found if milestone.key == key)


def told(milestone: Milestone, language: str = "vi") -> list[str]:
    say = partial(TEXTS.text, language)
    return explanation.lines(milestone, say, language=language, regulations=REGULATIONS)


def test_the_wording_stands_first_with_its_regulation_and_clause() -> None:
    """V.3.1(1)."""
    first = told(due("hai-phong-13-hd", "conclusion_notice"))[0]

    assert first == (
        "Quy định: “chậm nhất là 10 ngày làm việc sau hội nghị đối thoại” "
        "(13-HD/BTGDVTU, V.3.1(1))."
    )


def test_it_says_from_which_day_it_is_counted_and_that_this_day_is_not() -> None:
    """BLDS 147.2."""

    assert (
        "Đếm 10 ngày làm việc sau ngày hội nghị (thứ Sáu, 26/9/2025); ngày này không tính."
        in told(due("hai-phong-13-hd", "conclusion_notice"))
    )


def test_each_day_off_that_was_skipped_has_a_line_with_its_decision() -> None:
    """V.1(1) over Tết 2026: Mon 16 to Fri 20/02."""
    lines = told(due("hai-phong-13-hd", "announce", date(2026, 2, 25)))
    skipped = [line for line in lines if line.startswith("Không tính thứ")]

    assert len(skipped) == 5
    assert all("/2/2026: " in line and "Điều 112 Bộ luật Lao động" in line for line in skipped)


def test_a_day_off_that_only_the_package_knows_has_no_decision_beside_it() -> None:
    """01/01/2027: a package is no decision."""
    lines = told(due("hai-phong-13-hd", "conclusion_notice", date(2026, 12, 21)))

    assert "Không tính thứ Sáu, 1/1/2027: Tết Dương lịch." in lines


def test_a_worked_saturday_has_a_line_of_its_own() -> None:
    """Sat 22/8/2026 is worked for Mon 31/8."""
    lines = told(due("hai-phong-13-hd", "announce", date(2026, 8, 27)))

    assert any(line.startswith("Có tính thứ Bảy, 22/8/2026, vì là ngày làm bù") for line in lines)


def test_our_readings_are_marked_as_ours() -> None:
    """V.1(1): that invitations are exempt too is ours."""
    lines = told(due("hai-phong-13-hd", "announce", kind=Kind.DOT_XUAT))

    assert any(line.startswith("Cách hiểu của phần mềm: ") for line in lines)
    assert "Đối thoại đột xuất không phải theo thời hạn này." in lines


def test_what_a_laxer_rule_would_allow_is_named_and_that_the_stricter_one_counts() -> None:
    """vinh-hoa-2025 V.4 against hai-phong-13-hd V.3.1(1)."""
    lines = told(due("vinh-hoa-2025", "conclusion_notice", complex=True))
    (laxer,) = [line for line in lines if "cho phép tới" in line]

    assert "thứ Sáu, 17/10/2025" in laxer
    assert "13-HD/BTGDVTU, V.3.1(1)" in laxer and "cách hiểu của phần mềm" in laxer


def test_an_undecided_year_is_named() -> None:
    """2027."""
    lines = told(due("hai-phong-13-hd", "conclusion_notice", date(2026, 12, 21)))

    assert any("năm 2027" in line and "tạm tính" in line for line in lines)


def test_a_start_that_has_not_happened_is_named() -> None:
    """V.3.2: projected from the last day of the notice."""
    lines = told(due("hai-phong-13-hd", "written_reply"))

    assert (
        "Chưa có ngày để bắt đầu đếm. Tạm lấy ngày cuối của việc "
        "“Ban hành và gửi thông báo kết luận”: thứ Sáu, 10/10/2025." in lines
    )


def test_the_civil_code_is_cited_as_an_analogy() -> None:
    """Only the articles that were used: nothing was rolled here."""
    last = told(due("hai-phong-13-hd", "conclusion_notice"))[-1]

    assert "áp dụng tương tự Bộ luật Dân sự 2015 (Điều 147.2, 147.3, 148.1, 148.6)" in last


def test_a_matter_without_a_date_says_that_there_is_none() -> None:
    """V.3.1(2)."""

    assert told(due("hai-phong-13-hd", "follow_up"))[-1] == (
        "Văn bản không đặt thời hạn cho việc này."
    )


def test_a_report_for_a_year_that_the_text_does_not_name_is_marked_as_ours() -> None:
    """VI.1 names 2025."""
    found = reports(REGULATIONS["hai-phong-13-hd"], year=2026, calendar=CALENDAR)
    annual = next(report for report in found if report.key == "annual_report")

    assert "Mốc này là cách hiểu của phần mềm; văn bản không nêu rõ." in told(annual)


def test_a_conference_before_a_fixed_date_is_a_warning_and_a_line() -> None:
    """vinh-hoa-2025 V.4: before 26/9/2025."""
    report = due("vinh-hoa-2025", "synthesis_report", date(2025, 9, 24))
    (warning,) = explanation.warnings(report, partial(TEXTS.text, "vi"), language="vi")

    assert "thứ Tư, 24/9/2025" in warning and "thứ Sáu, 26/9/2025" in warning
    assert warning in told(report)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_step_and_of_count_has_its_text(language: str) -> None:
    """A new one without a text would only be missed by who asks."""
    steps = {f"step-{kind}" for kind in StepKind if kind is not StepKind.START}
    counts = {f"count-{count}" for count in Count}
    kinds = {f"kind-{kind}" for kind in Kind}

    assert (steps | counts | kinds) - TEXTS.keys(language) == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", sorted(REGULATIONS))
def test_everything_that_is_due_can_be_explained(id: str, language: str) -> None:
    """Whatever the regulation, in both languages, without a gap in a sentence."""
    found = milestones(REGULATIONS[id], conference_date=date(2026, 12, 21), calendar=CALENDAR)

    for milestone in found:
        lines = told(milestone, language)
        assert lines and not any("None" in line or "()" in line for line in lines)
