"""The clock of a matter: what each event does to its date; days were counted by hand."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue.clock import StepKind
from dialogue.days_off import DayOff
from dialogue.errors import NotAllowed
from dialogue.matter import (
    Basis,
    DeadlineState,
    Due,
    Event,
    EventKind,
    Start,
    due,
    may,
    refuse_extension,
)
from dialogue.regulation import shipped
from dialogue.working_days import calendar

REGULATIONS = shipped()
CALENDAR = calendar()
FRIDAY = date(2025, 9, 26)
NOTICE, REPLY = "conclusion_notice", "written_reply"
HELD = Event(kind=EventKind.STARTED, day=FRIDAY, what=Start.CONFERENCE)


def event(kind: EventKind, day: date, **more: Any) -> Event:
    return Event(kind=kind, day=day, **more)


def started(what: Start, day: date) -> Event:
    return event(EventKind.STARTED, day, what=what)


def moved(day: date) -> Event:
    return event(EventKind.RESTARTED, day, what=Start.CONFERENCE)


def basis(key: str, id: str = "hai-phong-13-hd", **more: Any) -> Basis:
    return Basis(**{"key": key, "regulation": REGULATIONS[id], "calendar": CALENDAR, **more})


def legal(found: Due) -> date | None:
    return found.dates.legal


@pytest.mark.parametrize(
    ("id", "key", "events", "expected"),
    [
        # hai-phong-13-hd V.3.1(1): 10 working days after the conference
        ("hai-phong-13-hd", NOTICE, [HELD], date(2025, 10, 10)),
        # the conference is held later: it runs from the new day
        ("hai-phong-13-hd", NOTICE, [HELD, moved(date(2025, 9, 29))], date(2025, 10, 13)),
        # V.3.1(1): complex, 15 working days
        (
            "hai-phong-13-hd",
            NOTICE,
            [HELD, event(EventKind.EXTENDED, date(2025, 10, 9))],
            date(2025, 10, 17),
        ),
        # ... or to a day within them
        (
            "hai-phong-13-hd",
            NOTICE,
            [HELD, event(EventKind.EXTENDED, date(2025, 10, 9), until=date(2025, 10, 15))],
            date(2025, 10, 15),
        ),
        # V.3.2: 15 working days after the notice, as long as it is not issued: after its last day
        ("hai-phong-13-hd", REPLY, [HELD], date(2025, 10, 31)),
        # ... after the day to which the notice was extended
        (
            "hai-phong-13-hd",
            REPLY,
            [HELD, started(Start.NOTICE_DUE, date(2025, 10, 15))],
            date(2025, 11, 5),
        ),
        # ... after its being issued, as long as no receipt is recorded
        (
            "hai-phong-13-hd",
            REPLY,
            [HELD, started(Start.NOTICE_ISSUED, date(2025, 10, 6))],
            date(2025, 10, 27),
        ),
        # ... after its receipt
        (
            "hai-phong-13-hd",
            REPLY,
            [
                HELD,
                started(Start.NOTICE_ISSUED, date(2025, 10, 6)),
                started(Start.NOTICE_RECEIVED, date(2025, 10, 8)),
            ],
            date(2025, 10, 29),
        ),
        # a notice that was taken back is due again
        (
            "hai-phong-13-hd",
            REPLY,
            [
                HELD,
                started(Start.NOTICE_ISSUED, date(2025, 10, 6)),
                started(Start.NOTICE_DUE, date(2025, 10, 10)),
            ],
            date(2025, 10, 31),
        ),
        # tinh-1573-qd 9.3: 7 working days after it is issued, receipt or not
        (
            "tinh-1573-qd",
            REPLY,
            [
                HELD,
                started(Start.NOTICE_ISSUED, date(2025, 10, 3)),
                started(Start.NOTICE_RECEIVED, date(2025, 10, 8)),
            ],
            date(2025, 10, 14),
        ),
    ],
)
def test_the_date_follows_from_the_events(
    id: str, key: str, events: list[Event], expected: date
) -> None:
    """Each row cites its clause."""

    assert legal(due(events, basis(key, id))) == expected


def test_a_reply_to_a_notice_that_is_only_due_is_expected_and_says_so() -> None:
    """hai-phong-13-hd V.3.2."""
    found = due([HELD, started(Start.NOTICE_DUE, date(2025, 10, 15))], basis(REPLY)).milestone
    projected = [step.day for step in found.steps if step.kind is StepKind.PROJECTED]

    assert (found.projected, projected) == (True, [date(2025, 10, 15)])


def test_what_does_not_wait_for_the_notice_does_not_move_with_it() -> None:
    """hai-phong-13-hd V.1(1): invitations go out before the conference."""
    alone = due([HELD], basis("announce"))

    assert due([HELD, started(Start.NOTICE_DUE, date(2025, 10, 15))], basis("announce")) == alone


def test_a_new_day_of_the_conference_ends_an_extension_to_a_day() -> None:
    """The limit for complex matters stays (hai-phong-13-hd V.3.1(1))."""
    extended = event(EventKind.EXTENDED, date(2025, 10, 9), until=date(2025, 10, 15))
    found = due([HELD, extended, moved(date(2025, 10, 3))], basis(NOTICE))

    assert legal(found) == date(2025, 10, 24)


@pytest.mark.parametrize(
    ("stop", "resume", "expected"),
    [
        (date(2025, 10, 6), date(2025, 10, 6), date(2025, 10, 10)),
        (date(2025, 10, 6), date(2025, 10, 8), date(2025, 10, 14)),
        (date(2025, 10, 3), date(2025, 10, 6), date(2025, 10, 13)),
        (date(2025, 10, 4), date(2025, 10, 6), date(2025, 10, 10)),
        (date(2025, 10, 10), date(2025, 10, 14), date(2025, 10, 14)),
        (date(2025, 10, 11), date(2025, 10, 20), date(2025, 10, 10)),
    ],
    ids=["the same day", "two days", "a Friday", "a weekend", "the last day", "too late"],
)
def test_the_working_days_of_a_stop_are_added(stop: date, resume: date, expected: date) -> None:
    """Ours: no source speaks of stopping; the day on which it goes on counts."""
    held_up = [event(EventKind.STOPPED, stop), event(EventKind.RESUMED, resume)]

    assert legal(due([HELD, *held_up], basis(NOTICE))) == expected


def test_what_is_due_before_a_conference_waits_for_nobody() -> None:
    """hai-phong-13-hd V.1(1)."""
    held_up = [
        event(EventKind.STOPPED, date(2025, 9, 10)),
        event(EventKind.RESUMED, date(2025, 9, 15)),
    ]

    assert legal(due([HELD, *held_up], basis("announce"))) == date(2025, 9, 17)


DAYS = st.integers(min_value=0, max_value=40)


@given(stop=DAYS, first=DAYS, second=DAYS)
@settings(max_examples=40, deadline=None)
def test_two_stops_in_a_row_are_one(stop: int, first: int, second: int) -> None:
    """However a pause is written down, it costs the same days."""
    days = [FRIDAY + timedelta(days=n) for n in (stop, stop + first, stop + first + second)]
    once = [event(EventKind.STOPPED, days[0]), event(EventKind.RESUMED, days[2])]
    twice = [
        event(EventKind.STOPPED, days[0]),
        event(EventKind.RESUMED, days[1]),
        event(EventKind.STOPPED, days[1]),
        event(EventKind.RESUMED, days[2]),
    ]

    assert due([HELD, *once], basis(NOTICE)).dates == due([HELD, *twice], basis(NOTICE)).dates


@given(stop=DAYS, length=DAYS)
@settings(max_examples=40, deadline=None)
def test_a_stop_never_brings_a_date_forward_nor_onto_a_day_off(stop: int, length: int) -> None:
    """Target and legal date move together, and the target stays a working day."""
    days = FRIDAY + timedelta(days=stop), FRIDAY + timedelta(days=stop + length)
    held_up = [event(EventKind.STOPPED, days[0]), event(EventKind.RESUMED, days[1])]
    before = due([HELD], basis(NOTICE, "hong-an-qt-vp-12")).dates
    after = due([HELD, *held_up], basis(NOTICE, "hong-an-qt-vp-12")).dates

    assert before.legal and before.target and after.legal and after.target
    assert before.legal <= after.legal
    assert before.target <= after.target <= after.legal
    assert CALENDAR.is_working(after.target)


def test_a_matter_is_late_only_on_the_day_after_its_date() -> None:
    """BLDS 2015, 148.6: the last day ends at midnight."""
    found = due([HELD], basis(NOTICE))

    assert [found.is_late(date(2025, 10, day)) for day in (9, 10, 11)] == [False, False, True]


@pytest.mark.parametrize("kind", [EventKind.MET, EventKind.VOIDED, EventKind.STOPPED])
def test_what_does_not_run_is_never_late(kind: EventKind) -> None:
    """Met, void or standing still."""
    found = due([HELD, event(kind, date(2025, 10, 6))], basis(NOTICE))

    assert not found.is_late(date(2026, 1, 5))


@pytest.mark.parametrize(
    "kinds",
    [
        [EventKind.RESUMED],
        [EventKind.STOPPED, EventKind.STOPPED],
        [EventKind.STOPPED, EventKind.EXTENDED],
        [EventKind.MET, EventKind.EXTENDED],
        [EventKind.MET, EventKind.MET],
        [EventKind.VOIDED, EventKind.RECOUNTED],
    ],
)
def test_an_order_that_cannot_be_is_refused(kinds: list[EventKind]) -> None:
    """A fault is never folded away."""
    with pytest.raises(NotAllowed):
        due([HELD, *(event(kind, FRIDAY) for kind in kinds)], basis(NOTICE))


@pytest.mark.parametrize("ended", [EventKind.MET, EventKind.VOIDED])
def test_what_was_over_can_run_anew(ended: EventKind) -> None:
    """An answer that was taken back, a petition that is looked at again."""
    found = due([HELD, event(ended, FRIDAY), event(EventKind.STARTED, FRIDAY)], basis(NOTICE))

    assert (found.state, legal(found)) == (DeadlineState.OPEN, date(2025, 10, 10))


@pytest.mark.parametrize("until", [None, date(2025, 10, 17), date(2025, 10, 13)])
def test_a_notice_may_be_extended_within_the_longest_limit(until: date | None) -> None:
    """hai-phong-13-hd V.3.1(1): 15 working days after the conference are 17/10/2025."""

    assert refuse_extension([HELD], basis(NOTICE), until) is None


@pytest.mark.parametrize("until", [date(2025, 10, 18), date(2025, 10, 10), date(2025, 10, 1)])
def test_no_later_and_no_earlier_date_is_an_extension(until: date) -> None:
    """hai-phong-13-hd V.3.1(1); the refusal says how far it may go."""
    refused = refuse_extension([HELD], basis(NOTICE), until)

    assert refused is not None
    assert refused.latest == date(2025, 10, 17)


@pytest.mark.parametrize(("id", "key"), [("vinh-hoa-2025", NOTICE), ("hai-phong-13-hd", REPLY)])
def test_what_a_regulation_does_not_extend_cannot_be_extended(id: str, key: str) -> None:
    """vinh-hoa-2025 has no extension, nor has hai-phong-13-hd V.3.2."""
    refused = refuse_extension([HELD], basis(key, id), None)

    assert refused is not None
    assert refused.latest is None


def test_one_more_day_off_moves_the_date_and_is_among_those_passed() -> None:
    """What changed can be named."""
    more = calendar(days_off=[DayOff(day=date(2025, 10, 2), name="Nghỉ bão", decision="QĐ 1")])
    found = due([HELD], basis(NOTICE, calendar=more))

    assert legal(found) == date(2025, 10, 13)
    assert found.passed == (date(2025, 10, 2),)


def test_only_what_runs_can_be_stopped() -> None:
    """The buttons ask the same table."""

    assert may("open", EventKind.STOPPED)
    assert not may("stopped", EventKind.STOPPED)


def test_a_rule_that_the_regulation_does_not_have_is_a_fault() -> None:
    with pytest.raises(KeyError):
        due([HELD], basis("khong-co"))
