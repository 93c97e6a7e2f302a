"""The lives that the page shows, read from the law itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from statemachine import StateMachine

from dialogue import conference_life, petition, seat, session_question
from dialogue.roles import Actor, Mover, Role
from dialogue.transitions import Table, Who

ACTORS: tuple[Actor, ...] = (*Mover, *Role)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One line of the table: what leads from a state to the next, and who does it."""

    state: str
    event: str
    next: str
    who: str
    which: str


@dataclass(frozen=True, kw_only=True)
class Life:
    """One machine; `spoken` begins the keys of its states' texts in the catalogue."""

    name: str
    file: str
    about: str
    machine: type[StateMachine]
    states: type[StrEnum]
    events: type[StrEnum]
    table: Table
    who: Who
    spoken: str
    only: Mapping[tuple[str, str], StrEnum]
    never: Mapping[str, StrEnum]

    @property
    def first(self) -> str:
        """Where it begins."""
        return next(str(state.value) for state in self.machine.states if state.initial)

    @property
    def ends(self) -> list[str]:
        """What nothing leads out of."""
        return [state for state in self.states if all(state != left for left, _ in self.table)]

    @property
    def steps(self) -> list[Step]:
        """All its transitions, state by state as they are published."""
        return list(self._steps())

    def _steps(self) -> Iterator[Step]:
        for state in self.states:
            for event in self.events:
                if (state, event) in self.table:
                    yield Step(
                        state=state,
                        event=event,
                        next=self.table[state, event],
                        who=", ".join(actor for actor in ACTORS if actor in self.who[event]),
                        which=", ".join(self._which(state, event)),
                    )

    def _which(self, state: str, event: str) -> Iterator[str]:
        if (state, event) in self.only:
            yield self.only[state, event]
        if event in self.never:
            yield f"not {self.never[event]}"


PETITION = Life(
    name="A petition",
    file="dialogue/petition.py",
    about=(
        "What its author adds after the classification is a supplement, and an answer that an "
        "agency prepares is a draft: neither changes the state. Only `settled` and `replied` "
        "count as answered; what was sent upward or passed on does not, even when it is closed. "
        "A matter that is first raised in the session goes the same way in one go."
    ),
    machine=petition.Petition,
    states=petition.PetitionState,
    events=petition.PetitionEvent,
    table=petition.TABLE,
    who=petition.WHO,
    spoken="state",
    only={},
    never={},
)
CONFERENCE = Life(
    name="A conference",
    file="dialogue/conference_life.py",
    about=(
        "What was changed is told, and the state stays. The chair delegates to their own deputy "
        "(`hai-phong-13-hd` V.1(4)). The chair's conclusion ends the session. An indirect "
        "conference has no session and is concluded without one; of the others only an "
        "extraordinary one may begin without having been announced (V.2*)."
    ),
    machine=conference_life.Conference,
    states=conference_life.ConferenceState,
    events=conference_life.ConferenceEvent,
    table=conference_life.TABLE,
    who=conference_life.WHO,
    spoken="conference-state",
    only=conference_life.ONLY,
    never=conference_life.NEVER,
)
SEAT = Life(
    name="A seat",
    file="dialogue/seat.py",
    about=(
        "Whether somebody may attend or speak is decided apart from what becomes of the opinion. "
        "A regulation's rule may refuse a seat by the person's own answer or by a list; only the "
        "office gives one, and it may look again at either."
    ),
    machine=seat.Seat,
    states=seat.SeatState,
    events=seat.SeatEvent,
    table=seat.TABLE,
    who=seat.WHO,
    spoken="case-seat",
    only={},
    never={},
)
QUESTION = Life(
    name="A question in the session",
    file="dialogue/session_question.py",
    about=(
        "Sent in the chat while an online conference is in session. It is held until a moderator "
        "lets it through, and called in fair turns: nobody's second question goes before "
        "another's first. What is `written` has become a petition with a life of its own: a "
        "written answer was promised, or it still waited when the session was closed. Of what is "
        "refused the author knows why, and may send it as an ordinary petition."
    ),
    machine=session_question.SessionQuestion,
    states=session_question.QuestionState,
    events=session_question.QuestionEvent,
    table=session_question.TABLE,
    who=session_question.WHO,
    spoken="question-state",
    only={},
    never={},
)
LIVES = (PETITION, CONFERENCE, SEAT, QUESTION)
