"""What is due around a conference; every date here was counted by hand on a calendar."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue.clock import Step, StepKind
from dialogue.milestones import Milestone, milestones
from dialogue.names import Chair, Kind
from dialogue.regulation import load_text, shipped
from dialogue.working_days import calendar

REGULATIONS = shipped()
CALENDAR = calendar()
# The first date of a year that is not on record loads the holidays package.
in_its_own_time = settings(deadline=None)
FRIDAY = date(2025, 9, 26)


def due(id: str, key: str, **facts: Any) -> Milestone:
    facts = {"conference_date": FRIDAY, **facts}
    found = milestones(REGULATIONS[id], calendar=CALENDAR, **facts)
    return next(milestone for milestone in found if milestone.key == key)


def steps(milestone: Milestone, kind: StepKind) -> list[Step]:
    return [step for step in milestone.steps if step.kind is kind]


@pytest.mark.parametrize(
    "id", ["hai-phong-13-hd", "cat-hai-2025", "vinh-hoa-2025", "hong-an-qt-vp-12", "mau"]
)
def test_invitations_go_out_seven_working_days_before(id: str) -> None:
    """hai-phong-13-hd V.1(1), which its children repeat or inherit."""

    assert due(id, "announce").legal_due == date(2025, 9, 17)


def test_the_province_sets_no_minimum_notice() -> None:
    """tinh-1573-qd has no such limit: it dates the prepared answers (7.2), and what follows."""
    found = milestones(REGULATIONS["tinh-1573-qd"], conference_date=FRIDAY, calendar=CALENDAR)

    assert {m.key for m in found if m.legal_due} == {
        "prepared_answers",
        "conclusion_notice",
        "written_reply",
    }


@pytest.mark.parametrize(
    "id", ["hai-phong-13-hd", "cat-hai-2025", "vinh-hoa-2025", "hong-an-qt-vp-12", "mau"]
)
def test_an_extraordinary_conference_is_exempt_from_the_notice(id: str) -> None:
    """hai-phong-13-hd V.1(1), V.2*; that its invitations are exempt too is ours, and says so."""
    announce = due(id, "announce", kind=Kind.DOT_XUAT)

    assert (announce.legal_due, announce.target_due, announce.exempt) == (None, None, True)
    assert announce.readings


@pytest.mark.parametrize("kind", [Kind.DINH_KY, Kind.CHUYEN_DE])
def test_the_other_kinds_are_not_exempt(kind: Kind) -> None:
    """hai-phong-13-hd V.1(1)."""

    assert due("hai-phong-13-hd", "announce", kind=kind).legal_due == date(2025, 9, 17)


@pytest.mark.parametrize(
    ("id", "ordinary", "is_complex"),
    [
        ("hai-phong-13-hd", date(2025, 10, 10), date(2025, 10, 17)),
        ("cat-hai-2025", date(2025, 10, 10), date(2025, 10, 17)),
        ("hong-an-qt-vp-12", date(2025, 10, 10), date(2025, 10, 17)),
        ("tinh-1573-qd", date(2025, 10, 3), date(2025, 10, 10)),
        ("vinh-hoa-2025", date(2025, 10, 3), date(2025, 10, 3)),
        ("mau", date(2025, 10, 3), date(2025, 10, 3)),
    ],
)
def test_the_conclusion_notice_is_due_and_extended_as_the_regulation_says(
    id: str, ordinary: date, is_complex: date
) -> None:
    """V.3.1(1): 10, complex 15; tinh-1573-qd 9.1, 9.2: 5, complex 10; vinh-hoa-2025 V.4: 5."""

    assert due(id, "conclusion_notice").legal_due == ordinary
    assert due(id, "conclusion_notice", complex=True).legal_due == is_complex


def test_an_extension_cites_its_own_clause() -> None:
    """tinh-1573-qd 9.2."""

    assert due("tinh-1573-qd", "conclusion_notice", complex=True).clause == "Điều 9.2"


@pytest.mark.parametrize(
    ("is_complex", "allowed"), [(False, date(2025, 10, 10)), (True, date(2025, 10, 17))]
)
def test_the_stricter_limit_counts_and_what_the_parent_allows_is_shown(
    is_complex: bool, allowed: date
) -> None:
    """vinh-hoa-2025 V.4 is stricter than V.3.1(1) of its parent (ours)."""
    notice = due("vinh-hoa-2025", "conclusion_notice", complex=is_complex)
    (laxer,) = steps(notice, StepKind.LAXER_RULE)

    assert (notice.clause, laxer.day) == ("V.4", allowed)
    assert (laxer.regulation, laxer.source) == ("hai-phong-13-hd", "V.3.1(1)")


def test_a_child_cannot_be_laxer_than_its_parent() -> None:
    """The stricter counts (ours), and both are shown."""
    text = (
        'id = "x"\ntitle = "x"\nissuer = "x"\nextends = "hai-phong-13-hd"\n'
        '[milestones.conclusion_notice]\ntitle = "x"\nresponsible = "x"\n'
        'phase = "after"\nclause = "lỏng"\n'
        '[[milestones.conclusion_notice.limits]]\nwording = "x"\n'
        'count = "working_days_after"\ndays = 20\n'
    )
    child = load_text(text, file="x.toml", known=REGULATIONS)
    found = milestones(child, conference_date=FRIDAY, calendar=CALENDAR)
    notice = next(m for m in found if m.key == "conclusion_notice")

    assert (notice.legal_due, notice.regulation) == (date(2025, 10, 10), "hai-phong-13-hd")
    assert [(step.regulation, step.source) for step in steps(notice, StepKind.LAXER_RULE)] == [
        ("x", "lỏng")
    ]


def test_a_child_that_repeats_its_parent_is_cited_itself() -> None:
    """cat-hai-2025 V.3.a says the same ten days."""
    notice = due("cat-hai-2025", "conclusion_notice")

    assert (notice.regulation, notice.clause) == ("cat-hai-2025", "V.3.a")
    assert steps(notice, StepKind.LAXER_RULE) == []


def test_where_chart_and_prose_differ_the_reminder_aims_at_the_earlier() -> None:
    """hong-an-qt-vp-12: prose 10 working days, chart 10 days, Mon 06/10/2025."""
    notice = due("hong-an-qt-vp-12", "conclusion_notice")

    assert (notice.legal_due, notice.target_due) == (date(2025, 10, 10), date(2025, 10, 6))
    assert [step.source for step in steps(notice, StepKind.OTHER_WORDING)] == ["5.1"]


def test_when_complex_the_chart_is_silent() -> None:
    """hong-an-qt-vp-12: the target follows the prose."""
    notice = due("hong-an-qt-vp-12", "conclusion_notice", complex=True)

    assert notice.target_due == notice.legal_due == date(2025, 10, 17)
    assert steps(notice, StepKind.OTHER_WORDING) == []


def test_a_chart_date_on_a_day_off_is_rolled_before_it_is_compared() -> None:
    """Wed 24/9/2025 + 10 days is Sat 04/10, rolled to Mon 06/10 (BLDS 148.5)."""
    notice = due("hong-an-qt-vp-12", "conclusion_notice", conference_date=date(2025, 9, 24))

    assert (notice.legal_due, notice.target_due) == (date(2025, 10, 8), date(2025, 10, 6))


def test_the_reply_counts_from_the_recorded_receipt() -> None:
    """V.3.2: received Wed 01/10/2025, 15 working days, Wed 22/10/2025."""
    reply = due("hai-phong-13-hd", "written_reply", notice_received=date(2025, 10, 1))

    assert (reply.legal_due, reply.projected) == (date(2025, 10, 22), False)


def test_without_a_receipt_the_reply_counts_from_the_day_the_notice_was_sent() -> None:
    """Sent Tue 30/9/2025, 15 working days, Tue 21/10/2025, and the explanation says so."""
    reply = due("hai-phong-13-hd", "written_reply", notice_issued=date(2025, 9, 30))

    assert (reply.legal_due, reply.projected) == (date(2025, 10, 21), False)
    assert steps(reply, StepKind.ASSUMED_RECEIPT)


def test_before_the_notice_is_sent_the_reply_is_projected_and_marked_so() -> None:
    """From the notice's legal date, Fri 10/10/2025: Fri 31/10/2025."""
    reply = due("hai-phong-13-hd", "written_reply")

    assert (reply.legal_due, reply.projected) == (date(2025, 10, 31), True)
    assert [step.day for step in steps(reply, StepKind.PROJECTED)] == [date(2025, 10, 10)]


