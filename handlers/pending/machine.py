"""Three short conversations: a new entry, words about one, the register as a file."""

from datetime import date
from typing import Any

from statemachine import State

from dialogue.petition import PetitionState
from dialogue.roles import Action
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.messages import Choice, FileRef, Reply
from handlers.paged_choices import shown_page, turned
from handlers.pending import acts, detail, overview
from handlers.pending.file import IMPORT
from handlers.pending.lines import FIRST_DAY, LONGEST_CONTENT, LONGEST_NAME, LONGEST_WORDS
from handlers.pending.taking import enter
from handlers.petition.code import tidy_code
from handlers.petition.register import code_of
from handlers.reading import has_letters, line, not_offered, said
from handlers.refused import not_allowed, to_work
from handlers.sent_lists import order, read_file
from handlers.turn import Answer, Turn
from handlers.typed_days import typed_day
from locales.dates import local_date
from locales.folding import fold
from storage import communes, pending, petitions
from storage.pending import Entry
from storage.tables import PendingCase
from storage.tables.pending import PendingKind

ELSEWHERE = "elsewhere"
CLOSE, PETITION, DAY = "dong", "kiennghi", "ngay"
# Whose words are changed: the column, how long they may be, and the line of history.
COLUMNS = {
    "coquan": ("keeper", LONGEST_WORDS, "keeper_changed"),
    "buoc": ("next_step", LONGEST_WORDS, "step_changed"),
    "noidung": ("content", LONGEST_CONTENT, "content_changed"),
    "hoten": ("name", LONGEST_NAME, "name_changed"),
}
ABOUT = (*COLUMNS, CLOSE, PETITION, DAY)


def case_of(turn: Turn) -> PendingCase:
    """The entry that it is about."""
    return turn.work.session.get_one(PendingCase, turn.data["case"])


def ask_kind(turn: Turn) -> Reply:
    return turn.reply("pending-ask-kind", *PendingKind, "cancel")


