"""Online conferences in session: whether they take questions, the questions, whose turn it is.

Whoever opens, closes, asks or calls locks the session's row first, so that no question comes in
behind a closing and two moderators call one question.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, func, or_, update
from sqlmodel import col, select

from dialogue.conference_life import NOT_HELD, ConferenceState
from dialogue.names import Form
from dialogue.petition import PetitionState
from dialogue.seat import SeatState
from dialogue.session_question import WAITING, QuestionState
from dialogue.turns import Waiting, in_turn
from storage.counters import take_number
from storage.errors import Outdated
from storage.once import insert_once
from storage.prepared import Prepared
from storage.tables import (
    Address,
    Conference,
    LiveSession,
    Petition,
    Proof,
    SessionQuestion,
    Staff,
)
from storage.work import Work

# Asked for with each menu, and built once.
_IN_SESSION = (
    Conference.commune_id == bindparam("commune_id"),
    LiveSession.commune_id == bindparam("commune_id"),
    Conference.state == ConferenceState.IN_SESSION,
    col(LiveSession.closed_at).is_(None),
)
_OF_IT = col(LiveSession.conference_id) == col(Conference.id)
_TAKING = (
    select(Conference)
    .join(LiveSession, _OF_IT)
    .where(*_IN_SESSION)
    .order_by(col(Conference.starts_at), col(Conference.id))
)
_ANY_TAKING = Prepared(select(Conference.id).join(LiveSession, _OF_IT).where(*_IN_SESSION).limit(1))


def taking_questions(work: Work, commune_id: int) -> Sequence[Conference]:
    """The commune's conferences to which people may send questions now."""
    return work.session.exec(_TAKING, params={"commune_id": commune_id}).all()


def takes_questions(work: Work, commune_id: int) -> bool:
    """Whether there is any such conference."""
    return _ANY_TAKING.first(work, commune_id=commune_id) is not None


def online(work: Work, commune_id: int) -> Sequence[Conference]:
    """The commune's online conferences of which people know, the newest day first."""
    unknown = sorted((ConferenceState.DRAFT, *NOT_HELD))
    return work.session.exec(
        select(Conference)
        .where(
            Conference.commune_id == commune_id,
            Conference.form == Form.TRUC_TUYEN,
            col(Conference.state).not_in(unknown),
        )
        .order_by(col(Conference.starts_at).desc(), col(Conference.id).desc())
    ).all()


def session_of(work: Work, conference: Conference, *, lock: bool = False) -> LiveSession | None:
    """The session as it is now; with `lock` others wait until this transaction ends."""
    assert conference.id is not None
    key = (conference.commune_id, conference.id)
    return work.session.get(LiveSession, key, with_for_update=lock or None, populate_existing=True)


def is_open(session: LiveSession | None) -> bool:
    """Whether it was opened and not closed since."""
    return session is not None and session.closed_at is None


def open_session(
    work: Work, conference: Conference, seen: int, by: int | None, now: datetime
) -> bool:
    """Open it, where version `seen` (0 for none yet) is what stood there; False for the second."""
    if not seen:
        key = {"commune_id": conference.commune_id, "conference_id": conference.id}
        made = insert_once(work, LiveSession, **key, opened_at=now, opened_by=by, version=1)
        return made is not None
    values = {"opened_at": now, "opened_by": by, "closed_at": None, "closed_by": None}
    return _turn(work, conference, seen, col(LiveSession.closed_at).is_not(None), **values)


def close_session(
    work: Work, conference: Conference, seen: int, by: int | None, now: datetime
) -> bool:
    """Close it, where it is open in version `seen`; False for the second."""
    still = col(LiveSession.closed_at).is_(None)
    return _turn(work, conference, seen, still, closed_at=now, closed_by=by)


def _turn(work: Work, conference: Conference, seen: int, where: Any, **values: Any) -> bool:
    won = work.session.execute(
        update(LiveSession)
        .where(
            col(LiveSession.commune_id) == conference.commune_id,
            col(LiveSession.conference_id) == conference.id,
            col(LiveSession.version) == seen,
            where,
        )
        .values(version=seen + 1, **values)
        .execution_options(synchronize_session=False)
    )
    return bool(won.rowcount)  # type: ignore[attr-defined]


def ask(work: Work, conference: Conference, now: datetime, **values: Any) -> SessionQuestion:
    """A new question under the conference's next number. Lock the session first."""
    assert conference.id is not None
    question = SessionQuestion(
        commune_id=conference.commune_id,
        conference_id=conference.id,
        number=take_number(work, conference.commune_id, f"question:{conference.id}"),
        asked_at=now,
        changed_at=now,
        **values,
    )
    work.session.add(question)
    work.session.flush()
    return question


def question(work: Work, conference: Conference, number: int) -> SessionQuestion | None:
    """The question of this number."""
    return work.session.exec(
        select(SessionQuestion).where(*_of(conference), SessionQuestion.number == number)
    ).first()


def change(work: Work, question: SessionQuestion, seen: int, now: datetime, **values: Any) -> None:
    """Change a question as it was when version `seen` was read.

    Raises Outdated when somebody changed it in between: the update decides, not the reader.
    """
    won = work.session.execute(
        update(SessionQuestion)
        .where(col(SessionQuestion.id) == question.id, col(SessionQuestion.version) == seen)
        .values(version=seen + 1, changed_at=now, **values)
        .execution_options(synchronize_session=False)
    )
    work.session.refresh(question)
    if not won.rowcount:  # type: ignore[attr-defined]
        raise Outdated(str(question.number))


