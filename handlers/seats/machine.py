"""Three short conversations: a list as a file, delegates by hand, giving up one's seat."""

from typing import Any

from statemachine import State

from dialogue.roles import Action
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.messages import Reply
from handlers.petition import seating
from handlers.petition.access import view
from handlers.reading import choice, said
from handlers.refused import not_allowed
from handlers.seats import lines, overview
from handlers.seats.file import IMPORT
from handlers.seats.report import rows, told
from handlers.seats.taking import take
from handlers.sent_lists import order, read_file
from handlers.turn import Answer, Turn
from storage.tables import Conference, Petition
from storage.tables.delegate import DelegateSource


def conference_of(turn: Turn) -> Conference:
    """The conference whose list it is."""
    return turn.work.session.get_one(Conference, turn.data["conference"])


def petition_of(turn: Turn) -> Petition:
    """The petition with the seat, locked against an officer's decision."""
    return turn.work.session.get_one(
        Petition, turn.data["petition"], with_for_update=True, populate_existing=True
    )


class DelegateFile(Conversation):
    """The list as the front has it in Word or Excel; a job reads it, nobody waits here."""

    staff = True

    opening = State(initial=True)
    sending = State()
    sent = State(final=True)
    cancelled = State(final=True)

    begin = opening.to(sending)
    hand_in = sending.to(sent)
    cancel = sending.to(cancelled)

    questions = {
        "sending": Question(
            ask=lambda turn: turn.reply("seats-ask-file", "cancel", code=conference_of(turn).code),
            read=read_file,
        )
    }

    def on_hand_in(self, turn: Turn, file: Any) -> None:
        turn.said.append(_ordered(turn, file))

    def on_cancel(self, turn: Turn) -> None:
        turn.said.append(overview.show(turn, conference_of(turn)))


def _ordered(turn: Turn, sent: Any) -> Reply:
    if not turn.may(Action.INVITE):  # the role may have gone while the file was looked for
        return not_allowed(turn)
    conference = conference_of(turn)
    acting = turn.acting_as(Action.INVITE)
    order(turn, IMPORT, sent, acting, conference=conference.id)
    return turn.reply("seats-file-taken", choices=[overview.back(turn, conference)])


def read_lines(turn: Turn, answer: Answer) -> Said | Misread:
    """Lines of people, all of which can be put on the list."""
    if answer.value == "cancel":
        return said("cancel")
    typed = lines.of_text(answer.text)
    if answer.files or not typed:
        return Misread(key="seats-lines-needed")
    checked = lines.check(typed)
    if checked.faults:
        wrong = "\n".join(rows(turn, checked.faults))
        return Misread(key="seats-lines-wrong", values={"rows": wrong})
    return said("give", checked=checked)


class DelegatesByHand(Conversation):
    """One line for each; whoever is invited besides the citizens is a guest."""

    staff = True

    opening = State(initial=True)
    writing = State()
    added = State(final=True)
    cancelled = State(final=True)

    begin = opening.to(writing)
    give = writing.to(added)
    cancel = writing.to(cancelled)

    questions = {
        "writing": Question(
            ask=lambda turn: turn.reply(
                f"seats-ask-{turn.data['source']}", "cancel", code=conference_of(turn).code
            ),
            read=read_lines,
        )
    }

    def on_give(self, turn: Turn, checked: lines.Checked) -> None:
        turn.said.append(_added(turn, checked))

    def on_cancel(self, turn: Turn) -> None:
        turn.said.append(overview.show(turn, conference_of(turn)))


def _added(turn: Turn, checked: lines.Checked) -> Reply:
    if not turn.may(Action.INVITE):
        return not_allowed(turn)
    conference = conference_of(turn)
    report = take(
        turn.work,
        conference,
        checked,
        partial=False,
        source=DelegateSource(turn.data["source"]),
        now=turn.now,
        acting=turn.acting_as(Action.INVITE),
    )
    return told(turn, conference, report)


class GivingUp(Conversation):
    """Asked once more: somebody else has the seat at once."""

    opening = State(initial=True)
    confirming = State()
    given_up = State(final=True)
    kept = State(final=True)

    begin = opening.to(confirming)
    confirm = confirming.to(given_up)
    keep = confirming.to(kept)

    questions = {
        "confirming": Question(
            ask=lambda turn: turn.reply(
                "seats-give-up-ask", "confirm", "keep", code=petition_of(turn).code
            ),
            read=choice(confirm="confirm", keep="keep"),
        )
    }

    def on_confirm(self, turn: Turn) -> None:
        turn.said.extend(_given_up(turn, petition_of(turn)))

    def on_keep(self, turn: Turn) -> None:
        turn.said.append(view(turn, petition_of(turn)))


def _given_up(turn: Turn, petition: Petition) -> list[Reply]:
    if not seating.can_give_up(turn, petition):
        return [turn.reply("seats-give-up-late"), view(turn, petition)]
    seating.give_up(turn, petition)
    return [turn.reply("seats-given-up", code=petition.code), view(turn, petition)]
