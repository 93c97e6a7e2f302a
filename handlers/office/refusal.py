"""Two short conversations of an officer: refusing by a clause, and asking for more."""

from collections.abc import Callable, Sequence

from statemachine import State

from dialogue import petition as life
from dialogue.eligibility import hearing_grounds, refusal_grounds
from dialogue.petition import PetitionEvent
from dialogue.roles import Action
from dialogue.rules import Rule
from dialogue.seat import SeatState
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.messages import Choice, Reply
from handlers.office.decisions import Decision, carry_out, outdated
from handlers.petition.access import ABOUT_SEAT
from handlers.petition.conference import regulation_of
from handlers.petition.law import ground_words
from handlers.petition.seating import NOT_IN_LINE
from handlers.reading import Read, line, not_offered, said
from handlers.turn import Answer, Turn
from storage.tables import Petition

LONGEST_NOTE = 1_000
OTHER = "other"


def petition_of(turn: Turn) -> Petition:
    """The petition that is decided on."""
    return turn.work.session.get_one(Petition, turn.data["petition"])


def grounds(turn: Turn) -> Sequence[Rule]:
    """The rules that may be cited, with their clauses; none in the general box."""
    regulation = regulation_of(turn, petition_of(turn))
    if regulation is None:
        return ()
    by = refusal_grounds if turn.data["what"] == "seat" else hearing_grounds
    return by(regulation)


def ask_ground(turn: Turn) -> Reply:
    offered = [
        Choice(label=f"{ground_words(turn, rule)} ({rule.clause})", value=rule.key)
        for rule in grounds(turn)
    ]
    key = f"refusal-ask-{turn.data['what']}"
    return turn.reply(key, "other", "cancel", choices=offered, code=petition_of(turn).code)


def read_ground(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == "cancel":
        return said("cancel")
    if answer.value in (OTHER, *(rule.key for rule in grounds(turn))):
        return said("choose_ground", ground=answer.value)
    return not_offered(turn, answer)


def ask_note(turn: Turn) -> Reply:
    """With a clause the remark is free to be left out; without one it is the reason."""
    if turn.data["ground"] == OTHER:
        return turn.reply("refusal-ask-reason")
    return turn.reply("refusal-ask-note", "skip")


def read_note(turn: Turn, answer: Answer) -> Said | Misread:
    skip = "skip" if turn.data["ground"] != OTHER else None
    read = line(
        "give_note", "note", longest=LONGEST_NOTE, needed="refusal-reason-needed", skip=skip
    )
    return read(turn, answer)


class Refusal(Conversation):
    """A clause, then a remark; the author reads both."""

    staff = True

    opening = State(initial=True)
    choosing_ground = State()
    writing_note = State()
    refused = State(final=True)
    cancelled = State(final=True)

    begin = opening.to(choosing_ground)
    choose_ground = choosing_ground.to(writing_note)
    give_note = writing_note.to(refused)
    cancel = choosing_ground.to(cancelled)

    questions = {
        "choosing_ground": Question(ask=ask_ground, read=read_ground),
        "writing_note": Question(ask=ask_note, read=read_note),
    }

    def on_choose_ground(self, turn: Turn, ground: str) -> None:
        turn.data["ground"] = ground

    def on_give_note(self, turn: Turn, note: str) -> None:
        decide = _refused_seat if turn.data["what"] == "seat" else _declined
        turn.said.extend(_carried_out(turn, decide, note))

    def on_cancel(self, turn: Turn) -> None:
        turn.said.append(_cancelled(turn))


_read_request: Read = line(
    "give_note", "note", longest=LONGEST_NOTE, needed="refusal-documents-needed"
)


class Ask(Conversation):
    """What is missing, in the officer's words."""

    staff = True

    opening = State(initial=True)
    writing_note = State()
    asked = State(final=True)
    cancelled = State(final=True)

    begin = opening.to(writing_note)
    give_note = writing_note.to(asked)
    cancel = writing_note.to(cancelled)

    questions = {
        "writing_note": Question(
            ask=lambda turn: turn.reply(
                "refusal-ask-documents", "cancel", code=petition_of(turn).code
            ),
            read=lambda turn, answer: (
                said("cancel") if answer.value == "cancel" else _read_request(turn, answer)
            ),
        )
    }

    def on_give_note(self, turn: Turn, note: str) -> None:
        turn.said.extend(_carried_out(turn, _asked, note))

    def on_cancel(self, turn: Turn) -> None:
        turn.said.append(_cancelled(turn))


def _carried_out(turn: Turn, decide: Callable[[Turn, str], Decision], note: str) -> list[Reply]:
    """Decide, unless somebody acted while the remark was being written."""
    petition, seen = petition_of(turn), turn.data["version"]
    if petition.version != seen:
        return outdated(turn, petition)
    return carry_out(turn, petition, seen, decide(turn, note))


def _asked(turn: Turn, note: str) -> Decision:
    petition = petition_of(turn)
    return Decision(
        action=Action.ASK_DOCUMENTS,
        kind="documents_requested",
        values={"state": life.after(petition.state, PetitionEvent.REQUEST_DOCUMENTS)},
        notice="notice-documents",
        note=note,
        choices=[turn.command("notice-supply", f"/them {petition.code}")],
    )


def _refused_seat(turn: Turn, note: str) -> Decision:
    rule = _cited(turn)
    values: dict[str, object] = {
        "seat": SeatState.REFUSED,
        "seat_rule": rule.key if rule else OTHER,
        "seat_clause": rule.clause if rule else "",
        "seat_decided_by": "office",
        "seat_review_asked": False,
        **NOT_IN_LINE,
    }
    key = "notice-seat-refused" if rule else "notice-seat-refused-other"
    return _decision(turn, Action.DECIDE_SEAT, "seat_refused", values, key, note)


def _declined(turn: Turn, note: str) -> Decision:
    rule = _cited(turn)
    state = life.after(petition_of(turn).state, PetitionEvent.DECLINE)
    key = "notice-declined" if rule else "notice-declined-other"
    return _decision(turn, Action.DECIDE_HEARING, "declined", {"state": state}, key, note)


def _decision(
    turn: Turn, action: Action, kind: str, values: dict[str, object], notice: str, note: str
) -> Decision:
    rule = _cited(turn)
    return Decision(
        action=action,
        kind=kind,
        values=values,
        notice=notice,
        rule=rule.key if rule else OTHER,
        clause=rule.clause if rule else "",
        regulation=rule.regulation if rule else "",
        wording=ground_words(turn, rule) if rule else "",
        note=note,
        choices=[_ask_again(turn)],
    )


def _ask_again(turn: Turn) -> Choice:
    """How the author asks to look at it again; the command says what is asked for."""
    code = petition_of(turn).code
    about = f" {ABOUT_SEAT}" if turn.data["what"] == "seat" else ""
    return turn.command("notice-supply", f"/them {code}{about}")


def _cited(turn: Turn) -> Rule | None:
    return next((rule for rule in grounds(turn) if rule.key == turn.data["ground"]), None)


def _cancelled(turn: Turn) -> Reply:
    petition = petition_of(turn)
    back = turn.command("work-open", f"/xet {petition.code}", code=petition.code)
    return turn.reply("refusal-cancelled", choices=[back, turn.command("menu-work", "/viec")])