def counts(work: Work, conference: Conference) -> Mapping[str, int]:
    """How many questions are in each state."""
    rows = work.session.execute(
        select(col(SessionQuestion.state), func.count())
        .where(*_of(conference))
        .group_by(col(SessionQuestion.state))
    )
    return {state: int(count) for state, count in rows}


def waits(work: Work, conference: Conference) -> bool:
    """Whether any question of it is still to be decided, called or carried over."""
    return bool(left(work, conference, limit=1))


def left(work: Work, conference: Conference, *, limit: int) -> Sequence[SessionQuestion]:
    """Questions of which something is still to come, the first sent first."""
    return _listed(work, conference, WAITING, offset=0, limit=limit)


def held(
    work: Work, conference: Conference, *, offset: int = 0, limit: int
) -> Sequence[SessionQuestion]:
    """Questions that no moderator has decided on, the first sent first."""
    return _listed(work, conference, (QuestionState.HELD,), offset=offset, limit=limit)


def _listed(
    work: Work, conference: Conference, states: Sequence[str], *, offset: int, limit: int
) -> Sequence[SessionQuestion]:
    return work.session.exec(
        select(SessionQuestion)
        .where(*_of(conference), col(SessionQuestion.state).in_(states))
        .order_by(col(SessionQuestion.number))
        .offset(offset)
        .limit(limit)
    ).all()


def called(work: Work, conference: Conference) -> SessionQuestion | None:
    """The question that is being answered now."""
    return work.session.exec(
        select(SessionQuestion).where(
            *_of(conference), SessionQuestion.state == QuestionState.CALLED
        )
    ).first()


def queue(work: Work, conference: Conference) -> list[int]:
    """The numbers of the questions that were let through, in the order of fair turns."""
    rows = work.session.execute(
        select(
            col(SessionQuestion.number),
            col(SessionQuestion.person_id),
            col(SessionQuestion.state),
        ).where(
            *_of(conference),
            or_(
                col(SessionQuestion.state) == QuestionState.QUEUED,
                col(SessionQuestion.called_at).is_not(None),
            ),
        )
    ).all()
    waiting = [Waiting(number=n, author=a) for n, a, s in rows if s == QuestionState.QUEUED]
    heard = Counter(author for _, author, state in rows if state != QuestionState.QUEUED)
    return [one.number for one in in_turn(waiting, heard)]


def numbered(
    work: Work, conference: Conference, numbers: Sequence[int]
) -> Sequence[SessionQuestion]:
    """The questions of these numbers, in this order."""
    rows = work.session.exec(
        select(SessionQuestion).where(*_of(conference), col(SessionQuestion.number).in_(numbers))
    ).all()
    return sorted(rows, key=lambda row: numbers.index(row.number))


def of_person(
    work: Work, conference: Conference, person_id: int | None
) -> Sequence[SessionQuestion]:
    """What somebody has sent to this conference's session, the newest first."""
    return work.session.exec(
        select(SessionQuestion)
        .where(*_of(conference), SessionQuestion.person_id == person_id)
        .order_by(col(SessionQuestion.number).desc())
    ).all()


def last_asked_at(work: Work, commune_id: int, person_id: int | None) -> Conference | None:
    """The conference to whose session somebody has sent their newest question."""
    return work.session.exec(
        select(Conference)
        .join(SessionQuestion, col(SessionQuestion.conference_id) == col(Conference.id))
        .where(SessionQuestion.commune_id == commune_id, SessionQuestion.person_id == person_id)
        .order_by(col(SessionQuestion.id).desc())
        .limit(1)
    ).first()


def transcript(
    work: Work, conference: Conference, *, offset: int = 0, limit: int | None = None
) -> Sequence[SessionQuestion]:
    """Every question of the session as it was sent, with what became of it: for the minutes.

    In the order in which they came; `called_at` says in which they were answered.
    """
    return work.session.exec(
        select(SessionQuestion)
        .where(*_of(conference))
        .order_by(col(SessionQuestion.number))
        .offset(offset)
        .limit(limit)
    ).all()


def may_join(work: Work, conference: Conference, person_id: int) -> bool:
    """Whether somebody is given the link: who has registered, or for whom an officer has and who
    claimed that by code and secret, and was neither refused a seat nor waits for one; and the staff
    of the commune."""
    claimed = (
        select(Proof.petition_id)
        .join(Address, col(Address.id) == col(Proof.address_id))
        .where(Address.commune_id == conference.commune_id, Address.person_id == person_id)
    )
    registered = exists().where(
        col(Petition.commune_id) == conference.commune_id,
        col(Petition.conference_id) == conference.id,
        or_(col(Petition.person_id) == person_id, col(Petition.id).in_(claimed)),
        col(Petition.state).not_in((PetitionState.DRAFT, PetitionState.WITHDRAWN)),
        col(Petition.seat) != SeatState.REFUSED,
        col(Petition.waiting_since).is_(None),
    )
    is_staff = exists().where(
        col(Staff.commune_id) == conference.commune_id,
        col(Staff.person_id) == person_id,
        col(Staff.left_at).is_(None),
    )
    return bool(work.session.execute(select(or_(registered, is_staff))).scalar_one())


def _of(conference: Conference) -> tuple[Any, ...]:
    return (
        col(SessionQuestion.commune_id) == conference.commune_id,
        col(SessionQuestion.conference_id) == conference.id,
    )
