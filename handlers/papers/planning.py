"""The plan of a conference, and who prepares what for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.letterhead import Letterhead
from handlers.papers import stating
from handlers.papers.stating import Arrangement, Barred, Due, Facts, Step
from handlers.papers.writing import Paper, Writing
from locales.folding import fold
from storage import communes, conferences

LISTED = "delegate_list"


@dataclass(frozen=True, kw_only=True)
class Duty:
    """Who prepares what, as it was planned."""

    who: str
    what: str


@dataclass(frozen=True, kw_only=True)
class Participants:
    """Who takes part: `agencies` explain and answer; `listed` where only those on the list of
    delegates do, by the regulation."""

    number: str
    seats: str
    agencies: Sequence[str]
    listed: bool


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What the plan says."""

    head: Letterhead
    conference: Facts
    bases: Sequence[str]
    duration: str
    presidium: str
    participants: Participants
    barred: Sequence[Barred]
    steps: Sequence[Step]
    duties: Sequence[Duty]
    arrangements: Sequence[Arrangement]
    milestones: Sequence[Due]


@dataclass(frozen=True, kw_only=True)
class Work:
    """One thing that somebody does, by the plan or by the regulation; `due` as dd/mm/yyyy, empty
    where no day is set."""

    what: str
    planned: bool
    due: str
    projected: bool


@dataclass(frozen=True, kw_only=True)
class Body:
    """A body with all that it does."""

    who: str
    works: Sequence[Work]


@dataclass(frozen=True, kw_only=True)
class TaskAssignment:
    """What the assignment of tasks says; one body after the other."""

    head: Letterhead
    conference: Facts
    basis: str
    bodies: Sequence[Body]


def plan(writing: Writing) -> Paper:
    """hai-phong-13-hd V.1(1), tinh-1573-qd 7.1: time, place, form, content, who takes part, who
    prepares what; with all that is due, by whom and when."""
    view = Plan(
        head=writing.head("plan"),
        conference=stating.facts(writing),
        bases=stating.bases(writing),
        duration=stating.duration(writing),
        presidium=stating.presidium(writing),
        participants=_participants(writing),
        barred=stating.barred(writing),
        steps=stating.steps(writing),
        duties=_duties(writing),
        arrangements=stating.arrangements(writing),
        milestones=stating.due(writing),
    )
    return writing.paper("plan", view, name=f"ke-hoach-{writing.conference.code}")


def task_assignment(writing: Writing) -> Paper:
    """hai-phong-13-hd V.4.2, tinh-1573-qd 15.2.2: what was planned and what the regulation has
    somebody do, brought together by who does it."""
    view = TaskAssignment(
        head=writing.head("task_assignment"),
        conference=stating.facts(writing),
        basis=stating.basis(writing),
        bodies=_bodies(writing),
    )
    code = writing.conference.code
    return writing.paper("task_assignment", view, name=f"phan-cong-nhiem-vu-{code}")


def _participants(writing: Writing) -> Participants:
    conference = writing.conference
    known = communes.agencies(writing.voice.work, conference.commune_id)
    return Participants(
        number=str(conference.participants or ""),
        seats=str(conference.capacity or ""),
        agencies=[agency.name for agency in known],
        listed=LISTED in writing.regulation.participation,
    )


def _duties(writing: Writing) -> Sequence[Duty]:
    rows = conferences.duties(writing.voice.work, writing.conference)
    return [Duty(who=row.who, what=stating.unended(row.what)) for row in rows]


def _bodies(writing: Writing) -> Sequence[Body]:
    """The office that prepares it first; the others as the plan and the regulation name them."""
    planned = [
        (one.who, Work(what=one.what, planned=True, due="", projected=False))
        for one in _duties(writing)
    ]
    ruled = [
        (one.who, Work(what=one.title, planned=False, due=one.due, projected=one.projected))
        for one in stating.due(writing)
    ]
    works: dict[str, list[Work]] = {}
    names: dict[str, str] = {}
    for who, work in [*planned, *ruled]:
        names.setdefault(fold(who), who)
        works.setdefault(fold(who), []).append(work)
    first = fold(writing.conference.office)
    return [
        Body(who=names[key], works=works[key])
        for key in sorted(works, key=lambda key: key != first)  # stable: the others stay in order
    ]
