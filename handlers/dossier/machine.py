"""A signed paper comes back: its file or files, then number and day, as far as they are known."""

from datetime import date

from statemachine import State

from dialogue.roles import Action
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.dossier import paper
from handlers.files import FETCH_PAPER, keep_files
from handlers.messages import FileRef, Reply
from handlers.petition.content import is_blank
from handlers.reading import said
from handlers.refused import not_allowed
from handlers.turn import Answer, Turn
from handlers.typed_days import typed_day
from locales.dates import local_date
from storage import audit, dossier
from storage.tables import Conference

LONGEST_NUMBER = 60
# Pages of one paper, photographed.
MOST_FILES = 50


def conference_of(turn: Turn) -> Conference:
    """The conference whose dossier it is."""
    return turn.work.session.get_one(Conference, turn.data["conference"])


def read_files(turn: Turn, answer: Answer) -> Said | Misread:
    """One file, or each page as a picture."""
    if answer.value == "cancel":
        return said("cancel")
    if not answer.files:
        return Misread(key="dossier-files-needed")
    return _more(turn, answer, "hand_in")


def read_number(turn: Turn, answer: Answer) -> Said | Misread:
    """A number as papers have it: "12-KH/ĐU"; or further pages that came behind the first."""
    if answer.files:
        return _more(turn, answer, "hand_in_more")
    if answer.value == "skip":
        return said("give_number", number="")
    number = " ".join(answer.text.split())
    if is_blank(number) or len(number) > LONGEST_NUMBER:
        return Misread(key="dossier-number-needed", values={"longest": LONGEST_NUMBER})
    return said("give_number", number=number)


def read_day(turn: Turn, answer: Answer) -> Said | Misread:
    """The day on which it was signed: today or before."""
    today = local_date(turn.now)
    if answer.value in ("skip", "today"):
        return said("give_day", day=today if answer.value == "today" else None)
    held = local_date(conference_of(turn).starts_at)
    day = typed_day(answer.text, after=min(today, held).replace(month=1, day=1))
    if day is None or answer.files:
        return Misread(key="dossier-day-needed")
    return said("give_day", day=day) if day <= today else Misread(key="dossier-day-to-come")


def _more(turn: Turn, answer: Answer, event: str) -> Said | Misread:
    if len(turn.data["papers"]) + len(answer.files) > MOST_FILES:
        return Misread(key="dossier-too-many-files", values={"most": MOST_FILES})
    return said(event, files=answer.files)


class SignedPaper(Conversation):
    """Each file belongs to the dossier at once: who is interrupted loses nothing but the number."""

    staff = True

    opening = State(initial=True)
    sending = State()
    asking_number = State()
    asking_day = State()
    kept = State(final=True)
    cancelled = State(final=True)

    begin = opening.to(sending)
    hand_in = sending.to(asking_number)
    hand_in_more = asking_number.to(asking_number, internal=True)
    give_number = asking_number.to(asking_day)
    give_day = asking_day.to(kept)
    cancel = sending.to(cancelled)

    questions = {
        "sending": Question(
            ask=lambda turn: turn.reply("dossier-ask-files", "cancel"), read=read_files
        ),
        "asking_number": Question(
            ask=lambda turn: turn.reply(
                "dossier-ask-number", "skip", count=len(turn.data["papers"])
            ),
            read=read_number,
        ),
        "asking_day": Question(
            ask=lambda turn: turn.reply("dossier-ask-day", "today", "skip"), read=read_day
        ),
    }

    def on_hand_in(self, turn: Turn, files: tuple[FileRef, ...]) -> None:
        _keep(turn, files)

    def on_hand_in_more(self, turn: Turn, files: tuple[FileRef, ...]) -> None:
        _keep(turn, files)

    def on_give_number(self, turn: Turn, number: str) -> None:
        dossier.name(turn.work, turn.data["papers"], number=number)

    def on_give_day(self, turn: Turn, day: date | None) -> None:
        dossier.name(turn.work, turn.data["papers"], signed_on=day)
        turn.said.extend(_kept(turn))

    def on_cancel(self, turn: Turn) -> None:
        turn.said.append(paper.show(turn, conference_of(turn), turn.data["key"]))


def _keep(turn: Turn, files: tuple[FileRef, ...]) -> None:
    """A role may have gone while the paper was photographed: then nothing is kept."""
    if not turn.may(Action.EXPORT_DOSSIER):
        turn.said.append(not_allowed(turn))
        return
    acting = turn.acting_as(Action.EXPORT_DOSSIER)
    assert acting.id is not None
    for file in keep_files(turn, files, FETCH_PAPER):
        assert file.id is not None
        row = dossier.add(
            turn.work,
            conference_of(turn),
            key=turn.data["key"],
            attachment_id=file.id,
            by=acting.id,
            now=turn.now,
        )
        assert row.id is not None
        turn.data["papers"] = [*turn.data["papers"], row.id]
        audit.record(
            turn.work,
            commune_id=row.commune_id,
            at=turn.now,
            action="dossier_paper_added",
            subject="dossier_paper",
            subject_id=row.id,
            person_id=turn.person.id,
            staff_id=acting.id,
        )


def _kept(turn: Turn) -> list[Reply]:
    told = turn.reply("dossier-kept", count=len(turn.data["papers"]))
    return [told, paper.show(turn, conference_of(turn), turn.data["key"])]
