"""The questions about a conference: how each is asked and how its answer is read."""

from collections.abc import Callable, Mapping
from typing import Any

from dialogue.conference import check_conference
from handlers.conference import plan
from handlers.conference.facts import plan_facts, plan_remarks
from handlers.conference.moment import typed_moment
from handlers.conversation import Misread, Question, Said
from handlers.messages import Choice, Reply
from handlers.petition.law import cited
from handlers.reading import KNOWN, line, not_offered, said, whole_number
from handlers.turn import Answer, Turn
from locales.folding import fold

LONGEST_LINE = 300
LONGEST_CONTENT = 2_000
LONGEST_DUTIES = 3_000
MOST_PEOPLE = 100_000
# Only a conference of which nobody knows yet may be held by another regulation.
ONLY_PLANNED = frozenset({"regulation"})
SKIP = "skip"


def given(field: str, value: Any) -> Said:
    """An answer, as the chart takes each of them."""
    return said("give", field=field, value=value)


def ask_regulation(turn: Turn) -> Reply:
    offered = [
        Choice(label=_regulation_label(turn, key), value=key) for key in turn.house.regulations
    ]
    return turn.reply("plan-ask-regulation", choices=offered)


def read_regulation(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value not in turn.house.regulations:
        return not_offered(turn, answer)
    return given("regulation", answer.value)


def ask_ruled(field: str) -> Callable[[Turn], Reply]:
    """A kind, form or chair: those that the regulation knows."""

    def ask(turn: Turn) -> Reply:
        section = getattr(plan.regulation_of(turn), f"{field}s")
        offered = [
            Choice(label=turn.say(f"{field}-{value}"), value=value) for value in section.allowed
        ]
        clause = cited(turn, section.clause, section.regulation)
        return turn.reply(f"plan-ask-{field}", choices=offered, clause=clause)

    return ask


def read_ruled(field: str) -> Callable[[Turn, Answer], Said | Misread]:
    """One that the regulation does not know is refused with its clause."""

    def read(turn: Turn, answer: Answer) -> Said | Misread:
        named = answer.value or _named(turn, field, answer.text)
        if named not in list(plan.RULED[field]):
            return not_offered(turn, answer)
        asked: Any = {field: plan.RULED[field](named)}
        for refusal in check_conference(plan.regulation_of(turn), **asked):
            clause = cited(turn, refusal.clause, refusal.regulation)
            what = turn.say(f"{field}-{named}")
            return Misread(key="plan-not-known", values={"what": what, "clause": clause})
        return given(field, named)

    return read


def ask_office(turn: Turn) -> Reply:
    return turn.reply("plan-ask-office")


def ask_starts_at(turn: Turn) -> Reply:
    return turn.reply("plan-ask-starts_at")


def read_starts_at(turn: Turn, answer: Answer) -> Said | Misread:
    starts = typed_moment(answer.text, turn.now)
    if starts is None:
        return Misread(key="plan-moment-needed")
    if starts <= turn.now:
        return Misread(key="plan-moment-past", values={"time": turn.time(starts)})
    return given("starts_at", starts.isoformat())


def ask_registration_closes_at(turn: Turn) -> Reply:
    proposed = plan.proposed_close(turn)
    offered = [Choice(label=turn.time(proposed), value=KNOWN)] if proposed else []
    return turn.reply("plan-ask-closes", "at_start", choices=offered)


def read_registration_closes_at(turn: Turn, answer: Answer) -> Said | Misread:
    starts = plan.moment(plan.plan_of(turn), "starts_at")
    closes = typed_moment(answer.text, turn.now)
    if answer.value == KNOWN:
        closes = plan.proposed_close(turn)
    elif answer.value == "at_start":
        closes = starts
    if closes is None:
        return Misread(key="plan-moment-needed")
    if closes > starts:
        return Misread(key="plan-closes-too-late", values={"time": turn.time(starts)})
    return given("registration_closes_at", closes.isoformat())


def ask_place(turn: Turn) -> Reply:
    return turn.reply("plan-ask-place")


def ask_content(turn: Turn) -> Reply:
    return turn.reply("plan-ask-content")


def ask_title(turn: Turn) -> Reply:
    proposed = Choice(label=plan.proposed_title(turn), value=KNOWN)
    return turn.reply("plan-ask-title", choices=[proposed])


def read_line(
    field: str, longest: int = LONGEST_LINE, known: Callable[[Turn], str] = lambda turn: ""
) -> Callable[[Turn, Answer], Said | Misread]:
    """A text with letters in it."""

    def read(turn: Turn, answer: Answer) -> Said | Misread:
        found = line("give", "value", longest=longest, needed="plan-words-needed", known=known)(
            turn, answer
        )
        return given(field, found.values["value"]) if isinstance(found, Said) else found

    return read


def ask_number(field: str) -> Callable[[Turn], Reply]:
    return lambda turn: turn.reply(f"plan-ask-{field}", SKIP)


def read_number(field: str) -> Callable[[Turn, Answer], Said | Misread]:
    """How many people; it may be left open."""

    def read(turn: Turn, answer: Answer) -> Said | Misread:
        if answer.value == SKIP:
            return given(field, None)
        number = whole_number(answer.text)
        if number is None or not 0 < number <= MOST_PEOPLE:
            return Misread(key="plan-number-needed")
        return given(field, number)

    return read


def ask_duties(turn: Turn) -> Reply:
    return turn.reply("plan-ask-duties", SKIP)


def read_duties(turn: Turn, answer: Answer) -> Said | Misread:
    """A line for each: who, a colon, what."""
    if answer.value == SKIP:
        return given("duties", [])
    lines = [one.partition(":") for one in answer.text.splitlines() if one.strip()]
    pairs = [[who.strip(), what.strip()] for who, _, what in lines]
    if not pairs or not all(who and what for who, what in pairs):
        return Misread(key="plan-duties-needed")
    if len(answer.text) > LONGEST_DUTIES:
        values = {"longest": LONGEST_DUTIES, "length": len(answer.text)}
        return Misread(key="talk-too-long", values=values)
    return given("duties", pairs)


def ask_review(turn: Turn) -> Reply:
    """All of it, with what the law says of it, before it is kept."""
    known = plan.known(turn)
    labels = ("save", "change", "discard") if known is None else ("keep", "change", "leave")
    remarks = plan_remarks(turn)
    return turn.reply(
        "plan-review", *labels, facts=plan_facts(turn), remarks="\n".join(remarks) or "–"
    )


def read_review(turn: Turn, answer: Answer) -> Said | Misread:
    events = {"save": "save", "keep": "save", "change": "change"}
    events |= {"discard": "discard", "leave": "discard"}
    event = events.get(answer.value)
    return said(event) if event else not_offered(turn, answer)


def ask_change(turn: Turn) -> Reply:
    offered = [Choice(label=turn.say(f"plan-{field}"), value=field) for field in _changeable(turn)]
    return turn.reply("plan-ask-change", "nothing", choices=offered)


def read_change(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == "nothing":
        return said("keep_all")
    if answer.value not in _changeable(turn):
        return not_offered(turn, answer)
    return said(f"change_{answer.value}")


def _changeable(turn: Turn) -> list[str]:
    hidden = set() if _is_planned(turn) else set(ONLY_PLANNED)
    if not plan.knows_kinds(turn):
        hidden.add("kind")
    if not plan.office_is_assigned(turn, plan.plan_of(turn)["chair"]):
        hidden.add("office")
    return [field for field in plan.FIELDS if field not in hidden]


def _is_planned(turn: Turn) -> bool:
    known = plan.known(turn)
    return known is None or known.state == "draft"


def _named(turn: Turn, field: str, text: str) -> str:
    """A kind, form or chair that is written out, though it is not offered."""
    names = {fold(turn.say(f"{field}-{value}")): str(value) for value in plan.RULED[field]}
    return names.get(fold(text), "")


def _regulation_label(turn: Turn, key: str) -> str:
    regulation = turn.house.regulations[key]
    return " – ".join(part for part in (regulation.number, regulation.title) if part)


QUESTIONS: Mapping[str, Question] = {
    "asking_regulation": Question(ask=ask_regulation, read=read_regulation),
    **{
        f"asking_{field}": Question(ask=ask_ruled(field), read=read_ruled(field))
        for field in plan.RULED
    },
    "asking_office": Question(ask=ask_office, read=read_line("office")),
    "asking_starts_at": Question(ask=ask_starts_at, read=read_starts_at),
    "asking_registration_closes_at": Question(
        ask=ask_registration_closes_at, read=read_registration_closes_at
    ),
    "asking_place": Question(ask=ask_place, read=read_line("place")),
    "asking_content": Question(ask=ask_content, read=read_line("content", LONGEST_CONTENT)),
    "asking_title": Question(ask=ask_title, read=read_line("title", known=plan.proposed_title)),
    **{
        f"asking_{field}": Question(ask=ask_number(field), read=read_number(field))
        for field in ("capacity", "participants")
    },
    "asking_duties": Question(ask=ask_duties, read=read_duties),
    "reviewing": Question(ask=ask_review, read=read_review),
    "choosing_change": Question(ask=ask_change, read=read_change),
}
