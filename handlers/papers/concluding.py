"""The papers after a conference: conclusion notice, what goes upward, what is raised again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dialogue.milestones import NOTICE
from dialogue.names import When
from dialogue.petition import PetitionState
from documents.letterhead import Letterhead
from handlers.papers.opinions import (
    DOTS,
    answer,
    codes,
    content,
    field,
    gathered,
    people_in,
    recipients,
    regulation_words,
    table_date,
    title_of,
    who,
)
from handlers.papers.writing import Paper, Writing
from locales.dates import local_date
from storage import communes, conclusions
from storage.papers_notices import matters, notices
from storage.papers_opinions import Again, Opinion, taken_up_again
from storage.tables import Conclusion, ConclusionMatter
from storage.tables.conclusion import ConclusionState, Outcome
from storage.tables.petition import Disposition

WRITTEN_REPLY = "written_reply"
UPWARD = "upward"

Said = tuple[Opinion, ConclusionMatter | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """What a notice says of one matter; `codes` with the villages, of a group all of them."""

    number: str
    codes: str
    content: str
    agency: str
    due: str
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """A notice, or the supplement for matters that took longer."""

    head: Letterhead
    is_supplement: bool
    text: str
    settled: tuple[Item, ...]
    assigned: tuple[Item, ...]
    noted: tuple[Item, ...]
    submitted_upward: tuple[Item, ...]
    open: tuple[Item, ...]
    recipients: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ConclusionNotice:
    """The notice that is being prepared; where none is, those that were issued, each by itself."""

    head: Letterhead
    conference: str
    regulation: str
    chair: str
    time: str
    place: str
    reply_to: str
    notices: tuple[Notice, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Upward:
    """A matter for the higher level, with how many people raised it."""

    number: str
    codes: str
    content: str
    people: str
    field: str
    note: str


@dataclass(frozen=True, kw_only=True)
class PetitionUpward:
    """hai-phong-13-hd V.3.1(2): what is beyond authority, and what is noted and reported."""

    head: Letterhead
    conference: str
    day: str
    to: str
    beyond: tuple[Upward, ...]
    noted: tuple[Upward, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RaisedAgain:
    """A petition that was taken up again, with the answer that did not settle it."""

    number: str
    who: str
    content: str
    answer: str
    reason: str
    again: str
    code: str
    day: str


@dataclass(frozen=True, kw_only=True)
class PetitionedAgain:
    """hai-phong-13-hd V.4.2(3): the opinions that are petitioned again after their answers."""

    head: Letterhead
    conference: str
    day: str
    as_of: str
    rows: tuple[RaisedAgain, ...]


def conclusion_notice(writing: Writing) -> Paper:
    """hai-phong-13-hd V.2(7), V.3.1(1): settled, assigned with a day, noted, submitted upward."""
    voice = writing.voice
    view = ConclusionNotice(
        head=writing.head("conclusion_notice"),
        conference=writing.conference.title,
        regulation=regulation_words(writing),
        chair=writing.conference.deputy or voice.say(f"chair-{writing.conference.chair}"),
        time=voice.time(writing.conference.starts_at),
        place=writing.conference.place,
        reply_to="; ".join(
            f"{one[:1].lower()}{one[1:]}" for one in recipients(writing, WRITTEN_REPLY)
        ),
        notices=tuple(_notices(writing)),
    )
    return writing.paper("conclusion_notice", view)


def petition_upward(writing: Writing) -> Paper:
    """What was concluded so; before the conclusion, what is classified so."""
    found = writing.opinions
    stated = writing.regulation.recipients.get(NOTICE, {}).get(UPWARD)
    view = PetitionUpward(
        head=writing.head("petition_upward"),
        conference=writing.conference.title,
        day=f"{writing.day:%d/%m/%Y}",
        to=stated.body if stated else DOTS,
        beyond=_upward(writing, [x for x in found if _outcome(x) == Outcome.SUBMITTED_UPWARD]),
        noted=_upward(writing, [x for x in found if _outcome(x) == Outcome.NOTED]),
    )
    return writing.paper("petition_upward", view)


def petitioned_again(writing: Writing) -> Paper:
    """Who was not satisfied with an answer and raised the matter anew."""
    found = taken_up_again(writing.voice.work, writing.conference)
    view = PetitionedAgain(
        head=writing.head("petitioned_again"),
        conference=writing.conference.title,
        day=f"{writing.day:%d/%m/%Y}",
        as_of=writing.voice.time(writing.voice.now),
        rows=tuple(_again(writing, number, one) for number, one in enumerate(found, start=1)),
    )
    return writing.paper("petitioned_again", view)


def _notices(writing: Writing) -> Iterator[Notice]:
    """The one in hand as soon as something was chosen; before the first was issued, whatever it
    is."""
    found = notices(writing.voice.work, writing.conference)
    said = matters(writing.voice.work, found)
    issued = [one for one in found if one.state == ConclusionState.ISSUED]
    in_hand = [one for one in found if one.state == ConclusionState.DRAFT]
    every = {one.petition.id: one for one in writing.opinions}
    chosen = [one for one in in_hand if said.get(one.id or 0)]
    for one in chosen or issued:
        yield _notice(writing, one, every, said.get(one.id or 0, {}), _left(every, one, issued))
    if not chosen and not issued:
        yield _notice(writing, None, every, {}, _left(every, None, issued))


def _left(
    every: Mapping[int | None, Opinion], notice: Conclusion | None, issued: Sequence[Conclusion]
) -> list[Opinion]:
    """On what the first notice still has to say something, while it is prepared."""
    if issued or (notice is not None and notice.state == ConclusionState.ISSUED):
        return []
    return [one for one in every.values() if one.petition.state in conclusions.CONCLUDED_ON]


def _notice(
    writing: Writing,
    notice: Conclusion | None,
    every: Mapping[int | None, Opinion],
    said: Mapping[int, ConclusionMatter],
    left: Iterable[Opinion],
) -> Notice:
    chosen = [(every[number], matter) for number, matter in said.items() if number in every]
    number, day = (notice.number, notice.issued_on) if notice else ("", None)
    named = {one.agency_id for one in said.values() if one.agency_id}
    by_agency = _agencies(writing)
    items = {
        outcome: _items(writing, [x for x in chosen if x[1].outcome == outcome], by_agency)
        for outcome in Outcome
    }
    return Notice(
        head=writing.head("conclusion_notice", number=number, day=day),
        is_supplement=bool(notice and notice.is_supplement),
        text=notice.text if notice else "",
        settled=items[Outcome.SETTLED],
        assigned=items[Outcome.ASSIGNED],
        noted=items[Outcome.NOTED],
        submitted_upward=items[Outcome.SUBMITTED_UPWARD],
        open=_items(writing, [(x, None) for x in left if x.petition.id not in said], by_agency),
        recipients=recipients(
            writing,
            NOTICE,
            agencies=[name for key, name in by_agency.items() if key in named],
        ),
    )


def _items(
    writing: Writing, chosen: Sequence[Said], agencies: Mapping[int | None, str]
) -> tuple[Item, ...]:
    """Each matter once: of a group together what was concluded alike."""
    alike: dict[tuple[object, ...], list[Said]] = {}
    for one in chosen:
        alike.setdefault(_likeness(*one), []).append(one)
    return tuple(
        _item(writing, number, same, agencies)
        for number, same in enumerate(alike.values(), start=1)
    )


def _likeness(opinion: Opinion, matter: ConclusionMatter | None) -> tuple[object, ...]:
    alone = None if opinion.group else opinion.petition.id
    group = opinion.group.id if opinion.group else None
    said = (matter.agency_id, matter.due_on, matter.note) if matter else ()
    return (group, alone, *said)


def _item(
    writing: Writing, number: int, same: Sequence[Said], agencies: Mapping[int | None, str]
) -> Item:
    matter, opinions = same[0][1], [one for one, _ in same]
    return Item(
        number=str(number),
        codes=codes(opinions),
        content=title_of(writing.voice, opinions),
        agency=agencies.get(matter.agency_id, DOTS) if matter else DOTS,
        due=_due(writing, matter.due_on if matter else None),
        note=matter.note if matter else "",
    )


def _due(writing: Writing, named: date | None) -> str:
    """The day that was named; else the regulation's own words, until the notice is issued."""
    rule = writing.regulation.milestones.get(WRITTEN_REPLY)
    limits = [one for one in rule.limits if one.when != When.COMPLEX] if rule else []
    if named is not None or not limits:
        return table_date(named)
    return writing.voice.say("paper-by-regulation", wording=limits[0].wording)


