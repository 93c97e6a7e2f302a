"""The synthesis report: every opinion of a conference, with its answer and what becomes of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, groupby

from documents.letterhead import Letterhead
from handlers.papers.opinions import (
    DOTS,
    answer,
    by_name,
    content,
    disposition,
    field,
    gathered,
    people_in,
    regulation_words,
    together,
    who,
)
from handlers.papers.settling import Settlement, settlement
from handlers.papers.writing import Paper, Writing
from handlers.sheets import Sheet
from storage.papers_notices import to_be_said
from storage.papers_opinions import Opinion
from storage.tables.petition import Disposition

COLUMNS = (
    *("number", "disposition", "field", "code", "who", "group", "people"),
    *("content", "answer", "result", "time", "level"),
)
WIDTHS = (6, 22, 22, 12, 34, 26, 9, 60, 60, 32, 20, 14)


@dataclass(frozen=True, kw_only=True, slots=True)
class One:
    """One of several who raised a matter: their own words; what differs from the others."""

    who: str
    content: str
    answer: str = ""
    result: str = ""
    time: str = ""
    level: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A matter; `ones` are those who raised it together, nobody where it was raised by one."""

    number: str
    who: str
    content: str
    answer: str
    result: str
    time: str
    level: str
    ones: tuple[One, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """The matters of one field."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """The matters of one disposition, by field."""

    number: str
    title: str
    matters: str
    subjects: tuple[Subject, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Speech:
    """What somebody on the delegates' list wants to say."""

    number: str
    who: str
    position: str
    content: str


@dataclass(frozen=True, kw_only=True)
class SynthesisReport:
    """hai-phong-13-hd V.1(3): all columns, by disposition and field; numbers as texts."""

    head: Letterhead
    conference: str
    regulation: str
    time: str
    place: str
    as_of: str
    opinions: str
    people: str
    matters: str
    sections: tuple[Section, ...]
    speeches: tuple[Speech, ...]


Matter = tuple[Opinion, ...]


def synthesis_report(writing: Writing) -> Paper:
    """hai-phong-13-hd V.1(3): who raised it, content, answer, result or direction, time, level."""
    voice, found = writing.voice, writing.opinions
    sections = tuple(_sections(writing, gathered(found)))
    view = SynthesisReport(
        head=writing.head("synthesis_report"),
        conference=writing.conference.title,
        regulation=regulation_words(writing),
        time=voice.time(writing.conference.starts_at),
        place=writing.conference.place,
        as_of=voice.time(voice.now),
        opinions=str(len(found)),
        people=str(people_in(found)),
        matters=str(sum(int(one.matters) for one in sections)),
        sections=sections,
        speeches=tuple(_speeches(writing)),
    )
    return writing.paper("synthesis_report", view)


def synthesis_sheet(writing: Writing) -> Sheet:
    """The same as a list: a row for each opinion, those of a group one after the other."""
    voice, numbers = writing.voice, count(1)
    found = gathered(writing.opinions)
    rows = [
        _sheet_row(writing, str(next(numbers)), key, matter, one)
        for key, matters in _by_disposition(found)
        for matter in matters
        for one in by_name(matter)
    ]
    return Sheet(
        name=f"synthesis-report-{writing.conference.code}.xlsx",
        header=[voice.say(f"sheet-synthesis-{column}") for column in COLUMNS],
        rows=rows,
        widths=WIDTHS,
    )


def _sheet_row(
    writing: Writing, number: str, key: str, matter: Matter, one: Opinion
) -> tuple[str, ...]:
    voice, told = writing.voice, settlement(writing, one)
    return (
        number,
        disposition(writing, key),
        field(voice, matter[0].field),
        one.code,
        who(voice, one).rpartition("\n")[0],
        one.group.title if one.group else "",
        str(one.petition.group_size or 1),
        content(voice, one),
        _answer(writing, one),
        told.result,
        told.time,
        told.level,
    )


def _sections(writing: Writing, matters: Sequence[Matter]) -> Iterator[Section]:
    numbers = count(1)
    for place, (key, found) in enumerate(_by_disposition(matters)):
        yield Section(
            number=("I", "II", "III", "IV")[place],
            title=disposition(writing, key),
            matters=str(len(found)),
            subjects=tuple(
                Subject(
                    name=field(writing.voice, name),
                    rows=tuple(_row(writing, str(next(numbers)), one) for one in of_field),
                )
                for name, of_field in groupby(found, key=lambda matter: matter[0].field)
            ),
        )


def _by_disposition(matters: Sequence[Matter]) -> Iterator[tuple[str, list[Matter]]]:
    """The three of them, empty or not; then what is not classified, where there is such."""
    for key in (*Disposition, ""):
        found = [matter for matter in matters if matter[0].petition.disposition == key]
        if key or found:
            yield key, sorted(found, key=lambda matter: matter[0].field_place)


def _row(writing: Writing, number: str, matter: Matter) -> Row:
    first, voice = matter[0], writing.voice
    told, said = settlement(writing, first), _answer(writing, first)
    is_alone = len(matter) == 1
    return Row(
        number=number,
        who=who(voice, first) if is_alone else together(voice, matter),
        content=content(voice, first) if first.group is None or is_alone else first.group.title,
        answer=said,
        result=told.result,
        time=told.time,
        level=told.level,
        ones=() if is_alone else tuple(_one(writing, x, said, told) for x in by_name(matter)),
    )


def _one(writing: Writing, opinion: Opinion, said: str, told: Settlement) -> One:
    own_answer, own = _answer(writing, opinion), settlement(writing, opinion)
    differs = own != told
    return One(
        who=who(writing.voice, opinion),
        content=content(writing.voice, opinion),
        answer="" if own_answer in (said, DOTS) else own_answer,
        result=own.result if differs else "",
        time=own.time if differs else "",
        level=own.level if differs else "",
    )


def _answer(writing: Writing, opinion: Opinion) -> str:
    """The written reply where there is one, else what was prepared."""
    is_for_conference = opinion.petition.disposition == Disposition.AT_CONFERENCE
    if is_for_conference and not (opinion.prepared or opinion.reply or opinion.concluded):
        return writing.voice.say("paper-answer-nobody")
    reply = opinion.reply
    best = reply if reply and (reply.answer or opinion.prepared is None) else opinion.prepared
    return answer(writing.voice, best)


def _speeches(writing: Writing) -> Iterator[Speech]:
    found = to_be_said(writing.voice.work, writing.conference)
    for number, one in enumerate(found, start=1):
        yield Speech(number=str(number), who=one.name, position=one.position, content=one.content)
