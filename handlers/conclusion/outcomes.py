"""What can be concluded of a matter as it stands, and what is proposed for it."""

from collections.abc import Mapping
from dataclasses import dataclass

from dialogue.petition import PetitionState
from dialogue.task import Part, Purpose
from handlers.petition import tasks as task_cases
from handlers.turn import Turn
from handlers.voice import Voice
from storage import conclusions, tasks
from storage.tables import Petition
from storage.tables.conclusion import Outcome
from storage.tables.petition import Disposition

# Behind "/ketluan CODE muc CODE".
VERBS: Mapping[str, Outcome] = {
    "xong": Outcome.SETTLED,
    "giao": Outcome.ASSIGNED,
    "ghinhan": Outcome.NOTED,
    "captren": Outcome.SUBMITTED_UPWARD,
}
WORDS = {outcome: verb for verb, outcome in VERBS.items()}
# The three dispositions (hai-phong-13-hd V.1(3)); the chair may still conclude otherwise.
_BY_DISPOSITION: Mapping[str, Outcome] = {
    Disposition.AT_CONFERENCE: Outcome.SETTLED,
    Disposition.AFTER_CHECK: Outcome.ASSIGNED,
    Disposition.NOTE_UPWARD: Outcome.NOTED,
}
DISPOSITION = {outcome: disposition for disposition, outcome in _BY_DISPOSITION.items()} | {
    Outcome.SUBMITTED_UPWARD: Disposition.NOTE_UPWARD
}
# What has gone its way already leaves less to be concluded.
_LEFT: Mapping[str, tuple[Outcome, ...]] = {
    PetitionState.REPLIED: (Outcome.SETTLED,),
    PetitionState.SETTLED: (Outcome.SETTLED, Outcome.ASSIGNED),
    PetitionState.LEFT_OPEN: (Outcome.ASSIGNED, Outcome.SUBMITTED_UPWARD),
    PetitionState.NOTED: (Outcome.NOTED, Outcome.SUBMITTED_UPWARD),
    PetitionState.SUBMITTED_UPWARD: (Outcome.SUBMITTED_UPWARD,),
}


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What may be concluded by one press; `agency` where the matter is assigned."""

    outcome: Outcome
    agency: int | None = None


def possible(petition: Petition) -> tuple[Outcome, ...]:
    """What the chair may still conclude of it."""
    return _LEFT.get(petition.state, tuple(Outcome))


def proposed(turn: Turn, petition: Petition) -> Proposal | None:
    """By what was published, else by its disposition; None where an officer has to choose."""
    outcome = _expected(turn, petition)
    if outcome is None:
        return None
    if outcome is not Outcome.ASSIGNED:
        return Proposal(outcome=outcome)
    agency = agency_at_it(turn, petition)
    return Proposal(outcome=outcome, agency=agency) if agency else None


def _expected(turn: Turn, petition: Petition) -> Outcome | None:
    fixed = _LEFT.get(petition.state)
    if fixed:
        return fixed[0]
    if conclusions.has_published_answer(turn.work, petition):
        return Outcome.SETTLED
    return _BY_DISPOSITION.get(petition.disposition)


def agency_at_it(voice: Voice, petition: Petition) -> int | None:
    """The agency that has the matter already, or that prepared an answer to it."""
    for purpose in (Purpose.REPLY, Purpose.PREPARED):
        task = task_cases.current(voice.work, petition, purpose)
        if task is not None and task.part == Part.LEAD:
            return task.agency_id
    leads = [task for task in tasks.of_petition(voice.work, petition) if task.part == Part.LEAD]
    return leads[-1].agency_id if leads and leads[-1].state not in tasks.GONE else None