def test_the_projection_follows_the_stricter_notice() -> None:
    """vinh-hoa-2025: from Fri 03/10/2025, so Fri 24/10/2025."""

    assert due("vinh-hoa-2025", "written_reply").legal_due == date(2025, 10, 24)


def test_in_the_province_receipt_does_not_move_the_reply() -> None:
    """tinh-1573-qd 9.3: issued Wed 01/10/2025, 7 working days, Fri 10/10/2025."""
    reply = due(
        "tinh-1573-qd",
        "written_reply",
        notice_issued=date(2025, 10, 1),
        notice_received=date(2025, 10, 6),
    )

    assert (reply.legal_due, reply.projected) == (date(2025, 10, 10), False)


def test_in_the_province_a_receipt_alone_leaves_the_reply_projected() -> None:
    """tinh-1573-qd 9.3: from the notice's legal date, Fri 03/10: Tue 14/10/2025."""
    reply = due("tinh-1573-qd", "written_reply", notice_received=date(2025, 10, 6))

    assert (reply.legal_due, reply.projected) == (date(2025, 10, 14), True)


@pytest.mark.parametrize(
    ("chair", "body"),
    [
        (Chair.BI_THU, "Văn phòng Đảng ủy"),
        (Chair.CHU_TICH, "Văn phòng HĐND và UBND"),
        (Chair.DONG_CHU_TRI, "Cơ quan chủ trì tham mưu"),
        (None, "Cơ quan chủ trì tham mưu"),
    ],
)
def test_the_office_in_charge_answers_for_its_milestones(chair: Chair | None, body: str) -> None:
    """hai-phong-13-hd IV; where the heads assign one, the regulation's own words."""

    assert due("hai-phong-13-hd", "announce", chair=chair).responsible == body


