"""“Vì sao là ngày này?”: each date of a petition with all that made it what it is."""

from collections.abc import Iterator, Sequence

from dialogue.matter import Event, EventKind
from handlers.clock.frame import basis_of
from handlers.clock.telling import arrow
from handlers.clock.titles import title_of
from handlers.explanation import lines
from handlers.messages import Choice, Reply
from handlers.petition.promises import milestone_of, promised
from handlers.turn import Turn
from locales.dates import numeric_date
from storage import deadlines
from storage.tables import Deadline, Petition

# What the steps of the count do not tell by themselves.
TOLD = frozenset(EventKind) - {EventKind.STARTED, EventKind.RESTARTED}


def can_ask(turn: Turn, petition: Petition) -> bool:
    """Whether any date runs for it: in the general box none does, nor for what is not owed."""
    return petition.conference_id is not None and petition.state not in deadlines.NOT_OWED


def because(turn: Turn, petition: Petition, *, choices: Sequence[Choice]) -> Reply:
    """A paragraph for each promised date, or that none runs."""
    shown = promised(turn, petition) if can_ask(turn, petition) else []
    if not shown:
        return turn.reply("why-no-date", choices=choices, code=petition.code)
    dates = "\n\n".join("\n".join(_paragraph(turn, one)) for one in shown)
    return turn.reply("why-dates", choices=choices, code=petition.code, dates=dates)


def _paragraph(turn: Turn, deadline: Deadline) -> Iterator[str]:
    """What is due when; the rule and how it was counted; what has happened to it since."""
    yield turn.say(
        f"why-due-{deadline.state}",
        title=title_of(turn, deadline),
        date=turn.date(deadline.legal_due) if deadline.legal_due else turn.say("dates-none"),
    )
    counted = milestone_of(turn, deadline)
    # Its own regulation may be older than the one that the program has by now.
    bound = basis_of(turn.work, turn.house, deadline).regulation
    regulations = {**turn.house.regulations, bound.id: bound}
    told = lines(counted, turn.say, language=turn.language, regulations=regulations)
    yield from (f"• {line}" for line in told)
    happened = deadlines.events(turn.work, deadline)
    yield from (f"• {_said(turn, event)}" for event in happened if event.kind in TOLD)


def _said(turn: Turn, event: Event) -> str:
    """One event: the day, what happened, what it moved, by which paper, for which reason."""
    said = turn.say(f"why-{event.kind}", date=turn.date(event.day))
    if event.before and event.after and event.before != event.after:
        said += f": {arrow(turn, event.before, event.after)}"
    return " ".join(part for part in (f"{said}.", *_grounds(turn, event)) if part)


def _grounds(turn: Turn, event: Event) -> Iterator[str]:
    if event.days:
        days = ", ".join(numeric_date(day) for day in event.days)
        yield turn.say("why-days-changed", days=days)
    if event.document:
        yield turn.say("why-document", document=event.document)
    if event.reason:
        yield turn.say("why-reason", reason=event.reason)
