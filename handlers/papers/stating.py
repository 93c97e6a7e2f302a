"""What papers say in the same words: the conference's facts, and what its regulation states."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dialogue.milestones import Milestone, milestones
from dialogue.names import Chair, Decider, Ground, Kind
from dialogue.regulation import Regulation
from dialogue.rules import Rule
from documents.letterhead import dated
from documents.qr import qr_code
from documents.word import Picture
from handlers.papers.writing import Writing
from handlers.petition.law import cited, names_itself
from locales.folding import fold

QR_WIDTH = 30.0
# A rule that is worded as what somebody lacks already begins so, folded.
LACKING = "khong "
PRESIDIUM = "presidium"
DURATION = "duration"
# The plan itself says where, how long, who takes part, in which order, and who presides; whom the
# city sends is the city's affair.
STATED_ELSEWHERE = frozenset(
    {"place", "attendance", "session_order", "city_observer", DURATION, PRESIDIUM}
)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The conference in words; what is not known is empty. `kind` where the regulation has kinds,
    `deputy` chairs in the place of who should. Times in full."""

    title: str
    heads: str
    kind: str
    form: str
    chair: str
    deputy: str
    office: str
    time: str
    place: str
    content: str
    participants: str
    capacity: str
    closes: str
    contact: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Barred:
    """Of whom a regulation says that they do not take part, and where it says so."""

    wording: str
    clause: str


@dataclass(frozen=True, kw_only=True)
class Arrangement:
    """What a regulation has arranged in its own words, and where it says so; its `key` there says
    of what it speaks."""

    key: str
    wording: str
    clause: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the session; `if_any` may be left out."""

    title: str
    who: str
    if_any: bool


@dataclass(frozen=True, kw_only=True)
class Due:
    """What is due: `due` as dd/mm/yyyy, empty where no day is set; `projected` where it hangs on
    what has not happened yet."""

    title: str
    who: str
    due: str
    projected: bool
    clause: str


def facts(writing: Writing) -> Facts:
    """What the conference's row says."""
    voice, conference = writing.voice, writing.conference
    return Facts(
        title=unended(conference.title),
        heads=heads(writing),
        kind=voice.say(f"kind-{conference.kind}") if writing.regulation.kinds.allowed else "",
        form=voice.say(f"form-{conference.form}"),
        chair=voice.say(f"chair-{conference.chair}"),
        deputy=conference.deputy,
        office=conference.office,
        time=voice.time(conference.starts_at),
        place=unended(conference.place),
        content=unended(conference.content),
        participants=str(conference.participants or ""),
        capacity=str(conference.capacity or ""),
        closes=voice.time(conference.registration_closes_at),
        contact=unended(voice.commune.contact),
        address=writing.address,
    )


def heads(writing: Writing) -> str:
    """The heads between whom and the people the dialogue is held, as titles name them."""
    name = writing.issuer.name
    spoken = f"{name[:1].lower()}{name[1:]}"
    return writing.voice.say(f"paper-heads-{writing.conference.chair}", commune=spoken)


def bases(writing: Writing) -> Sequence[str]:
    """The regulation and those that it extends, as a paper cites them: title, number, day."""
    found: list[str] = []
    regulation: Regulation | None = writing.regulation
    while regulation is not None:
        found.append(_named(writing, regulation))
        regulation = writing.voice.house.regulations.get(regulation.extends or "")
    return found


def basis(writing: Writing) -> str:
    """The regulation by which the conference is held."""
    return _named(writing, writing.regulation)


def barred(writing: Writing) -> Sequence[Barred]:
    """Who may not take part, where the regulation says so; none where it excludes nobody."""
    rules = writing.regulation.participation.values()
    return [
        Barred(wording=_against(writing, rule), clause=_clause(writing, rule))
        for rule in rules
        if Ground.SEAT in rule.grounds and rule.holds(writing.day)
    ]


