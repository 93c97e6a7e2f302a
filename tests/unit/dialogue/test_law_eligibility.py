"""Two decisions, never one: the seat (A) and the opinion (B)."""

import pytest

from dialogue.eligibility import (
    HearingOutcome,
    SeatDecision,
    SeatOutcome,
    decide_hearing,
    decide_seat,
    hearing_grounds,
    questions,
    refusal_grounds,
    session_grounds,
)
from dialogue.names import Decider
from dialogue.regulation import load_text, shipped

REGULATIONS = shipped()
VINH_HOA = REGULATIONS["vinh-hoa-2025"]
TINH = REGULATIONS["tinh-1573-qd"]
CLEAR = {"pending_case": False, "residency": True}


def seat(
    *,
    pending_case: bool | None = False,
    residency: bool | None = True,
    listed: bool | None = True,
    register: bool = False,
    invited: bool = False,
) -> SeatDecision:
    return decide_seat(
        VINH_HOA,
        answers={"pending_case": pending_case, "residency": residency},
        on_delegate_list=listed,
        pending_register=register,
        invited=invited,
    )


@pytest.mark.parametrize("id", ["vinh-hoa-2025", "mau"])
def test_the_deciding_question_comes_first_and_residency_is_a_hint(id: str) -> None:
    """vinh-hoa-2025 III.4 asks of a pending case and of residence."""
    asked = questions(REGULATIONS[id], wants_seat=True)

    assert [(q.key, q.hint) for q in asked] == [("pending_case", False), ("residency", True)]


def test_the_deciding_question_comes_first_however_the_file_is_ordered() -> None:
    """Nobody answers a hint before being barred."""
    text = (
        'id = "x"\ntitle = "x"\nissuer = "x"\nextends = "tinh-1573-qd"\n'
        '[participation.last]\nwording = "x"\nclause = "x"\n'
        'decides = "person"\nasked = true\nbars_on = true\n'
    )
    regulation = load_text(text, file="x.toml", known=REGULATIONS)

    assert [q.key for q in questions(regulation, wants_seat=True)] == ["last", "interest"]


def test_the_province_asks_of_interest_as_a_hint() -> None:
    """tinh-1573-qd 3.3: rights and duties related to the content."""
    asked = questions(TINH, wants_seat=True)

    assert [(q.key, q.hint, q.bars_on) for q in asked] == [("interest", True, False)]


@pytest.mark.parametrize("id", ["hai-phong-13-hd", "cat-hai-2025", "hong-an-qt-vp-12"])
def test_a_regulation_that_excludes_nobody_asks_nothing(id: str) -> None:
    """Only what the conference's own regulation asks is asked."""

    assert questions(REGULATIONS[id], wants_seat=True) == ()


@pytest.mark.parametrize("id", sorted(REGULATIONS))
def test_a_person_who_only_sends_an_opinion_is_asked_nothing(id: str) -> None:
    """The questions are about a seat (decision A)."""

    assert questions(REGULATIONS[id], wants_seat=False) == ()


def test_an_invited_delegate_is_not_asked_the_citizens_questions() -> None:
    """vinh-hoa-2025 III.4 concerns citizens, never the delegates of III.2.1."""

    assert questions(VINH_HOA, wants_seat=True, invited=True) == ()


def test_a_person_with_a_pending_case_gets_no_seat() -> None:
    """vinh-hoa-2025 III.4: the person's own answer is enough, and the clause is told."""
    decision = seat(pending_case=True)

    assert (decision.outcome, decision.rule, decision.clause, decision.decided_by) == (
        SeatOutcome.REFUSED,
        "pending_case",
        "III.4",
        Decider.PERSON,
    )


@pytest.mark.parametrize("id", sorted(REGULATIONS))
def test_a_person_with_a_pending_case_is_heard_under_every_regulation(id: str) -> None:
    """Decision B never depends on decision A."""

    assert decide_hearing(REGULATIONS[id]).outcome is HearingOutcome.RECORDED


def test_a_refusal_says_under_which_version_it_was_made() -> None:
    """A row can record regulation, version and clause."""
    decision = seat(pending_case=True)

    assert (decision.regulation, decision.version) == ("vinh-hoa-2025", VINH_HOA.version)


def test_the_offices_register_of_pending_cases_bars_as_the_person_does() -> None:
    """vinh-hoa-2025 III.4: the register of pending cases decides too."""
    decision = seat(register=True)

    assert (decision.outcome, decision.decided_by) == (SeatOutcome.REFUSED, Decider.REGISTER)


def test_the_register_bars_nobody_where_the_regulation_has_no_such_rule() -> None:
    """A rule binds only under the regulation that states it."""
    decision = decide_seat(
        TINH, answers={"interest": True}, on_delegate_list=None, pending_register=True
    )

    assert decision.outcome is SeatOutcome.OPEN


def test_a_resident_on_the_list_without_a_pending_case_finds_the_way_open() -> None:
    """No rule stands against it; the office still confirms."""
    decision = seat()

    assert (decision.outcome, decision.decided_by, decision.hints) == (
        SeatOutcome.OPEN,
        Decider.OFFICE,
        (),
    )


