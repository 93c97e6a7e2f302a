"""The contents of a dossier: its cover, what the regulation asks for, what of it is there."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dialogue.dossier import Standing
from documents.letterhead import Letterhead
from handlers.papers.dossier import CONTENTS, Dossier, Entry, Handed, Signed
from handlers.papers.writing import Paper, Writing
from handlers.voice import Voice
from locales.dates import local_date

# Where a whole list would hide what matters.
MOST_LINES = 12


@dataclass(frozen=True, kw_only=True)
class Row:
    """One paper; `there` and `missing` are lines, with dates as dd/mm/yyyy."""

    number: str
    title: str
    there: str
    missing: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """The papers before the conference, in it, after it; one part without a title where the
    regulation knows none; `clause` where all of them stand under one."""

    title: str
    clause: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Contents:
    """Cover and table; `exempt` says that this kind of conference has no fixed list, `lost` are
    the files whose bytes are gone or damaged, `missing` a line for each who owes anything."""

    head: Letterhead
    conference: str
    code: str
    time: str
    place: str
    chair: str
    regulation: str
    keeper: str
    keeper_clause: str
    as_of: str
    parts: tuple[Part, ...]
    others: tuple[Row, ...]
    missing: tuple[str, ...]
    exempt: str
    exempt_clause: str
    petition_files: str
    lost: tuple[str, ...]


def contents(writing: Writing, dossier: Dossier) -> Paper:
    """hai-phong-13-hd V.4; "nếu có" is never missing."""
    voice, conference = writing.voice, writing.conference
    exempt = dossier.exempt
    view = Contents(
        head=writing.head(CONTENTS, day=local_date(voice.now)),
        conference=conference.title,
        code=conference.code,
        time=voice.time(conference.starts_at),
        place=conference.place,
        chair=voice.say(f"chair-{conference.chair}"),
        regulation=writing.regulation.number or writing.regulation.title,
        keeper=dossier.keeper,
        keeper_clause=dossier.keeper_clause,
        as_of=voice.time(voice.now),
        parts=tuple(_parts(voice, dossier.entries)),
        others=tuple(_others(voice, dossier.extra)),
        missing=tuple(missing_lines(voice, dossier.missing)),
        exempt=exempt.wording if exempt else "",
        exempt_clause=exempt.clause if exempt else "",
        petition_files=str(len(dossier.petition_files) or ""),
        lost=(),
    )
    return writing.paper(CONTENTS, view, name=f"muc-luc-ho-so-{conference.code}")


def with_lost(paper: Paper, lost: Sequence[str]) -> Paper:
    """The same, which also names the files that are gone or damaged."""
    assert isinstance(paper.view, Contents)
    return replace(paper, view=replace(paper.view, lost=tuple(lost)))


def missing_lines(voice: Voice, missing: Sequence[Entry]) -> list[str]:
    """What is missing, a line for each who owes it: signatures apart from whole papers."""
    owing: dict[str, list[str]] = defaultdict(list)
    for entry in missing:
        owing[owed(voice, entry)].append(entry.title)
    return [
        voice.say("dossier-missing-line", owed=words, titles="; ".join(titles))
        for words, titles in owing.items()
    ]


def owed(voice: Voice, entry: Entry) -> str:
    """What is still to come of a paper, and from whom; empty where nothing is."""
    if entry.standing is None or (entry.standing is Standing.SIGNED and not entry.owed_by):
        return ""
    return voice.say(f"dossier-owed-{entry.standing}", who="; ".join(entry.owed_by))


def _parts(voice: Voice, entries: Sequence[Entry]) -> Iterator[Part]:
    numbered = list(enumerate(entries, start=1))
    for phase, some in groupby(numbered, key=lambda one: one[1].phase):
        title = voice.say(f"dossier-phase-{phase}") if phase else ""
        part = list(some)
        clauses = {entry.clause for _, entry in part}
        yield Part(
            title=title,
            clause="".join(clauses) if len(clauses) == 1 else "",
            rows=tuple(_row(voice, n, entry) for n, entry in part),
        )


def _others(voice: Voice, extra: Sequence[Entry]) -> Iterator[Row]:
    there = [one for one in extra if one.signed or one.handed or one.is_to_be_made]
    yield from (_row(voice, number, entry) for number, entry in enumerate(there, start=1))


def _row(voice: Voice, number: int, entry: Entry) -> Row:
    return Row(
        number=str(number),
        title=entry.title,
        there="\n".join(_there(voice, entry)) or "–",
        missing=owed(voice, entry),
    )


def _there(voice: Voice, entry: Entry) -> Iterator[str]:
    yield from (signed_line(voice, one) for one in entry.signed[:MOST_LINES])
    if len(entry.signed) > MOST_LINES:
        yield voice.say("dossier-more-files", count=len(entry.signed) - MOST_LINES)
    if entry.handed:
        yield voice.say("dossier-handed", count=len(entry.handed))
    if entry.is_to_be_made:
        yield voice.say("dossier-made")


def signed_line(voice: Voice, one: Signed) -> str:
    """That a signed paper is there, with its number and day as far as these are known."""
    if not one.is_here:
        return voice.say("dossier-signed-on-its-way")
    said = voice.say("dossier-signed")
    if one.number:
        said = voice.say("dossier-signed-numbered", number=one.number)
    if one.signed_on:
        said = voice.say("dossier-signed-dated", paper=said, day=f"{one.signed_on:%d/%m/%Y}")
    return said


def handed_name(one: Handed) -> str:
    """How an agency's file is called in the archive."""
    return " - ".join(part for part in (one.code, one.agency, one.number) if part)