def _agencies(writing: Writing) -> Mapping[int | None, str]:
    found = communes.agencies(writing.voice.work, writing.conference.commune_id)
    return {one.id: one.name for one in found}


def _outcome(opinion: Opinion) -> str:
    if opinion.petition.state == PetitionState.SUBMITTED_UPWARD:
        return Outcome.SUBMITTED_UPWARD
    if opinion.concluded is not None:
        return opinion.concluded.matter.outcome
    is_upward = opinion.petition.disposition == Disposition.NOTE_UPWARD
    return Outcome.NOTED if is_upward else ""


def _upward(writing: Writing, found: Sequence[Opinion]) -> tuple[Upward, ...]:
    return tuple(
        Upward(
            number=str(number),
            codes=codes(matter),
            content=title_of(writing.voice, matter),
            people=str(people_in(matter)),
            field=field(writing.voice, matter[0].field),
            note=matter[0].concluded.matter.note if matter[0].concluded else "",
        )
        for number, matter in enumerate(gathered(found), start=1)
    )


def _again(writing: Writing, number: int, one: Again) -> RaisedAgain:
    voice, first = writing.voice, one.opinion
    submitted = one.anew.petition.submitted_at
    return RaisedAgain(
        number=str(number),
        who=who(voice, first),
        content=content(voice, first),
        answer=answer(voice, first.reply or first.prepared),
        reason=one.reason,
        again=content(voice, one.anew),
        code=one.anew.code,
        day=table_date(local_date(submitted) if submitted else None),
    )