def test_a_milestone_may_start_from_another() -> None:
    """hong-an-qt-vp-12 will count its dossier from the reply: from Fri 31/10/2025, ten days."""
    text = (
        'id = "x"\ntitle = "x"\nissuer = "x"\nextends = "hong-an-qt-vp-12"\n'
        '[milestones.dossier_complete]\ntitle = "x"\nresponsible = "x"\n'
        'phase = "after"\nclause = "x"\n'
        '[[milestones.dossier_complete.limits]]\nwording = "x"\n'
        'count = "working_days_after"\ndays = 10\nstart = "written_reply"\n'
        '[milestones.follow_up]\ntitle = "x"\nresponsible = "x"\nphase = "after"\nclause = "x"\n'
    )
    child = load_text(text, file="x.toml", known=REGULATIONS)
    found = {m.key: m for m in milestones(child, conference_date=FRIDAY, calendar=CALENDAR)}

    assert found["dossier_complete"].legal_due == date(2025, 11, 14)
    assert found["follow_up"].legal_due is None


@in_its_own_time
@given(
    st.sampled_from(sorted(REGULATIONS)),
    st.dates(min_value=date(2025, 1, 1), max_value=date(2027, 12, 31)),
    st.booleans(),
)
def test_no_milestone_aims_at_a_day_off_or_beyond_its_legal_date(
    id: str, conference: date, is_complex: bool
) -> None:
    """Whatever the regulation and the day."""
    found = milestones(
        REGULATIONS[id], conference_date=conference, calendar=CALENDAR, complex=is_complex
    )

    for milestone in found:
        assert (milestone.legal_due is None) == (milestone.target_due is None)
        if milestone.legal_due and milestone.target_due:
            assert CALENDAR.is_working(milestone.target_due)
            assert milestone.target_due <= milestone.legal_due


@in_its_own_time
@given(st.dates(min_value=date(2025, 1, 1), max_value=date(2027, 12, 31)))
def test_an_extension_never_shortens_a_limit(conference: date) -> None:
    """V.3.1(1): at most 15, never fewer than 10."""
    ordinary = due("hai-phong-13-hd", "conclusion_notice", conference_date=conference)
    extended = due("hai-phong-13-hd", "conclusion_notice", conference_date=conference, complex=True)

    assert ordinary.legal_due and extended.legal_due
    assert ordinary.legal_due < extended.legal_due
