"""The reports of a year; every date here was counted by hand on a calendar."""

from datetime import date

import pytest

from dialogue.milestones import Milestone
from dialogue.regulation import load_text, shipped
from dialogue.reports import reports
from dialogue.working_days import calendar

REGULATIONS = shipped()
CALENDAR = calendar()


def of(year: int, id: str = "hai-phong-13-hd") -> tuple[Milestone, ...]:
    return reports(REGULATIONS[id], year=year, calendar=CALENDAR)


def due(year: int, key: str, id: str = "hai-phong-13-hd") -> list[Milestone]:
    return [report for report in of(year, id) if report.key == key]


@pytest.mark.parametrize(
    ("period", "legal", "target"),
    [
        ("2026Q1", date(2026, 3, 14), date(2026, 3, 13)),
        ("2026Q2", date(2026, 6, 14), date(2026, 6, 12)),
        ("2026Q3", date(2026, 9, 14), date(2026, 9, 14)),
        ("2026Q4", date(2026, 12, 14), date(2026, 12, 14)),
    ],
)
def test_a_quarterly_report_is_due_before_the_fifteenth_of_the_last_month(
    period: str, legal: date, target: date
) -> None:
    """hai-phong-13-hd VI.1."""
    found = {report.period: report for report in due(2026, "quarterly_report")}

    assert (found[period].legal_due, found[period].target_due) == (legal, target)


def test_the_annual_report_is_due_before_the_fifteenth_of_november() -> None:
    """hai-phong-13-hd VI.1: before 15/11/2025, legal Fri 14/11."""
    (annual,) = due(2025, "annual_report")

    assert (annual.legal_due, annual.period) == (date(2025, 11, 14), "2025")


def test_the_citys_report_is_due_before_the_twenty_fifth() -> None:
    """hai-phong-13-hd VI.2: before 25/11/2025, legal Mon 24/11."""
    (city,) = due(2025, "city_report")

    assert city.legal_due == city.target_due == date(2025, 11, 24)


@pytest.mark.parametrize(("year", "ours"), [(2025, False), (2026, True)])
def test_a_year_that_the_text_does_not_name_is_ours(year: int, ours: bool) -> None:
    """hai-phong-13-hd VI.1 names 15/11/2025; later years alike is a reading."""
    (annual,) = due(year, "annual_report")

    assert annual.ours is ours


def test_reports_come_in_the_order_of_their_days() -> None:
    """Whatever the order of the file."""
    days = [report.legal_due for report in of(2026)]

    assert days and days == sorted(day for day in days if day)


def test_a_report_names_from_whom_to_whom() -> None:
    """hai-phong-13-hd VI.1: the commune's board to the city's."""
    (annual,) = due(2025, "annual_report")

    assert annual.responsible and annual.to and annual.clause.startswith("VI.1")


def test_a_child_owes_the_reports_of_its_parent() -> None:
    """hong-an-qt-vp-12 extends hai-phong-13-hd and states none of its own."""

    assert due(2026, "quarterly_report", id="hong-an-qt-vp-12")


ERAS = """
id = "x"
title = "x"
issuer = "x"
kinds = { clause = "1", allowed = {} }
forms = { clause = "1", allowed = {} }
chairs = { clause = "1", allowed = {} }

[reports.annual_report]
title = "x"
wording = "trước ngày 20/11"
period = "year"
day = 20
month = 11
responsible = "x"
to = "huyện"
clause = "15.1"
until = 2025-06-30

[reports.annual_report_two_levels]
era_of = "annual_report"
title = "x"
wording = "trước ngày 30/11"
period = "year"
day = 30
month = 11
responsible = "x"
to = "tỉnh"
clause = "15.1, chú thích 2"
since = 2025-07-01
"""


@pytest.mark.parametrize(
    ("year", "legal", "to"),
    [(2024, date(2024, 11, 19), "huyện"), (2025, date(2025, 11, 29), "tỉnh")],
)
def test_of_two_eras_the_one_of_the_last_day_counts(year: int, legal: date, to: str) -> None:
    """tinh-1573-qd 15.1, footnote 2: with districts, and once there are none."""
    known = load_text(ERAS, file="x.toml", known={})
    (annual,) = reports(known, year=year, calendar=CALENDAR)

    assert (annual.key, annual.legal_due, annual.to) == ("annual_report", legal, to)


def test_a_regulation_without_reports_has_none() -> None:
    """An empty year is no error."""
    text = ERAS.partition("[reports")[0]

    assert reports(load_text(text, file="x.toml", known={}), year=2026, calendar=CALENDAR) == ()


def test_a_report_of_an_undecided_year_is_provisional() -> None:
    """2027: its decision is not recorded."""

    assert all(report.provisional for report in of(2027))
