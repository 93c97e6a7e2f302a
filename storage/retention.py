"""Removing what is no longer needed: a few rows at a time, with a line in the audit for each time.

What belongs to an open matter is never touched. That something was done stays on record (rows,
keys, ids, states, moments); what goes are words, names and files. Each rule looks from where it
stopped last time, by an index; the exceptions say why. The audit has no personal data, so nothing
of it goes.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, exists, or_, select, update
from sqlmodel import col

from dialogue.conference_life import ConferenceState
from dialogue.petition import PetitionState
from dialogue.task import OWED
from storage import audit, jobs, petitions, vitals
from storage.deadlines import NOT_OWED, RUNNING
from storage.jobs import OVER
from storage.partial import is_one_of
from storage.tables import (
    Answer,
    Attachment,
    ByHand,
    Commune,
    Conclusion,
    Conference,
    Conversation,
    Deadline,
    Delegate,
    DossierPaper,
    Job,
    Outbox,
    PendingCase,
    Person,
    Petition,
    PetitionEvent,
    PetitionPart,
    SessionQuestion,
    Staff,
    Task,
)
from storage.tables.pending import PendingState
from storage.tables.traffic import Delivery, JobState
from storage.turns import OPEN
from storage.work import Work

AT_ONCE = 200
WIPED: dict[str, Any] = {"text": ""}
ENDED = (ConferenceState.ARCHIVED, ConferenceState.CANCELLED, ConferenceState.DISCARDED)
SETTLED = (Delivery.SENT, Delivery.FAILED, Delivery.DROPPED)

# Removes at most so many things that are older than a moment; the commune of each.
Remove = Callable[[Work, datetime, int], Sequence[int]]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One kind of thing that goes, by the name of its setting."""

    name: str
    remove: Remove


def remove_some(work: Work, rule: Rule, before: datetime, now: datetime) -> int:
    """Remove some of what the rule is about; how many (0: nothing is left to remove)."""
    removed = Counter(rule.remove(work, before, AT_ONCE))
    for commune_id, count in sorted(removed.items()):
        audit.record(
            work,
            commune_id=commune_id,
            at=now,
            action="purged",
            subject=rule.name,
            subject_id=0,
            count=count,
            before=before.date().isoformat(),
        )
    return sum(removed.values())


def _drafts(work: Work, before: datetime, limit: int) -> list[int]:
    """Drafts that nobody has touched for so long, with their words and files."""
    rows = work.session.execute(
        select(Petition)
        .where(
            col(Petition.commune_id).in_(select(col(Commune.id))),  # the index begins with it
            col(Petition.state) == PetitionState.DRAFT,
            col(Petition.changed_at) < before,
        )
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).scalars()
    return [_without(work, draft) for draft in rows]


def _without(work: Work, draft: Petition) -> int:
    events = col(PetitionEvent.petition_id) == draft.id
    at = col(PetitionEvent.commune_id) == draft.commune_id
    work.session.execute(delete(PetitionEvent).where(at, events))
    commune_id = draft.commune_id
    petitions.discard(work, draft)
    return commune_id


def _messages(work: Work, before: datetime, limit: int) -> list[int]:
    """The words of messages that were delivered or given up. Their keys stay: by them nothing is
    told twice."""
    removed: list[int] = []
    for commune_id in _communes(work):
        cursor = _Cursor(work, f"{vitals.PURGE}:messages:{commune_id}")
        rows = work.session.execute(
            select(col(Outbox.id), col(Outbox.settled_at))
            .where(
                col(Outbox.commune_id) == commune_id,
                col(Outbox.state).in_(SETTLED),
                cursor.after(col(Outbox.settled_at), col(Outbox.id)),
                col(Outbox.settled_at) < before,
            )
            .order_by(col(Outbox.settled_at), col(Outbox.id))
            .limit(limit - len(removed))
        ).all()
        _wipe(work, Outbox, [number for number, _ in rows], body=WIPED)
        cursor.move(rows)
        removed += [commune_id] * len(rows)
        if len(removed) >= limit:
            break
    return removed


def _by_hand(work: Work, before: datetime, limit: int) -> list[int]:
    """The words of what was told by hand. There are few of them."""
    return _in_turn(work, "by_hand", ByHand, col(ByHand.done_at), before, limit, body=WIPED)


def _jobs(work: Work, before: datetime, limit: int) -> list[int]:
    """What finished work was given. Its key stays: by it nothing is done twice."""
    done = and_(col(Job.state) == JobState.DONE, is_one_of(col(Job.state), OVER))
    return _in_turn(work, "jobs", Job, col(Job.created_at), before, limit, done, payload={})


def _conversations(work: Work, before: datetime, limit: int) -> list[int]:
    """What a conversation remembers that stands still. Looked for without an index: one would
    have to be kept up with every message, and this is asked once a day."""
    rows = work.session.execute(
        select(Conversation)
        .where(col(Conversation.changed_at) < before, col(Conversation.state) != "")
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).scalars()
    return [_forgotten(row) for row in rows]


