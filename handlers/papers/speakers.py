"""The speakers' list in the form attached to vinh-hoa-2025 (V.2), as Word and as Excel file."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.xlsx_form import write_form
from handlers.messages import Reply
from handlers.ordered import Written
from handlers.papers import stating
from handlers.papers.stating import Facts
from handlers.papers.writing import Paper, Writing
from storage import papers_session
from storage.office_files import SHEET
from storage.papers_session import Speech

# The form has six lines; where fewer people have registered, the others are written in by hand.
LINES = 6
COLUMNS = ("number", "name", "position", "question")
WIDTHS = (6, 26, 24, 44)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the form; empty but for its number where it is to be written in."""

    number: int
    name: str
    position: str
    question: str


@dataclass(frozen=True, kw_only=True)
class SpeakersList:
    """What the list says."""

    conference: Facts
    lines: Sequence[Line]


@dataclass(frozen=True, kw_only=True)
class Form:
    """The list as an Excel file that is written without the database."""

    name: str
    above: Sequence[str]
    note: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    below: Sequence[str]
    told: Reply | None = None
    mime: str = SHEET

    def write(self) -> Written:
        """The workbook."""
        data = write_form(
            above=self.above,
            note=self.note,
            header=self.header,
            rows=self.rows,
            below=self.below,
            widths=WIDTHS,
        )
        return Written(data=data)


def speakers(writing: Writing) -> Paper:
    """As Word file; with nobody registered it is the empty form, to be filled in and sent back."""
    view = SpeakersList(conference=stating.facts(writing), lines=_lines(writing))
    return writing.paper("speakers", view, name=_name(writing))


def speakers_sheet(writing: Writing) -> Form:
    """The same as Excel file."""
    say = writing.voice.say
    return Form(
        name=f"{_name(writing)}.xlsx",
        above=(
            say("paper-speakers"),
            say("paper-speakers-of", title=stating.unended(writing.conference.title)),
            say("paper-speakers-between", heads=stating.heads(writing)),
        ),
        note=say("paper-speakers-plan"),
        header=[say(f"paper-speakers-{column}") for column in COLUMNS],
        rows=[(str(one.number), one.name, one.position, one.question) for one in _lines(writing)],
        below=(say("paper-speakers-day"), say("paper-speakers-signed")),
    )


def _lines(writing: Writing) -> Sequence[Line]:
    known = papers_session.speeches(writing.voice.work, writing.conference)
    written = [_line(number, one) for number, one in enumerate(known, start=1)]
    blank = range(len(known) + 1, LINES + 1)
    return [*written, *(Line(number=n, name="", position="", question="") for n in blank)]


def _line(number: int, one: Speech) -> Line:
    return Line(
        number=number,
        name=one.name,
        position=", ".join(part for part in (one.position, one.village) if part),
        question=one.content,
    )


def _name(writing: Writing) -> str:
    return f"danh-sach-phat-bieu-{writing.conference.code}"
