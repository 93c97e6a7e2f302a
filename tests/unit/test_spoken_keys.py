"""Texts whose keys are put together while the program runs: each possible one is there."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from dialogue.conference_life import ConferenceState
from dialogue.figures import Result
from dialogue.matter import DeadlineState
from dialogue.names import Chair, Form, Kind
from dialogue.petition import PetitionState
from dialogue.regulation import shipped
from dialogue.reports import QUARTERS
from dialogue.roles import COMMANDS, Role
from dialogue.seat import SeatState
from dialogue.session_question import QuestionState
from dialogue.task import Part, Purpose, TaskState
from handlers.area.making import FORMS
from handlers.clock.telling import MOVED
from handlers.clock.telling import TOLD as MOVES
from handlers.command_menu import CITIZEN, LEAVE, READY
from handlers.figures.charts import BINS, CHARTS, LATE_BINS, PARTS
from handlers.live.moderating import VERBS
from handlers.live.overview import COUNTED
from handlers.live.refusing import REASONS
from handlers.live.transcript import COLUMNS
from handlers.papers.periodic import COLUMNS as FIELD_COLUMNS
from handlers.papers.periodic import NOTES
from handlers.papers.speakers import COLUMNS as FORM
from handlers.papers.synthesis import COLUMNS as SYNTHESIS
from handlers.petition.promises import PROMISED
from handlers.petition.why import TOLD
from handlers.seats.papers import OFFERED
from handlers.sorting.forwarding import KINDS as FORWARDED
from locales.catalogue import LANGUAGES, Catalogue
from storage.tables.afterwards import Grade
from storage.tables.conclusion import Outcome
from storage.tables.petition import Behalf, Disposition, FileState, Want

HANDLERS = Path(__file__).parents[2] / "handlers"
SENT = [state for state in PetitionState if state is not PetitionState.DRAFT]
WANTED = [state for state in SeatState if state is not SeatState.NOT_WANTED]
# Where the kind of a line of history stands: as a name, or in this place.
KINDS = {"record": 2, "_decision": 2}


def kinds_of_events(*, of_conferences: bool = False) -> Iterator[str]:
    """Every kind of event of a petition that the handlers write, as it stands in their source."""
    for path in HANDLERS.rglob("*.py"):
        if (path.parent.name == "conference") is not of_conferences:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield from _kinds(node)


def _kinds(call: ast.Call) -> Iterator[str]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    place = KINDS.get(name)
    given = [keyword.value for keyword in call.keywords if keyword.arg == "kind"]
    if name == "Decision" or place is not None:
        given += call.args[place : place + 1] if place is not None else []
        for value in given:
            if isinstance(value, ast.JoinedStr):  # put together from an enum: listed below
                continue
            for constant in ast.walk(value):
                if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
                    yield constant.value


# Lines of history whose commands are still to come; the life knows their events already.
TO_COME = {
    "classified",
    "assigned",
    "reassigned",
    "settled",
    "left_open",
    "noted",
    "submitted_upward",
    "passed_on",
    "reopened",
    "closed",
    "petitioned_again",
}
# What publishing an answer is for each petition, chosen where it is decided.
ANSWERED = ("replied", "answered_beside", "answer_corrected", "answer_prepared")
EVENTS = sorted({*kinds_of_events(), *TO_COME})
SPOKEN = [
    *(f"{what}-{state}" for what in ("state", "turn") for state in SENT),
    *(f"seat-{state}" for state in WANTED),
    *(f"case-seat-{state}" for state in SeatState),
    *(f"conference-state-{state}" for state in ConferenceState),
    *(f"question-state-{state}" for state in QuestionState),
    *(f"live-count-{state}" for state in COUNTED),
    *(f"question-do-{verb}" for _, verb in VERBS),
    *(f"question-ask-reason.{reason}" for reason in REASONS),
    *(f"transcript-{column}" for column in COLUMNS),
    *(f"sheet-synthesis-{column}" for column in SYNTHESIS),
    *(f"paper-result-{outcome}" for outcome in Outcome),
    *(f"paper-heads-{chair}" for chair in Chair),
    *(f"paper-speakers-{column}" for column in FORM),
    *(f"seats-paper-{key}" for key in OFFERED),
    *(f"conference-event-questions_{what}" for what in ("opened", "closed")),
    *(f"schedule-{state}" for state in ("in_session", "online")),
    *(f"receipt-seat-{state}" for state in ("requested", "refused", "review")),
    *(f"summary-want-{want}" for want in (*Want, "refused")),
    *(f"work-seat-{want}" for want in Want),
    *(f"summary-behalf-{behalf}" for behalf in Behalf),
    *(f"file-state-{state}" for state in FileState),
    *(f"file-kind-{kind}" for kind in ("photo", "document", "voice", "audio")),
    *(f"role-{role}" for role in Role),
    *(f"disposition-{way}" for way in Disposition),
    *(f"classify-ask-disposition.{way}" for way in Disposition),
    *(f"task-purpose-{purpose}" for purpose in Purpose),
    *(f"task-part-{part}" for part in Part),
    *(f"task-state-{state}" for state in TaskState),
    *(f"{what}-{kind}" for what in ("forward-ask", "notice") for kind in FORWARDED.values()),
    *(f"promise-{key}{state}" for key in PROMISED for state in ("", "-met", "-stopped")),
    *(f"why-due-{state}" for state in DeadlineState),
    *(f"why-{kind}" for kind in TOLD),
    *(f"moved-{kind}" for kind in MOVES),
    *(f"moved-promise-{key}" for key in PROMISED),
    f"event-{MOVED}",
    *(f"command-{name}" for name in (*CITIZEN, *READY, LEAVE)),
    *(f"refusal-ask-{what}" for what in ("seat", "hearing")),
    *(f"event-{kind}" for kind in (*EVENTS, *ANSWERED)),
    *(f"event-graded_{grade}" for grade in Grade),
    *(f"conference-event-{kind}" for kind in kinds_of_events(of_conferences=True)),
    *(f"chart-{key}-{what}" for key in (*CHARTS, "area") for what in ("title", "none")),
    *(f"chart-{key}-others" for key in ("fields", "agencies")),
    *(f"chart-part-{tone}" for tone in PARTS),
    *(f"chart-limits-{key}" for key, _, _ in (*BINS, *LATE_BINS)),
    *(f"figures-{key}" for key in CHARTS),
    *(f"report-result-{result}" for result in Result),
    *(f"report-field-{key}" for key in ("field", "received", "before", *dict(FIELD_COLUMNS))),
    *(f"report-note-{key}" for key in NOTES),
    *(f"report-form-{form}" for form in Form),
    *(f"report-chair-{chair}" for chair in Chair),
    *(f"kind-{kind}" for kind in Kind),
    *(f"reports-{form}" for form in FORMS),
    *(f"area-quarter-{quarter}" for quarter in QUARTERS),
]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.shipped()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_that_is_put_together_has_a_text(catalogue: Catalogue, language: str) -> None:
    assert [key for key in SPOKEN if key not in catalogue.keys(language)] == []


def test_the_kinds_of_events_are_found_in_the_source() -> None:
    known = {"submitted", "accepted", "declined", "documents_requested", "supplied", "withdrawn"}

    assert known <= set(EVENTS)


def test_every_question_that_a_shipped_regulation_asks_can_be_asked(catalogue: Catalogue) -> None:
    """With words of our own, or else with the regulation's."""
    asked = {
        rule.key
        for regulation in shipped().values()
        for rule in regulation.participation.values()
        if rule.asked
    }

    assert asked
    assert {key for key in asked if f"intake-rule-{key}" not in catalogue.keys("vi")} == set()


def test_every_command_that_is_ready_is_in_the_table_of_roles() -> None:
    assert set(READY) <= set(COMMANDS)
