"""A report is ticked off with the number and the day of its paper, on one side or the other."""

from datetime import date

from statemachine import State

from dialogue.milestones import Milestone
from dialogue.roles import Action
from handlers.area import detail, listed, own
from handlers.area.years import year_of
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.messages import Reply
from handlers.reading import not_offered, said
from handlers.refused import not_allowed
from handlers.turn import Answer, Turn
from handlers.typed_days import typed_day
from locales.dates import local_date
from storage import audit, yearly_reports
from storage.tables import Commune
from storage.yearly_reports import Side, Which

LONGEST_NUMBER = 60
# Which action lets somebody tick off on a side.
ACTIONS = {Side.SENT: Action.REPORT, Side.RECEIVED: Action.SEE_AREA}


def owed(turn: Turn, commune: Commune, year: int, key: str, period: str) -> Milestone | None:
    """The report that is meant; None where this commune owes no such one in the year."""
    assert commune.id is not None
    due = year_of(turn, commune.id, year).due
    return next((one for one in due if (one.key, one.period) == (key, period)), None)


def take_back(turn: Turn, side: Side, which: Which) -> list[Reply]:
    """It was ticked off by mistake."""
    if yearly_reports.take_back(turn.work, which, side):
        _record(turn, side, which, "untick")
        return [_shown(turn, side, which)]
    return [turn.reply("area-nothing-to-take-back"), _shown(turn, side, which)]


def _which(turn: Turn) -> Which:
    return Which(**{name: turn.data[name] for name in ("commune_id", "year", "key", "period")})


def _side(turn: Turn) -> Side:
    return Side(turn.data["side"])


def _commune(turn: Turn, which: Which) -> Commune:
    return turn.work.session.get_one(Commune, which.commune_id)


def ask_paper(turn: Turn) -> Reply:
    which = _which(turn)
    commune = _commune(turn, which)
    report = owed(turn, commune, which.year, which.key, which.period)
    return turn.reply(
        f"area-ask-{_side(turn)}",
        "today",
        "cancel",
        title=listed.title(turn, report) if report else which.period,
        commune=commune.name,
    )


def read_paper(turn: Turn, answer: Answer) -> Said | Misread:
    """The number, then the day where it is another one than today: "12-BC/ĐU 10/9/2026"."""
    today = local_date(turn.now)
    if answer.value == "cancel":
        return said("cancel")
    if answer.value == "today":
        return said("give_paper", number="", day=today)
    words = answer.text.split()
    if answer.value or answer.files or not words:
        return not_offered(turn, answer) if answer.value else Misread(key="area-paper-needed")
    return _paper(turn, words, today)


def _paper(turn: Turn, words: list[str], today: date) -> Said | Misread:
    day = typed_day(words[-1], after=date(today.year, 1, 1))
    number = " ".join(words[:-1] if day else words)
    if number and not any(letter.isdigit() for letter in number):
        return Misread(key="area-paper-needed")
    if len(number) > LONGEST_NUMBER:
        lengths = {"longest": LONGEST_NUMBER, "length": len(number)}
        return Misread(key="talk-too-long", values=lengths)
    first = date(_which(turn).year, 1, 1)
    if day is not None and not first <= day <= today:
        values = {"first": turn.date(first), "last": turn.date(today)}
        return Misread(key="area-day-impossible", values=values)
    return said("give_paper", number=number, day=day or today)


class ReportTick(Conversation):
    """One answer, and it is ticked off."""

    staff = True

    opening = State(initial=True)
    naming_paper = State()
    ticked = State(final=True)
    left = State(final=True)

    begin = opening.to(naming_paper)
    give_paper = naming_paper.to(ticked)
    cancel = naming_paper.to(left)

    questions = {"naming_paper": Question(ask=ask_paper, read=read_paper)}

    def on_give_paper(self, turn: Turn, number: str, day: date) -> None:
        turn.said.extend(_ticked(turn, number, day))

    def on_cancel(self, turn: Turn) -> None:
        turn.said.append(_shown(turn, _side(turn), _which(turn)))


def _ticked(turn: Turn, number: str, day: date) -> list[Reply]:
    side, which = _side(turn), _which(turn)
    if not turn.may(ACTIONS[side]):  # a role may have gone meanwhile
        return [not_allowed(turn)]
    acting = turn.acting_as(ACTIONS[side])
    done = yearly_reports.tick(turn.work, which, side, on=day, number=number, by=acting.id)
    if not done:
        return [turn.reply("area-ticked-before"), _shown(turn, side, which)]
    _record(turn, side, which, "tick")
    return [_shown(turn, side, which)]


def _record(turn: Turn, side: Side, which: Which, what: str) -> None:
    audit.record(
        turn.work,
        commune_id=which.commune_id,
        at=turn.now,
        action=f"report_{side}_{what}",
        subject="commune",
        subject_id=which.commune_id,
        person_id=turn.person.id,
        staff_id=turn.acting_as(ACTIONS[side]).id,
        key=which.key,
        period=which.period,
    )


def _shown(turn: Turn, side: Side, which: Which) -> Reply:
    if side is Side.SENT:
        return own.show(turn, which.year)
    return detail.show(turn, _commune(turn, which), which.year)
