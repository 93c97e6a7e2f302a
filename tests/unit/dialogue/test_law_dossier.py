"""Where a paper of the dossier stands, by how far the conference has come."""

from dataclasses import replace

import pytest

from dialogue.conference_life import ConferenceState
from dialogue.dossier import Standing, is_time, standing
from dialogue.names import Phase
from dialogue.regulation import shipped

HP = shipped()["hai-phong-13-hd"].dossier
FLAT = shipped()["tinh-1573-qd"].dossier
DRAFT, HELD, ENDED = (
    ConferenceState.DRAFT,
    ConferenceState.IN_SESSION,
    ConferenceState.REPLIES_DUE,
)


def stands(
    key: str, state: ConferenceState, *, signed: bool = False, made: bool = True, owed: bool = False
) -> Standing:
    return standing(HP[key], state, is_signed=signed, is_made=made, is_owed=owed)


def test_a_paper_that_the_program_makes_waits_for_its_signature() -> None:
    assert stands("plan", DRAFT) is Standing.UNSIGNED
    assert stands("plan", DRAFT, made=False) is Standing.MISSING
    assert stands("plan", DRAFT, signed=True) is Standing.SIGNED


def test_what_an_agency_owes_is_missing_though_the_program_could_make_something() -> None:
    assert stands("answers", DRAFT, owed=True) is Standing.MISSING


def test_a_paper_of_the_session_is_not_asked_for_before_it() -> None:
    assert stands("minutes", DRAFT) is Standing.LATER
    assert stands("minutes", HELD) is Standing.UNSIGNED
    assert stands("conclusion_notice", HELD) is Standing.LATER
    assert stands("conclusion_notice", ENDED) is Standing.UNSIGNED


@pytest.mark.parametrize("key", [key for key, item in HP.items() if item.if_any])
@pytest.mark.parametrize("state", ConferenceState)
def test_a_paper_if_any_is_never_missing(key: str, state: ConferenceState) -> None:
    """hai-phong-13-hd V.4.2."""
    for made in (True, False):
        assert stands(key, state, made=made, owed=True) is Standing.OPTIONAL


def test_a_flat_list_knows_when_its_papers_come() -> None:
    """tinh-1573-qd 15.2.2 names no phases."""
    due = [key for key, item in FLAT.items() if is_time(key, item.phase, DRAFT)]

    assert due == [
        *("plan", "task_assignment", "opinion_slips", "synthesis_report", "answers"),
        "invitation",
    ]
    assert all(is_time(key, item.phase, ENDED) for key, item in FLAT.items())


def test_a_phase_that_is_stated_wins() -> None:
    early = replace(HP["minutes"], phase=Phase.BEFORE)

    assert is_time(early.key, early.phase, DRAFT)