def _forgotten(row: Conversation) -> int:
    row.state, row.data, row.offered = "", {}, []
    return row.commune_id


def _files(work: Work, before: datetime, limit: int) -> list[int]:
    """Files that belong to nothing: of drafts that were discarded, of papers that were written to
    be downloaded, of signed ones that were taken out of a dossier. What is in an open conversation
    or in a message that still waits stays."""
    unused = [
        ~exists().where(col(owner.attachment_id) == col(Attachment.id))
        for owner in (PetitionPart, Answer, Conclusion)
    ]
    in_dossier = exists().where(
        col(DossierPaper.attachment_id) == col(Attachment.id),
        col(DossierPaper.removed_at).is_(None),
    )
    asked = exists().where(
        col(Conversation.address_id) == col(Attachment.address_id), col(Conversation.state) != ""
    )
    rows = work.session.execute(
        select(Attachment)
        .where(col(Attachment.created_at) < before, *unused, ~in_dossier, ~asked)
        .order_by(col(Attachment.id))
        .limit(limit)
    ).scalars()
    wanted = _wanted(work, before)
    gone = [row for row in rows if row.id not in wanted]
    # That a signed paper was there and taken away stays on record without it.
    ids = [row.id for row in gone]
    taken = update(DossierPaper).where(col(DossierPaper.attachment_id).in_(ids))
    work.session.execute(taken.values(attachment_id=None))
    for row in gone:
        work.session.delete(row)
    return [row.commune_id for row in gone]


def _wanted(work: Work, before: datetime) -> set[int]:
    """What is shown by messages that wait, or somebody has to tell by hand, or unfinished work
    is about: all of that is old, and so there is little of it."""
    waiting = select(col(Outbox.body)).where(
        is_one_of(col(Outbox.state), OPEN), col(Outbox.created_at) < before
    )
    by_hand = select(col(ByHand.body)).where(
        col(ByHand.done_at).is_(None), col(ByHand.created_at) < before
    )
    bodies = [
        body for asked in (waiting, by_hand) for body in work.session.execute(asked).scalars()
    ]
    open_jobs = is_one_of(col(Job.state), jobs.OPEN)
    set_aside = and_(is_one_of(col(Job.state), OVER), col(Job.state) == JobState.SET_ASIDE)
    payloads = [
        payload
        for which in (open_jobs, set_aside)
        for payload in work.session.execute(select(col(Job.payload)).where(which)).scalars()
    ]
    return {
        *(file["attachment"] for body in bodies for file in body.get("files", ())),
        *(payload["attachment"] for payload in payloads if "attachment" in payload),
    }


def _closed(work: Work, before: datetime, limit: int) -> list[int]:
    """Who was behind petitions that ended long ago; what was asked and answered stays."""
    running = exists().where(
        col(Deadline.commune_id) == col(Petition.commune_id),
        col(Deadline.petition_id) == col(Petition.id),
        col(Deadline.state).in_(RUNNING),
    )
    owed = exists().where(
        col(Task.commune_id) == col(Petition.commune_id),
        col(Task.petition_id) == col(Petition.id),
        col(Task.state).in_(tuple(sorted(OWED))),
    )
    columns = (Petition.name, Petition.phone, Petition.position, Petition.behalf_name)
    named = or_(*(col(column) != "" for column in columns))
    rows = work.session.execute(
        select(Petition)
        .where(
            col(Petition.commune_id).in_(select(col(Commune.id))),
            col(Petition.state).in_(NOT_OWED),
            col(Petition.submitted_at) < before,
            col(Petition.changed_at) < before,
            named,
            ~running,
            ~owed,
        )
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).scalars()
    return [_nameless(work, petition) for petition in rows] or _of_conferences(work, before, limit)


def _of_conferences(work: Work, before: datetime, limit: int) -> list[int]:
    """Who was on the lists of conferences that are long over, who asked in their sessions, and whom
    the register of pending cases named; what was said and asked stays."""
    for remove in (_delegates, _questions, _cases):
        if removed := remove(work, before, limit):
            return removed
    return []


def _delegates(work: Work, before: datetime, limit: int) -> list[int]:
    rows = work.session.execute(
        select(Delegate)
        .where(*_long_over(Delegate, before), col(Delegate.name) != "")
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).scalars()
    return [_nameless_delegate(row) for row in rows]


def _nameless_delegate(row: Delegate) -> int:
    row.name = row.position = ""
    row.folded = f"#{row.id}"  # nobody types it, and each line of a list stays its own
    return row.commune_id


def _questions(work: Work, before: datetime, limit: int) -> list[int]:
    rows = work.session.execute(
        select(SessionQuestion)
        .where(*_long_over(SessionQuestion, before), col(SessionQuestion.name) != "")
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).scalars()
    return [_nameless_question(work, row) for row in rows]


def _nameless_question(work: Work, row: SessionQuestion) -> int:
    row.name = ""
    work.session.flush()
    _forget_person(work, row.person_id)
    return row.commune_id