def test_a_person_not_resident_is_for_the_office_to_decide() -> None:
    """vinh-hoa-2025 III.4 (ours): not resident alone bars nobody by program."""
    decision = seat(residency=False)

    assert (decision.outcome, [rule.key for rule in decision.hints]) == (
        SeatOutcome.FOR_OFFICE,
        ["residency"],
    )


def test_a_person_not_on_the_list_gets_no_seat_and_the_reading_is_told() -> None:
    """vinh-hoa-2025 III.4 (ours): not on the list means no seat, and the office may add."""
    decision = seat(listed=False)

    assert (decision.outcome, decision.rule, decision.decided_by) == (
        SeatOutcome.REFUSED,
        "delegate_list",
        Decider.LIST,
    )
    assert decision.reading


def test_before_a_list_is_imported_the_office_decides() -> None:
    """No list yet is not the same as not on the list."""
    decision = seat(listed=None)

    assert (decision.outcome, [rule.key for rule in decision.hints]) == (
        SeatOutcome.FOR_OFFICE,
        ["delegate_list"],
    )


def test_a_commune_may_leave_those_not_listed_to_the_office() -> None:
    """The file says which reading it takes, and an office may change it."""
    text = (
        'id = "x"\ntitle = "x"\nissuer = "x"\nextends = "vinh-hoa-2025"\n'
        '[participation.delegate_list]\nwording = "x"\nclause = "III.4"\n'
        'decides = "list"\nnot_listed_refused = false\n'
    )
    regulation = load_text(text, file="x.toml", known=REGULATIONS)

    decision = decide_seat(regulation, answers=CLEAR, on_delegate_list=False)

    assert decision.outcome is SeatOutcome.FOR_OFFICE


def test_a_question_left_unanswered_bars_nobody() -> None:
    """An officer looks at what the person did not say."""
    decision = seat(pending_case=None)

    assert (decision.outcome, [rule.key for rule in decision.hints]) == (
        SeatOutcome.FOR_OFFICE,
        ["pending_case"],
    )


def test_the_citizens_rules_never_bar_an_invited_delegate() -> None:
    """vinh-hoa-2025 III.4 concerns citizens, never the delegates of III.2.1."""
    decision = seat(pending_case=True, residency=False, listed=False, register=True, invited=True)

    assert decision.outcome is SeatOutcome.OPEN


def test_a_person_without_interest_is_for_the_office_to_decide() -> None:
    """tinh-1573-qd 3.3: the answer is a hint, an officer decides."""
    decision = decide_seat(TINH, answers={"interest": False}, on_delegate_list=None)

    assert (decision.outcome, [rule.key for rule in decision.hints]) == (
        SeatOutcome.FOR_OFFICE,
        ["interest"],
    )


@pytest.mark.parametrize("id", ["hai-phong-13-hd", "cat-hai-2025", "hong-an-qt-vp-12"])
def test_nothing_stands_against_anybody_where_nobody_is_excluded(id: str) -> None:
    """hai-phong-13-hd and two of its children exclude nobody."""
    decision = decide_seat(
        REGULATIONS[id],
        answers={"pending_case": True},
        on_delegate_list=False,
        pending_register=True,
    )

    assert decision.outcome is SeatOutcome.OPEN


def test_an_opinion_that_is_a_complaint_is_recorded_and_told_its_way() -> None:
    """Recorded, sent its legal way, and the office decides."""
    decision = decide_hearing(VINH_HOA, is_complaint=True)

    assert (decision.outcome, decision.own_way, decision.decided_by) == (
        HearingOutcome.RECORDED,
        True,
        Decider.OFFICE,
    )


@pytest.mark.parametrize(
    ("id", "keys"),
    [
        ("hai-phong-13-hd", []),
        ("tinh-1573-qd", ["civil_capacity", "conduct", "interest", "lawful_content"]),
        ("vinh-hoa-2025", ["pending_case", "residency", "delegate_list", "lawful_content"]),
    ],
)
def test_an_officer_may_cite_only_the_rules_of_the_regulation(id: str, keys: list[str]) -> None:
    """A seat is refused under a clause of the conference's own regulation."""

    assert [rule.key for rule in refusal_grounds(REGULATIONS[id])] == keys


@pytest.mark.parametrize(
    ("id", "clauses"),
    [
        ("hai-phong-13-hd", []),
        ("tinh-1573-qd", ["Điều 3.2, 11.3, 14.2"]),
        ("vinh-hoa-2025", ["I.3"]),
    ],
)
def test_unlawful_content_is_the_ground_against_an_opinion(id: str, clauses: list[str]) -> None:
    """Decided by an officer, never by the program alone."""
    grounds = hearing_grounds(REGULATIONS[id])

    assert [rule.clause for rule in grounds] == clauses
    assert all(rule.decides is Decider.OFFICE for rule in grounds)


def test_scope_is_a_ground_only_for_what_is_raised_unregistered_in_the_session() -> None:
    """tinh-1573-qd 8.3."""

    assert [rule.key for rule in session_grounds(TINH)] == ["in_scope"]