def read_kind(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == "cancel":
        return said("cancel")
    if answer.value in tuple(PendingKind):
        return said("choose_kind", kind=answer.value)
    return not_offered(turn, answer)


def ask_village(turn: Turn) -> Reply:
    known = communes.villages(turn.work, turn.commune_id)
    offered = [Choice(label=one.name, value=str(one.id)) for one in known]
    return turn.reply("pending-ask-village", ELSEWHERE, choices=shown_page(turn, offered))


def read_village(turn: Turn, answer: Answer) -> Said | Misread:
    if (page := turned(turn, answer)) is not None:
        return page
    if answer.value == ELSEWHERE:
        return said("choose_village", village=None)
    known = {str(one.id) for one in communes.villages(turn.work, turn.commune_id)}
    if answer.value in known:
        return said("choose_village", village=int(answer.value))
    return not_offered(turn, answer)


def read_words(turn: Turn, answer: Answer) -> Said | Misread:
    """The first line names the person; what stands below it is what the case is about."""
    if answer.value == "cancel":
        return said("cancel")
    first, _, rest = answer.text.strip().partition("\n")
    name, content = " ".join(first.split()), rest.strip()
    if answer.files or not (has_letters(name) and has_letters(content)):
        return Misread(key="pending-words-needed")
    for text, longest in ((name, LONGEST_NAME), (content, LONGEST_CONTENT)):
        if len(text) > longest:
            return Misread(key="talk-too-long", values={"longest": longest, "length": len(text)})
    return said("give_words", name=name, content=content)


class PendingEntry(Conversation):
    """Two choices, then all words at once: none are held before they are in the register."""

    staff = True

    opening = State(initial=True)
    choosing_kind = State()
    choosing_village = State()
    writing = State()
    entered = State(final=True)
    cancelled = State(final=True)

    begin = opening.to(choosing_kind)
    choose_kind = choosing_kind.to(choosing_village)
    turn_page = choosing_village.to(choosing_village, internal=True)
    choose_village = choosing_village.to(writing)
    give_words = writing.to(entered)
    cancel = choosing_kind.to(cancelled) | writing.to(cancelled)

    questions = {
        "choosing_kind": Question(ask=ask_kind, read=read_kind),
        "choosing_village": Question(ask=ask_village, read=read_village),
        "writing": Question(
            ask=lambda turn: turn.reply("pending-ask-words", "cancel"), read=read_words
        ),
    }

    def on_choose_kind(self, turn: Turn, kind: str) -> None:
        turn.data["kind"] = kind

    def on_turn_page(self, turn: Turn, page: int) -> None:
        turn.data["page"] = page

    def on_choose_village(self, turn: Turn, village: int | None) -> None:
        turn.data["village"] = village

    def on_give_words(self, turn: Turn, name: str, content: str) -> None:
        turn.said.extend(_entered(turn, name, content))

    def on_cancel(self, turn: Turn) -> None:
        turn.said.append(overview.show_open(turn))


def _entered(turn: Turn, name: str, content: str) -> list[Reply]:
    if not turn.may(Action.KEEP_REGISTER):  # a role may have gone meanwhile
        return [not_allowed(turn)]
    entry = Entry(
        kind=turn.data["kind"],
        name=name,
        village_id=turn.data["village"],
        content=content,
        keeper="",
        next_step="",
        received_on=local_date(turn.now),
    )
    is_new = enter(turn, turn.commune_id, [entry], turn.acting_as(Action.KEEP_REGISTER)) > 0
    number = pending.known(turn.work, turn.commune_id, [entry])[entry.print]
    case = pending.by_number(turn.work, turn.commune_id, number)
    assert case is not None
    before = [] if is_new else [turn.reply("pending-known", code=code_of(case))]
    return [*before, detail.show(turn, case)]


def ask_note(turn: Turn) -> Reply:
    about, case = turn.data["about"], case_of(turn)
    labels = ("cancel",) if about != CLOSE else ("skip", "cancel")
    return turn.reply(f"pending-ask-{about}", *labels, code=code_of(case), name=case.name)


def read_note(turn: Turn, answer: Answer) -> Said | Misread:
    about = turn.data["about"]
    if answer.value == "cancel":
        return said("cancel")
    if answer.value == "skip":
        return said("give_note", note="")
    if about == DAY:
        return _read_day(turn, answer)
    if about == PETITION:
        return _read_petition(turn, answer)
    longest = COLUMNS[about][1] if about in COLUMNS else LONGEST_WORDS
    return line("give_note", "note", longest=longest, needed="pending-note-needed")(turn, answer)


def _read_day(turn: Turn, answer: Answer) -> Said | Misread:
    today = local_date(turn.now)
    day = typed_day(answer.text, after=date(today.year, 1, 1))
    if day is None or not FIRST_DAY <= day <= today:
        return Misread(key="pending-day-unclear", values={"last": turn.date(today)})
    return said("give_day", day=day)


def _read_petition(turn: Turn, answer: Answer) -> Said | Misread:
    found = petitions.by_code(turn.work, turn.commune_id, tidy_code(answer.text))
    if found is None or found.state == PetitionState.DRAFT:
        return Misread(key="pending-no-petition")
    return said("name_petition", petition=found)


class PendingNote(Conversation):
    """What is asked about one entry, and then it is done."""

    staff = True

    opening = State(initial=True)
    writing_note = State()
    noted = State(final=True)
    left = State(final=True)

    begin = opening.to(writing_note)
    give_note = writing_note.to(noted)
    give_day = writing_note.to(noted)
    name_petition = writing_note.to(noted)
    cancel = writing_note.to(left)

    questions = {"writing_note": Question(ask=ask_note, read=read_note)}

    def on_give_note(self, turn: Turn, note: str) -> None:
        turn.said.extend(_noted(turn, note))

    def on_give_day(self, turn: Turn, day: date) -> None:
        seen = turn.data["version"]
        turn.said.extend(acts.carry_out(turn, case_of(turn), "day_changed", seen, received_on=day))

    def on_name_petition(self, turn: Turn, petition: Any) -> None:
        turn.said.extend(acts.link(turn, case_of(turn), petition, turn.data["version"]))

    def on_cancel(self, turn: Turn) -> None:
        turn.said.append(detail.show(turn, case_of(turn)))


def _noted(turn: Turn, note: str) -> list[Reply]:
    about, case, seen = turn.data["about"], case_of(turn), turn.data["version"]
    if about == CLOSE:
        return acts.close(turn, case, seen, note)
    column, _, kind = COLUMNS[about]
    # Its history keeps what was written; the content is too long to stand there twice.
    words = note if column != "content" else ""
    by_name = {"folded": fold(note)} if column == "name" else {}
    return acts.carry_out(turn, case, kind, seen, note=words, **{column: note}, **by_name)


class PendingFile(Conversation):
    """The register as the office has it in Excel; a job reads it, so nobody waits for it here."""

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
            ask=lambda turn: turn.reply("pending-ask-file", "cancel"), read=read_file
        )
    }

    def on_hand_in(self, turn: Turn, file: Any) -> None:
        turn.said.append(_ordered(turn, file))

    def on_cancel(self, turn: Turn) -> None:
        turn.said.append(overview.show_open(turn))


def _ordered(turn: Turn, sent: FileRef) -> Reply:
    if not turn.may(Action.KEEP_REGISTER):
        return not_allowed(turn)
    order(turn, IMPORT, sent, turn.acting_as(Action.KEEP_REGISTER))
    back = turn.command("pending-list", "/sodon")
    return turn.reply("pending-file-taken", choices=[back, to_work(turn)])
