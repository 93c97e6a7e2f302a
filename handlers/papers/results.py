"""The result report: what was settled, what is open and late, by agency and by field."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from documents.letterhead import Letterhead
from handlers.papers.opinions import (
    codes,
    document,
    field,
    gathered,
    people_in,
    regulation_words,
    table_date,
    title_of,
)
from handlers.papers.settling import Standing, due_of, settlement, standing
from handlers.papers.writing import Paper, Writing
from locales.dates import local_date
from storage.papers_opinions import Opinion

DONE = (Standing.SETTLED, Standing.REPLIED, Standing.REPLIED_LATE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """How many opinions of an agency, a field or a conference stand where; numbers as texts."""

    name: str
    total: str
    settled: str
    replied: str
    replied_late: str
    upward: str
    open: str
    late: str
    not_concluded: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One matter and where it stands."""

    number: str
    codes: str
    content: str
    agency: str
    due: str
    result: str


@dataclass(frozen=True, kw_only=True)
class ResultReport:
    """vinh-hoa-2025 IV: what became of the opinions of a conference."""

    head: Letterhead
    conference: str
    regulation: str
    day: str
    as_of: str
    notice: str
    opinions: str
    people: str
    all: Counted
    agencies: tuple[Counted, ...]
    fields: tuple[Counted, ...]
    settled: tuple[Row, ...]
    upward: tuple[Row, ...]
    open: tuple[Row, ...]
    late: tuple[Row, ...]
    not_concluded: tuple[Row, ...]


def result_report(writing: Writing) -> Paper:
    """As things stand now; an agency's count is of the written replies that it was given."""
    voice, found = writing.voice, writing.opinions
    today = local_date(voice.now)
    stand = {one.petition.id: standing(one, today) for one in found}

    def rows(*which: Standing) -> tuple[Row, ...]:
        return _rows(writing, [one for one in found if stand[one.petition.id] in which])

    def counted(name: str, some: Iterable[Opinion]) -> Counted:
        return _counted(name, [stand[one.petition.id] for one in some])

    view = ResultReport(
        head=writing.head("result_report"),
        conference=writing.conference.title,
        regulation=regulation_words(writing),
        day=f"{writing.day:%d/%m/%Y}",
        as_of=voice.time(voice.now),
        notice=_notices(found),
        opinions=str(len(found)),
        people=str(people_in(found)),
        all=counted("", found),
        agencies=tuple(counted(name, own) for name, own in _by(found, _agency) if name),
        fields=tuple(counted(field(voice, name), own) for name, own in _by(found, _field)),
        settled=rows(*DONE),
        upward=rows(Standing.UPWARD),
        open=rows(Standing.OPEN),
        late=rows(Standing.LATE),
        not_concluded=rows(Standing.NOT_CONCLUDED),
    )
    return writing.paper("result_report", view)


def _counted(name: str, stands: Sequence[Standing]) -> Counted:
    counts = Counter(stands)
    return Counted(
        name=name,
        total=str(len(stands)),
        **{one.value: str(counts[one]) for one in Standing},
    )


def _agency(opinion: Opinion) -> str:
    """Who has to reply in writing, or has."""
    if opinion.reply is not None:
        return opinion.reply.agency
    return opinion.concluded.agency if opinion.concluded else ""


def _field(opinion: Opinion) -> str:
    return opinion.field


def _by(
    found: Sequence[Opinion], name_of: Callable[[Opinion], str]
) -> list[tuple[str, list[Opinion]]]:
    named: dict[str, list[Opinion]] = {}
    for one in found:
        named.setdefault(name_of(one), []).append(one)
    return list(named.items())


def _notices(found: Sequence[Opinion]) -> str:
    """The numbers of the notices, each once."""
    numbers = dict.fromkeys(one.concluded.notice.number for one in found if one.concluded)
    return ", ".join(numbers)


def _rows(writing: Writing, found: Sequence[Opinion]) -> tuple[Row, ...]:
    return tuple(
        _row(writing, number, matter) for number, matter in enumerate(gathered(found), start=1)
    )


def _row(writing: Writing, number: int, matter: Sequence[Opinion]) -> Row:
    first = matter[0]
    paper = document(writing.voice, first.reply) if first.reply else ""
    told = settlement(writing, first)
    return Row(
        number=str(number),
        codes=codes(matter),
        content=title_of(writing.voice, matter),
        agency=_agency(first),
        due=table_date(due_of(first)),
        result="\n".join(part for part in (told.result, told.time, paper) if part),
    )
