"""The papers about answers: who prepares which, all that were prepared, the covers of replies."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dialogue.names import When
from documents.letterhead import Letterhead
from handlers.papers.opinions import (
    DOTS,
    answer,
    content,
    document,
    nameless,
    recipients,
    regulation_words,
    table_date,
)
from handlers.papers.writing import Paper, Writing
from storage.papers_given import Given
from storage.papers_opinions import Opinion
from storage.tables.petition import Disposition

PREPARED = "prepared_answers"


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A matter in the hands of an agency; `code` with its village, and no name: the paper goes to
    all agencies, whatever one of them may know."""

    number: str
    code: str
    content: str
    helpers: str
    due: str
    answer: str
    document: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """What one agency has."""

    number: str
    agency: str
    count: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class AnswerAssignment:
    """Which agency prepares which answer by when; `unassigned` are still to be given."""

    head: Letterhead
    conference: str
    regulation: str
    time: str
    limit: str
    parts: tuple[Part, ...]
    unassigned: tuple[Row, ...]
    agencies: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CombinedAnswers:
    """All answers that were prepared, by agency; what is still owed, with who owes it."""

    head: Letterhead
    conference: str
    time: str
    as_of: str
    asked: str
    answered: str
    parts: tuple[Part, ...]
    missing: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """The cover of one written reply; `person` is empty where its agency may not know the author,
    and the office writes the name in."""

    head: Letterhead
    person: str
    village: str
    code: str
    conference: str
    day: str
    notice: str
    content: str
    answer: str
    has_file: bool
    recipients: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReplyCovers:
    """One letter for each petition that was replied to in writing."""

    head: Letterhead
    conference: str
    letters: tuple[Letter, ...]


def answer_assignment(writing: Writing) -> Paper:
    """hai-phong-13-hd V.1(2), tinh-1573-qd 7.2: each opinion, its agency, the day."""
    found = writing.opinions
    given = [one for one in found if one.prepared]
    parts = _parts(writing, given)
    view = AnswerAssignment(
        head=writing.head("answer_assignment"),
        conference=writing.conference.title,
        regulation=regulation_words(writing),
        time=writing.voice.time(writing.conference.starts_at),
        limit=_limit(writing),
        parts=parts,
        unassigned=_rows(writing, [one for one in found if _is_unassigned(one)]),
        agencies=tuple(part.agency for part in parts),
    )
    return writing.paper("answer_assignment", view)


def combined_answers(writing: Writing) -> Paper:
    """hai-phong-13-hd V.4.2(1): the agencies' answers in one report."""
    asked = [one for one in writing.opinions if one.prepared]
    answered = [one for one in asked if one.prepared and one.prepared.answer]
    missing = [one for one in asked if one.prepared and not one.prepared.answer]
    view = CombinedAnswers(
        head=writing.head("combined_answers"),
        conference=writing.conference.title,
        time=writing.voice.time(writing.conference.starts_at),
        as_of=writing.voice.time(writing.voice.now),
        asked=str(len(asked)),
        answered=str(len(answered)),
        parts=_parts(writing, answered),
        missing=_parts(writing, missing),
    )
    return writing.paper("combined_answers", view)


def reply_covers(writing: Writing) -> Paper:
    """hai-phong-13-hd V.3.2: to the person and to the place where it was raised, with a report to
    the same level; issued by the agency."""
    found = writing.opinions
    view = ReplyCovers(
        head=writing.head("reply_cover"),
        conference=writing.conference.title,
        letters=tuple(
            _letter(writing, one, one.reply)
            for one in found
            if one.reply is not None and one.reply.is_published
        ),
    )
    return writing.paper("reply_covers", view)


def _is_unassigned(opinion: Opinion) -> bool:
    is_for_conference = opinion.petition.disposition == Disposition.AT_CONFERENCE
    return is_for_conference and opinion.prepared is None and opinion.concluded is None


def _limit(writing: Writing) -> str:
    """The regulation's own words for when answers are due; empty where it sets no date."""
    rule = writing.regulation.milestones.get(PREPARED)
    limits = [one for one in rule.limits if one.when != When.COMPLEX] if rule else []
    return limits[0].wording if limits else ""


def _parts(writing: Writing, found: Sequence[Opinion]) -> tuple[Part, ...]:
    """By agency, in the order in which they were first given something."""
    by_agency: dict[str, list[Opinion]] = {}
    for one in found:
        by_agency.setdefault(one.prepared.agency if one.prepared else "", []).append(one)
    return tuple(
        Part(number=str(number), agency=agency, count=str(len(own)), rows=_rows(writing, own))
        for number, (agency, own) in enumerate(by_agency.items(), start=1)
    )


def _rows(writing: Writing, found: Sequence[Opinion]) -> tuple[Row, ...]:
    return tuple(_row(writing, number, one) for number, one in enumerate(found, start=1))


def _row(writing: Writing, number: int, opinion: Opinion) -> Row:
    voice, given = writing.voice, opinion.prepared
    due = table_date(given.task.due_on) if given and given.task.due_on else ""
    return Row(
        number=str(number),
        code=nameless(opinion),
        content=content(voice, opinion),
        helpers=", ".join(given.helpers) if given else "",
        due=due or voice.say("paper-before-conference"),
        answer=answer(voice, given),
        document=document(voice, given) if given else "",
    )


def _letter(writing: Writing, opinion: Opinion, given: Given) -> Letter:
    answered, concluded = given.answer, opinion.concluded
    assert answered is not None
    head = writing.head(
        "reply_cover", day=answered.signed_on, number=answered.number, agency=given.agency
    )
    return Letter(
        head=replace(head, signer=answered.signer or head.signer),
        person=opinion.petition.name if given.task.names_author else "",
        village=opinion.village,
        code=opinion.code,
        conference=writing.conference.title,
        day=f"{writing.day:%d/%m/%Y}",
        notice=concluded.notice.number if concluded else "",
        content=content(writing.voice, opinion),
        answer=answered.text or DOTS,
        has_file=answered.attachment_id is not None,
        recipients=recipients(
            writing,
            "written_reply",
            village=opinion.village,
            raisers=writing.voice.say("paper-same-as-above"),
        ),
    )
