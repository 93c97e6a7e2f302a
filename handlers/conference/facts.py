"""A conference as a table of facts, planned or kept, and what the law remarks on it."""

from collections.abc import Iterator, Sequence

from dialogue.conference_life import WITHOUT_DAY
from dialogue.regulation import Regulation
from handlers.conference import plan
from handlers.conference.law import early_dates, lacking, too_late
from handlers.petition.law import cited
from handlers.turn import Turn
from locales.dates import local_date
from storage.tables import Conference

Facts = list[tuple[str, str]]


def facts(
    turn: Turn,
    conference: Conference,
    regulation: Regulation,
    duties: Sequence[tuple[str, str]],
) -> Facts:
    """All that is planned, a line each."""
    return [
        turn.fact("plan-title", conference.title),
        *_sort(turn, conference, regulation),
        turn.fact(_when(conference), turn.time(conference.starts_at)),
        turn.fact("plan-place", conference.place),
        turn.fact("plan-content", conference.content),
        turn.fact("plan-registration_closes_at", turn.time(conference.registration_closes_at)),
        turn.fact("plan-capacity", _number(turn, conference.capacity)),
        turn.fact("plan-participants", _number(turn, conference.participants)),
        turn.fact("plan-regulation", regulation.number or regulation.title),
        turn.fact("plan-duties", _duties(turn, duties)),
    ]


def plan_facts(turn: Turn) -> Facts:
    """The plan that is being answered."""
    planned = _planned(turn)
    pairs = [(who, what) for who, what in plan.plan_of(turn)["duties"]]
    return facts(turn, planned, plan.regulation_of(turn), pairs)


def plan_remarks(turn: Turn) -> list[str]:
    """What the law says of the plan; nothing of it is refused here.

    Who announced this day in time is not told that it would be too late by now.
    """
    planned, known, regulation = _planned(turn), plan.known(turn), plan.regulation_of(turn)
    if known and known.announced_at and known.starts_at == planned.starts_at:
        return early_dates(turn, regulation, planned)
    return remarks(turn, planned, regulation)


def remarks(turn: Turn, conference: Conference, regulation: Regulation) -> list[str]:
    """A notice period that is over, a number that is lacking, a plan's dates behind its day."""
    return [
        *late_words(turn, conference, regulation),
        *lacking_words(turn, conference, regulation),
        *early_dates(turn, regulation, conference),
    ]


def late_words(turn: Turn, conference: Conference, regulation: Regulation) -> Iterator[str]:
    """That the notice period is over: by which clause, and which day would keep it."""
    late = too_late(turn.house, regulation, conference, local_date(turn.now))
    if late is None or late.milestone.legal_due is None:
        return
    yield turn.say(
        "conference-too-late",
        wording=late.milestone.wording,
        clause=cited(turn, late.milestone.clause, late.milestone.regulation),
        due=turn.date(late.milestone.legal_due),
        first=turn.date(late.first_day) if late.first_day else "–",
    )


def lacking_words(turn: Turn, conference: Conference, regulation: Regulation) -> Iterator[str]:
    """What an extraordinary conference has to state before it is announced."""
    for what in lacking(regulation, conference):
        paper = regulation.papers["extraordinary_notice"]
        clause = cited(turn, paper.clause, paper.regulation)
        yield turn.say("conference-lacks", what=what, clause=clause)


def _when(conference: Conference) -> str:
    """Of a conference without a day it is the one that it had."""
    return "conference-was-at" if conference.state in WITHOUT_DAY else "plan-starts_at"


def _sort(turn: Turn, conference: Conference, regulation: Regulation) -> Facts:
    chair = turn.say(f"chair-{conference.chair}")
    if conference.deputy:
        chair = turn.say("conference-deputy", chair=chair, deputy=conference.deputy)
    kind = turn.fact("plan-kind", turn.say(f"kind-{conference.kind}"))
    return [
        *([kind] if regulation.kinds.allowed else []),
        turn.fact("plan-form", turn.say(f"form-{conference.form}")),
        turn.fact("plan-chair", chair),
        turn.fact("plan-office", conference.office or "–"),
    ]


def _planned(turn: Turn) -> Conference:
    """As it would be kept; it is in no session."""
    return Conference(commune_id=turn.commune_id, code="", created_at=turn.now, **plan.values(turn))


def _number(turn: Turn, number: int | None) -> str:
    return str(number) if number is not None else turn.say("plan-open")


def _duties(turn: Turn, duties: Sequence[tuple[str, str]]) -> str:
    return "; ".join(f"{who}: {what}" for who, what in duties) or turn.say("plan-open")
