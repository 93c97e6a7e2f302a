"""A head's year: what counts, what is late, and when it is too late to announce."""

from datetime import date

import pytest

from dialogue.conference_life import ConferenceState
from dialogue.names import Chair, Reporter
from dialogue.regulation import shipped
from dialogue.reports import reports
from dialogue.working_days import calendar
from dialogue.yearly import Meeting, Standing, announce_by, heads, standing, worst

REGULATIONS, DAYS = shipped(), calendar()
HP, TI = REGULATIONS["hai-phong-13-hd"], REGULATIONS["tinh-1573-qd"]
BOTH = (Chair.BI_THU, Chair.CHU_TICH)
C = ConferenceState


def meeting(
    state: str = C.CONCLUDED,
    passed: bool = True,
    kind: str = "dinh_ky",
    chair: str = "dong_chu_tri",
) -> Meeting:
    return Meeting(kind=kind, chair=chair, state=state, passed=passed)


def stands(
    *meetings: Meeting,
    head: Chair = Chair.BI_THU,
    today: date = date(2026, 11, 2),
    year: int = 2026,
    rules: str = "hai-phong-13-hd",
) -> Standing:
    regulation = REGULATIONS[rules]
    assert regulation.target is not None
    last = announce_by(regulation, year, DAYS)
    return standing(head, regulation.target, meetings, year=year, today=today, announce_by=last)


@pytest.mark.parametrize(
    ("meetings", "expected"),
    [
        ([meeting()], Standing.HELD),
        ([meeting(C.REPLIES_DUE, kind="chuyen_de")], Standing.HELD),
        ([meeting(kind="dot_xuat")], Standing.NONE),
        ([meeting(C.ANNOUNCED, passed=False)], Standing.ANNOUNCED),
        ([meeting(C.IN_SESSION, passed=False)], Standing.ANNOUNCED),
        ([meeting(C.DRAFT, passed=False)], Standing.PLANNED),
        ([meeting(C.POSTPONED)], Standing.PLANNED),
        ([meeting(C.CANCELLED)], Standing.NONE),
        ([meeting(C.DISCARDED)], Standing.NONE),
        ([meeting(C.REGISTRATION_CLOSED)], Standing.DAY_PASSED),
        ([meeting(C.DRAFT)], Standing.NONE),
        ([meeting(C.CANCELLED), meeting()], Standing.HELD),
        ([], Standing.NONE),
    ],
)
def test_what_a_head_has_held_this_year(meetings: list[Meeting], expected: Standing) -> None:
    """hai-phong-13-hd II: one a year, periodic or thematic."""
    assert stands(*meetings) is expected


def test_an_extraordinary_one_counts_where_the_regulation_names_no_kinds() -> None:
    """tinh-1573-qd 4.2 knows no kinds."""
    assert stands(meeting(kind="dot_xuat"), rules="tinh-1573-qd") is Standing.HELD


def test_one_head_alone_counts_for_that_head_only() -> None:
    one = meeting(chair="bi_thu")

    assert [stands(one, head=head) for head in BOTH] == [Standing.HELD, Standing.NONE]
    assert worst(stands(one, head=head) for head in BOTH) is Standing.NONE


@pytest.mark.parametrize(
    ("rules", "known"),
    [
        ("hai-phong-13-hd", BOTH),
        ("vinh-hoa-2025", BOTH),
        ("hong-an-qt-vp-12", (Chair.BI_THU,)),
    ],
)
def test_which_heads_owe_one_follows_from_the_chairs(rules: str, known: tuple[Chair, ...]) -> None:
    assert heads(REGULATIONS[rules]) == known


def test_the_last_day_to_announce_leaves_the_notice_period() -> None:
    """hai-phong-13-hd V.1(1): seven working days before Thursday, 31/12/2026."""
    assert announce_by(HP, 2026, DAYS) == date(2026, 12, 22)
    assert announce_by(TI, 2026, DAYS) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 12, 22), Standing.NONE),
        (date(2026, 12, 23), Standing.LATE),
        (date(2027, 1, 1), Standing.LATE),
    ],
)
def test_from_the_day_after_it_is_late(today: date, expected: Standing) -> None:
    assert stands(today=today) is expected


def test_what_is_announced_in_time_is_not_late_at_the_end_of_the_year() -> None:
    last_day = date(2026, 12, 31)

    assert stands(meeting(C.ANNOUNCED, passed=False), today=last_day) is Standing.ANNOUNCED
    assert stands(meeting(C.ANNOUNCED), today=date(2027, 1, 1)) is Standing.DAY_PASSED


def test_who_owes_nothing_is_not_late() -> None:
    assert worst([]) is Standing.HELD


@pytest.mark.parametrize(
    ("rules", "year", "due"),
    [
        ("tinh-1573-qd", 2024, [("annual_report", date(2024, 11, 19))]),
        ("tinh-1573-qd", 2025, [("annual_report", date(2025, 11, 29))]),
        (
            "hai-phong-13-hd",
            2026,
            [
                ("quarterly_report", date(2026, 3, 14)),
                ("quarterly_report", date(2026, 6, 14)),
                ("quarterly_report", date(2026, 9, 14)),
                ("annual_report", date(2026, 11, 14)),
                ("quarterly_report", date(2026, 12, 14)),
            ],
        ),
    ],
)
def test_a_commune_owes_its_own_reports_by_the_era_of_their_day(
    rules: str, year: int, due: list[tuple[str, date]]
) -> None:
    """tinh-1573-qd 15.1, footnote 2; hai-phong-13-hd VI.1: the city's own is not theirs."""
    owed = reports(REGULATIONS[rules], year=year, calendar=DAYS, by=Reporter.COMMUNE)

    assert [(one.key, one.legal_due) for one in owed] == due
