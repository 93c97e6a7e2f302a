"""Two eras of a rule are two dated values; on each day one of them holds."""

from datetime import date

import pytest

from dialogue.regulation import Regulation, holding, load_text, shipped

KNOWN = shipped()
TINH = KNOWN["tinh-1573-qd"]
CHILD = """\
id = "xa-thu"
title = "Bản thử"
issuer = "Xã thử"
extends = "tinh-1573-qd"

[reports.annual_report]
title = "Báo cáo năm"
wording = "trước ngày 10-11"
period = "year"
day = 10
month = 11
responsible = "Đảng ủy xã"
to = "Ban Thường vụ Tỉnh ủy"
clause = "V"
"""


def due(regulation: Regulation, day: date) -> dict[str, int]:
    """Before which day of November each report is due."""
    return {key: report.day for key, report in holding(regulation.reports, day).items()}


@pytest.mark.parametrize(
    ("day", "reports"),
    [
        (date(2025, 6, 30), {"annual_report": 20, "annual_report_to_province": 30}),
        (date(2025, 7, 1), {"annual_report": 30}),
        (date(2026, 11, 29), {"annual_report": 30}),
    ],
)
def test_the_annual_report_of_the_province_has_two_eras(day: date, reports: dict[str, int]) -> None:
    """tinh-1573-qd 15.1 and footnote 2; that the second begins on 01/7/2025 is ours."""

    assert due(TINH, day) == reports


def test_both_eras_have_the_same_key_and_readings_of_their_own() -> None:
    """tinh-1573-qd, footnote 2 names no day."""
    eras = [report for report in TINH.reports.values() if report.key == "annual_report"]

    assert len(eras) == 2
    assert all(era.reading for era in eras)


def test_a_child_that_states_a_rule_replaces_every_era_of_it() -> None:
    """What a plan says of a report, it says for good."""
    child = load_text(CHILD, file="xa-thu.toml", known=KNOWN)
    eras = [report for report in child.reports.values() if report.key == "annual_report"]

    assert [era.regulation for era in eras] == ["xa-thu"]


def test_a_rule_without_days_of_its_own_holds_on_any_day() -> None:
    """A past date is never refused; whether the file governs it is another question."""
    long_ago = date(1990, 1, 1)

    assert set(holding(TINH.milestones, long_ago)) == set(TINH.milestones)
    assert not TINH.in_force.on(long_ago)


def test_the_days_on_which_a_rule_holds_can_be_shown() -> None:
    """Its own where it has them, its file's otherwise."""
    now = TINH.reports["annual_report"].valid
    before = TINH.reports["annual_report_to_district"].valid

    assert (now.since, now.until) == (date(2025, 7, 1), None)
    assert (before.since, before.until) == (date(2025, 4, 23), date(2025, 6, 30))
