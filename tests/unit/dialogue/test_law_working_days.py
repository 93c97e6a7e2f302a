"""Which days are worked, and whose word wins."""

from datetime import date

import pytest

from dialogue.days_off import DayOff, Origin, WorkedSaturday, parse_calendar
from dialogue.errors import InvalidLawFile
from dialogue.working_days import Calendar, calendar


def off(day: date) -> DayOff:
    return DayOff(day=day, name="Nghỉ bù", decision="QĐ thử")


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2025, 9, 26), True),  # Friday
        (date(2025, 9, 27), False),  # Saturday
        (date(2025, 9, 28), False),  # Sunday
        (date(2025, 1, 29), False),  # Tết Ất Tỵ
        (date(2025, 5, 2), False),  # swapped with 26/4
        (date(2025, 4, 26), True),  # Saturday worked
        (date(2026, 1, 2), False),  # swapped with 10/01, unknown to the package
        (date(2026, 1, 10), True),  # Saturday worked, unknown to the package
        (date(2026, 2, 17), False),  # Tết Bính Ngọ
        (date(2026, 4, 27), False),  # substitute of Sunday 26/4
        (date(2026, 8, 31), False),  # swapped with 22/8
        (date(2026, 8, 22), True),  # Saturday worked
        (date(2026, 11, 24), False),  # announced by Resolution 80
    ],
)
def test_a_day_is_worked_as_the_decisions_say(day: date, working: bool) -> None:
    """Monday to Friday, less days off, plus the Saturdays worked in exchange."""

    assert calendar().is_working(day) is working


def test_a_worked_saturday_is_known_whatever_was_asked_before() -> None:
    """The package fills a year's worked Saturdays only when the year is first asked for."""

    assert calendar().worked(date(2026, 8, 22)) is not None


def test_the_configuration_adds_a_day_off() -> None:
    """A decision newer than the program counts at once."""

    assert not calendar(days_off=[off(date(2027, 2, 11))]).is_working(date(2027, 2, 11))


def test_the_configuration_adds_a_worked_saturday() -> None:
    """With the decision that says so."""
    saturday = WorkedSaturday(day=date(2027, 2, 20), decision="QĐ thử")

    assert calendar(worked_saturdays=[saturday]).is_working(date(2027, 2, 20))


def test_the_configuration_wins_over_what_is_shipped() -> None:
    """A day that is off after all, though shipped as worked."""
    day = date(2026, 1, 10)

    assert not calendar(days_off=[off(day)]).is_working(day)


def test_the_configuration_wins_over_the_package() -> None:
    """24/11 worked after all, should the implementing act say so."""
    day = date(2026, 11, 24)
    worked = WorkedSaturday(day=day, decision="QĐ thử")

    assert calendar(worked_saturdays=[worked]).is_working(day)


def test_a_calendar_does_not_outlive_a_change() -> None:
    """Days added once are not remembered by the next calendar."""
    day = date(2027, 3, 3)
    calendar(days_off=[off(day)]).is_working(day)

    assert calendar().is_working(day)


@pytest.mark.parametrize(("year", "decided"), [(2025, True), (2026, True), (2027, False)])
def test_that_the_package_has_data_does_not_make_a_year_decided(year: int, decided: bool) -> None:
    """The alarm rings for a year whose decision is not recorded."""

    assert calendar().decided(year) is decided


def test_the_package_has_data_for_the_undecided_year() -> None:
    """It guesses by rule, and the year shows it."""
    year = calendar().year(2027)

    assert year.days_off and not year.decided


def test_a_year_the_configuration_decides_rings_no_alarm() -> None:
    """Its decision is on record there."""

    assert calendar(days_off=[off(date(2027, 2, 11))]).decided(2027)


def test_each_day_of_a_year_names_its_source() -> None:
    """Shipped record, configuration, or the package where there is no record."""
    added = calendar(days_off=[off(date(2026, 7, 1))])
    origins = {day.day: day.origin for year in (2026, 2027) for day in added.year(year).days_off}

    assert origins[date(2026, 1, 2)] is Origin.SHIPPED
    assert origins[date(2026, 7, 1)] is Origin.CONFIGURATION
    assert origins[date(2027, 1, 1)] is Origin.PACKAGE


# What the package lacks of a year, or has as the year's decision was not yet known.
BEYOND_THE_PACKAGE = {2025: set(), 2026: {date(2026, 1, 2)}}
WORKED_BEYOND_THE_PACKAGE = {2025: set(), 2026: {date(2026, 1, 10)}}


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_complete_year_forgets_no_day_that_the_package_knows(year: int) -> None:
    """A complete year is not asked of the package: what it knows stands in the file."""
    package = Calendar(()).year(year)
    recorded = calendar().year(year)

    assert {day.day for day in recorded.days_off} == (
        {day.day for day in package.days_off} | BEYOND_THE_PACKAGE[year]
    )
    assert {day.day for day in recorded.worked_saturdays} == (
        {day.day for day in package.worked_saturdays} | WORKED_BEYOND_THE_PACKAGE[year]
    )


@pytest.mark.parametrize("year", [2025, 2026])
def test_each_worked_saturday_names_the_day_off_it_is_worked_for(year: int) -> None:
    """And that day is off."""
    known = calendar()
    exchanged = [saturday.instead_of for saturday in known.year(year).worked_saturdays]

    assert exchanged and all(day and not known.is_working(day) for day in exchanged)


def test_a_year_lists_its_own_worked_saturdays_only() -> None:
    """Those of 2026."""
    worked = calendar().year(2026).worked_saturdays

    assert [one.day for one in worked] == [date(2026, 1, 10), date(2026, 8, 22)]


def test_a_day_announced_without_its_act_is_shown_as_unsettled() -> None:
    """24/11: the implementing act is to be recorded."""
    culture_day = calendar().day_off(date(2026, 11, 24))

    assert culture_day and not culture_day.settled


def test_a_calendar_file_with_a_day_of_another_year_is_refused() -> None:
    """At the line of the day."""
    text = (
        'year = 2027\ndecided = true\ndecision = "x"\n\n'
        '[[days_off]]\nday = 2026-01-01\nname = "x"\ndecision = "x"\n'
    )
    with pytest.raises(InvalidLawFile) as refused:
        parse_calendar(text, file="2027.toml")

    assert str(refused.value) == "2027.toml:6: days_off.0.day: must be a day of 2027"