def asked(writing: Writing) -> Sequence[str]:
    """What the regulation has people asked who want to attend, as statements to tick."""
    rules = writing.regulation.participation.values()
    return [rule.wording for rule in rules if rule.asked and rule.holds(writing.day)]


def steps(writing: Writing) -> Sequence[Step]:
    """The order of the session."""
    every = writing.regulation.session.values()
    return [
        Step(title=one.title, who=one.responsible, if_any=one.if_any)
        for one in every
        if one.holds(writing.day)
    ]


def presidium(writing: Writing) -> str:
    """Who sits at the head of the hall, where the regulation names them."""
    return _arranged(writing, PRESIDIUM)


def duration(writing: Writing) -> str:
    """How long a conference lasts, where the regulation says so."""
    return _arranged(writing, DURATION)


def arrangements(writing: Writing) -> Sequence[Arrangement]:
    """What else the regulation has arranged: who is to explain, security, the banner."""
    every = writing.regulation.arrangements.items()
    return [
        Arrangement(
            key=key, wording=one.wording, clause=_own_or_cited(writing, one.clause, one.regulation)
        )
        for key, one in every
        if key not in STATED_ELSEWHERE and one.holds(writing.day)
    ]


def due(writing: Writing) -> Sequence[Due]:
    """All that the regulation has due around the conference, in its order."""
    every = milestones(
        writing.regulation,
        conference_date=writing.day,
        calendar=writing.voice.house.calendar,
        kind=Kind(writing.conference.kind),
        chair=Chair(writing.conference.chair),
    )
    return [_due(writing, one) for one in every]


def qr(writing: Writing) -> Picture | None:
    """The conference's page as a code; None where the program has no address."""
    address = writing.address
    return Picture(png=qr_code(address), width=QR_WIDTH) if address else None


def numeric(day: date | None) -> str:
    """A day as tables have it: dd/mm/yyyy; empty where it is not known."""
    return f"{day:%d/%m/%Y}" if day else ""


def excerpt(text: str, longest: int) -> str:
    """A text on one line, as far as a paper has room for it."""
    shown = " ".join(text.split())
    return shown if len(shown) <= longest else f"{shown[:longest].rstrip()}…"


def unended(text: str) -> str:
    """A text that a paper ends with a full stop of its own."""
    return text.strip().rstrip(".").rstrip()


def _arranged(writing: Writing, key: str) -> str:
    one = writing.regulation.arrangements.get(key)
    return one.wording if one and one.holds(writing.day) else ""


def _named(writing: Writing, regulation: Regulation) -> str:
    number = regulation.number
    return writing.voice.say(
        "paper-regulation" if number and regulation.issued else "paper-regulation-unnumbered",
        title=regulation.title,
        number=number or "",
        day=dated(regulation.issued),
        issuer=regulation.issuer,
    )


def _against(writing: Writing, rule: Rule) -> str:
    lacks = rule.bars_on is False or rule.decides is Decider.LIST
    if lacks and not fold(rule.wording).startswith(LACKING):
        return writing.voice.say("paper-lacks", wording=rule.wording)
    return rule.wording


def _clause(writing: Writing, rule: Rule) -> str:
    return _own_or_cited(writing, rule.clause, rule.regulation)


def _own_or_cited(writing: Writing, clause: str, regulation: str) -> str:
    """A clause of the regulation that the paper cites above by itself, of others with theirs."""
    voice = writing.voice
    if regulation != writing.regulation.id:
        return cited(voice, clause, regulation)
    return clause if names_itself(clause) else voice.say("paper-clause", clause=clause)


def _due(writing: Writing, one: Milestone) -> Due:
    rule = writing.regulation.milestones[one.key]
    named = writing.conference.office if rule.by_office else ""
    # Where the heads have named the office themselves.
    who = named if named and one.responsible == rule.responsible else one.responsible
    return Due(
        title=one.title,
        who=who,
        due=numeric(one.legal_due),
        projected=one.projected,
        clause=_own_or_cited(writing, one.clause, one.regulation),
    )
