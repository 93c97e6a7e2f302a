"""The programme of a session before it, and its minutes from what was recorded in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dialogue.conference_life import ConferenceEvent
from dialogue.names import Chair
from dialogue.session_question import QuestionState
from documents.letterhead import Letterhead
from handlers.papers import stating
from handlers.papers.stating import Facts, Step
from handlers.papers.writing import Paper, Writing
from locales.dates import clock_time
from storage import communes, delegates, live, papers_session, seats
from storage.papers_session import Concluded
from storage.tables import SessionQuestion
from storage.tables.conclusion import Outcome

OPENED, CLOSED = "session_begun", ConferenceEvent.CONCLUDE.value
# Of a speech the programme names the matter; the whole of it is in the speakers' list.
LONGEST = 200
# Whose name the configuration states for which chair.
POSTS = {Chair.BI_THU: "secretary", Chair.CHU_TICH: "chairman"}


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """Who speaks, in order; `minutes` is empty where no time was set."""

    name: str
    who: str
    content: str
    minutes: str


@dataclass(frozen=True, kw_only=True)
class Programme:
    """What the programme says; `starts` is when its first step begins."""

    head: Letterhead
    conference: Facts
    starts: str
    steps: Sequence[Step]
    speakers: Sequence[Speaker]
    rights: Sequence[str]
    duties: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question that was sent in the session, with what became of it."""

    number: int
    time: str
    name: str
    village: str
    text: str
    state: str
    who: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What was concluded of one opinion; `outcome` is empty where nothing was recorded. `answer`
    is what was answered there, where the agency's answer to it was published."""

    code: str
    name: str
    content: str
    answer: str
    outcome: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """What the minutes say; what the record does not know is empty, to be written in by hand.

    `raised` are matters that nobody had registered. `listed` and `seated` count who is on the list
    of delegates and who was given a seat. `questions` is None where the session took none from
    people at their phones.
    """

    head: Letterhead
    conference: Facts
    opened: str
    closed: str
    presidium: str
    chair_name: str
    listed: int
    seated: int
    steps: Sequence[Step]
    speakers: Sequence[Speaker]
    raised: Sequence[Matter]
    questions: Sequence[Asked] | None
    matters: Sequence[Matter]
    conclusion: Sequence[str]


def programme(writing: Writing) -> Paper:
    """hai-phong-13-hd V.2, tinh-1573-qd 8: the order of the session, and who speaks when."""
    regulation, day = writing.regulation, writing.day
    view = Programme(
        head=writing.head("programme"),
        conference=stating.facts(writing),
        starts=clock_time(writing.conference.starts_at, writing.voice.language),
        steps=stating.steps(writing),
        speakers=_speakers(writing, LONGEST),
        rights=[one.wording for one in regulation.rights.values() if one.holds(day)],
        duties=[one.wording for one in regulation.duties.values() if one.holds(day)],
    )
    return writing.paper("programme", view, name=f"chuong-trinh-{writing.conference.code}")


def minutes(writing: Writing) -> Paper:
    """hai-phong-13-hd V.2, tinh-1573-qd 8: who chaired, who spoke, what was answered, what was
    concluded; with room for what nobody has entered."""
    work, conference = writing.voice.work, writing.conference
    concluded = papers_session.concluded(work, conference)
    view = Minutes(
        head=writing.head("minutes", day=writing.day),
        conference=stating.facts(writing),
        opened=_in_full(writing, papers_session.happened_at(work, conference, OPENED)),
        closed=_in_full(writing, papers_session.happened_at(work, conference, CLOSED)),
        presidium=stating.presidium(writing),
        chair_name=_chair_name(writing),
        listed=delegates.count(work, conference),
        seated=seats.count_granted(work, conference),
        steps=stating.steps(writing),
        speakers=_speakers(writing),
        questions=_questions(writing),
        raised=[_matter(writing, one) for one in concluded if one.raised],
        matters=[_matter(writing, one) for one in concluded],
        conclusion=papers_session.conclusion_words(work, conference),
    )
    return writing.paper("minutes", view, name=f"bien-ban-{conference.code}")


def _speakers(writing: Writing, longest: int = 0) -> Sequence[Speaker]:
    """`longest` letters of what each registered, or all of it."""
    return [
        Speaker(
            name=one.name,
            who=", ".join(part for part in (one.position, one.village) if part),
            content=stating.excerpt(one.content, longest) if longest else one.content,
            minutes=str(one.minutes or ""),
        )
        for one in papers_session.speeches(writing.voice.work, writing.conference)
    ]


def _questions(writing: Writing) -> Sequence[Asked] | None:
    """Those that were put, in the order in which their turn came, then the others."""
    work, conference = writing.voice.work, writing.conference
    if live.session_of(work, conference) is None:
        return None
    known = communes.villages(work, conference.commune_id)
    villages = {one.id: one.name for one in known}
    every = sorted(live.transcript(work, conference), key=_turn)
    elsewhere = writing.voice.say("intake-ask-village.elsewhere")
    return [_asked(writing, one, villages.get(one.village_id) or elsewhere) for one in every]


def _turn(one: SessionQuestion) -> tuple[bool, datetime, int]:
    return one.called_at is None, one.called_at or one.asked_at, one.number


def _asked(writing: Writing, one: SessionQuestion, village: str) -> Asked:
    refused = one.state == QuestionState.REFUSED
    return Asked(
        number=one.number,
        time=_at(writing, one.called_at),
        name=one.name,
        village=village,
        text=one.text,
        state=writing.voice.say(f"question-state-{one.state}"),
        who=one.answered_by,
        note=one.reason if refused else one.note,
    )


def _matter(writing: Writing, one: Concluded) -> Matter:
    """What was answered later than at the conference is not told of it."""
    return Matter(
        code=one.code,
        name=one.name,
        content=one.content,
        answer=one.answer if one.outcome == Outcome.SETTLED else "",
        outcome=_outcome(writing, one),
        note=one.note,
    )


def _outcome(writing: Writing, one: Concluded) -> str:
    if not one.outcome:
        return ""
    if not one.agency:
        return writing.voice.say(f"outcome-{one.outcome}")
    if one.due_on is None:
        return writing.voice.say("outcome-assigned-to", agency=one.agency)
    day = stating.numeric(one.due_on)
    return writing.voice.say("outcome-assigned-by", agency=one.agency, date=day)


def _chair_name(writing: Writing) -> str:
    """Of two who chair together both may sign: that is left open."""
    conference = writing.conference
    post = POSTS.get(Chair(conference.chair), "")
    return conference.deputy or writing.issuer.signers.get(post, "")


def _in_full(writing: Writing, moment: datetime | None) -> str:
    return writing.voice.time(moment) if moment else ""


def _at(writing: Writing, moment: datetime | None) -> str:
    return clock_time(moment, writing.voice.language) if moment else ""