def _cases(work: Work, before: datetime, limit: int) -> list[int]:
    rows = work.session.execute(
        select(PendingCase)
        .where(
            col(PendingCase.commune_id).in_(select(col(Commune.id))),
            col(PendingCase.state) == PendingState.CLOSED,
            col(PendingCase.changed_at) < before,
            col(PendingCase.name) != "",
        )
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).scalars()
    return [_nameless_case(row) for row in rows]


def _nameless_case(row: PendingCase) -> int:
    row.name = row.folded = ""
    return row.commune_id


def _long_over(table: Any, before: datetime) -> tuple[Any, ...]:
    """Of conferences that ended, by their day."""
    over = select(col(Conference.id)).where(
        col(Conference.commune_id).in_(select(col(Commune.id))),
        col(Conference.state).in_(ENDED),
        col(Conference.starts_at) < before,
    )
    return (
        col(table.commune_id).in_(select(col(Commune.id))),
        col(table.conference_id).in_(over),
    )


def _nameless(work: Work, petition: Petition) -> int:
    petition.name = petition.phone = petition.position = petition.behalf_name = ""
    work.session.flush()
    _forget_person(work, petition.person_id)
    return petition.commune_id


def _forget_person(work: Work, number: int) -> None:
    person = work.session.get_one(Person, number)
    if not _is_known_otherwise(work, person):
        person.name = person.phone = person.position = ""


def _is_known_otherwise(work: Work, person: Person) -> bool:
    """Another petition or question still names them, or they are staff."""
    others = (
        select(col(Petition.id))
        .where(
            col(Petition.commune_id) == person.commune_id,
            col(Petition.person_id) == person.id,
            or_(col(Petition.name) != "", col(Petition.state).not_in(NOT_OWED)),
        )
        .limit(1)
    )
    held = (
        select(col(Staff.id))
        .where(
            col(Staff.commune_id) == person.commune_id,
            col(Staff.person_id) == person.id,
            col(Staff.left_at).is_(None),
        )
        .limit(1)
    )
    asked = (
        select(col(SessionQuestion.id))
        .where(
            col(SessionQuestion.commune_id) == person.commune_id,
            col(SessionQuestion.person_id) == person.id,
            col(SessionQuestion.name) != "",
        )
        .limit(1)
    )
    return any(work.session.execute(one).first() is not None for one in (others, held, asked))


RULES = (
    Rule(name="drafts", remove=_drafts),
    Rule(name="messages", remove=_messages),
    Rule(name="by_hand", remove=_by_hand),
    Rule(name="jobs", remove=_jobs),
    Rule(name="conversations", remove=_conversations),
    Rule(name="files", remove=_files),
    Rule(name="closed_petitions_years", remove=_closed),
)


def hashes(work: Work) -> set[str]:
    """The contents that any row still refers to."""
    return set(work.session.execute(select(col(Attachment.sha256)).distinct()).scalars())


def is_referred_to(work: Work, sha256: str) -> bool:
    """Whether a row has this content."""
    found = select(col(Attachment.id)).where(col(Attachment.sha256) == sha256).limit(1)
    return work.session.execute(found).first() is not None


class _Cursor:
    """How far a rule has come, by the moment and the id of the last row."""

    def __init__(self, work: Work, name: str) -> None:
        self._work, self._name = work, name
        row = vitals.find(work, name)
        detail = row.detail if row is not None else {}
        self._at = datetime.fromisoformat(detail["at"]) if "at" in detail else None
        self._id = detail.get("id", 0)

    def after(self, moment: Any, number: Any) -> Any:
        """What comes after it."""
        if self._at is None:
            return moment.is_not(None)
        return or_(moment > self._at, and_(moment == self._at, number > self._id))

    def move(self, rows: Sequence[Any]) -> None:
        """On to the last of these rows: id and moment each."""
        if rows:
            number, at = rows[-1]
            vitals.note(self._work, self._name, at=at.isoformat(), id=number)


def _communes(work: Work) -> Iterable[int]:
    return work.session.execute(select(col(Commune.id)).order_by(col(Commune.id))).scalars().all()


def _in_turn(
    work: Work,
    name: str,
    table: Any,
    moment: Any,
    before: datetime,
    limit: int,
    *conditions: Any,
    **wiped: Any,
) -> list[int]:
    cursor = _Cursor(work, f"{vitals.PURGE}:{name}")
    number, commune = col(table.id), col(table.commune_id)
    rows = work.session.execute(
        select(number, moment, commune)
        .where(cursor.after(moment, number), moment < before, *conditions)
        .order_by(moment, number)
        .limit(limit)
    ).all()
    _wipe(work, table, [row[0] for row in rows], **wiped)
    cursor.move([row[:2] for row in rows])
    return [row[2] for row in rows]


def _wipe(work: Work, table: Any, ids: Sequence[int], **values: Any) -> None:
    if ids:
        work.session.execute(update(table).where(col(table.id).in_(ids)).values(**values))
