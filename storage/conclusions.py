"""Conclusion notices: what they say of each matter, to whom they go, and what was sent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, func, or_, update
from sqlmodel import col, select

from dialogue.conference_life import ConferenceState
from dialogue.petition import PetitionState
from storage.deadlines import RUNNING
from storage.errors import Outdated
from storage.once import insert_once
from storage.tables import (
    Answer,
    Conclusion,
    ConclusionMatter,
    ConclusionRecipient,
    Conference,
    ConferenceEvent,
    Deadline,
    Petition,
    Proof,
)
from storage.tables.conclusion import ConclusionState
from storage.tables.task import AnswerState
from storage.work import Work

# What the chair concludes on. What was passed on or has ended is not the conference's any more,
# and of what still waits for its author nothing can be said.
CONCLUDED_ON = (
    PetitionState.RECEIVED,
    PetitionState.ACCEPTED,
    PetitionState.CLASSIFIED,
    PetitionState.ASSIGNED,
    PetitionState.SETTLED,
    PetitionState.LEFT_OPEN,
    PetitionState.NOTED,
    PetitionState.SUBMITTED_UPWARD,
    PetitionState.REPLIED,
)
# A matter on whose end nobody has to act any more.
OVER = (
    PetitionState.DRAFT,
    PetitionState.DECLINED,
    PetitionState.WITHDRAWN,
    PetitionState.SETTLED,
    PetitionState.NOTED,
    PetitionState.SUBMITTED_UPWARD,
    PetitionState.PASSED_ON,
    PetitionState.REPLIED,
    PetitionState.CLOSED,
    PetitionState.PETITIONED_AGAIN,
)
LISTED = (
    ConferenceState.IN_SESSION,
    ConferenceState.CONCLUDED,
    ConferenceState.REPLIES_DUE,
)

Matter = tuple[Petition, ConclusionMatter | None]


def conferences(work: Work, commune_id: int, now: datetime) -> Sequence[Conference]:
    """Conferences that are being held or followed up, or whose day has come; the newest first."""
    begun = and_(
        col(Conference.starts_at) <= now,
        col(Conference.state).in_((ConferenceState.ANNOUNCED, ConferenceState.REGISTRATION_CLOSED)),
    )
    return work.session.exec(
        select(Conference)
        .where(Conference.commune_id == commune_id, or_(col(Conference.state).in_(LISTED), begun))
        .order_by(col(Conference.starts_at).desc(), col(Conference.id).desc())
    ).all()


def issued(work: Work, conference: Conference) -> Sequence[Conclusion]:
    """The notices of a conference that have a number and a date, in their order."""
    return work.session.exec(
        select(Conclusion)
        .where(
            Conclusion.commune_id == conference.commune_id,
            Conclusion.conference_id == conference.id,
            Conclusion.state == ConclusionState.ISSUED,
        )
        .order_by(col(Conclusion.id))
    ).all()


def in_hand(work: Work, conference: Conference, by: int, now: datetime) -> Conclusion:
    """The notice that is being prepared; begun where there is none, a supplement after the first.

    The conference's row is locked, so that two officers begin one.
    """
    work.session.exec(
        select(Conference.id).where(Conference.id == conference.id).with_for_update()
    ).one()
    found = work.session.exec(
        select(Conclusion).where(
            Conclusion.commune_id == conference.commune_id,
            Conclusion.conference_id == conference.id,
            Conclusion.state == ConclusionState.DRAFT,
        )
    ).first()
    return found or _begin(work, conference, by, now)


def _begin(work: Work, conference: Conference, by: int, now: datetime) -> Conclusion:
    assert conference.id is not None
    begun = Conclusion(
        commune_id=conference.commune_id,
        conference_id=conference.id,
        is_supplement=bool(issued(work, conference)),
        made_by=by,
        created_at=now,
    )
    work.session.add(begun)
    work.session.flush()
    return begun


def issue(work: Work, conclusion: Conclusion, now: datetime) -> bool:
    """It has a number and a date from now on; False when a colleague was first."""
    won = work.session.execute(
        update(Conclusion)
        .where(col(Conclusion.id) == conclusion.id, col(Conclusion.state) == ConclusionState.DRAFT)
        .values(state=ConclusionState.ISSUED, issued_at=now)
        .execution_options(synchronize_session=False)
    )
    work.session.refresh(conclusion)
    return bool(won.rowcount)  # type: ignore[attr-defined]


def matters(work: Work, conclusion: Conclusion) -> list[Matter]:
    """What a notice in hand has to say something of, with what was chosen; the oldest first.

    What an issued notice of the conference has named is not named again.
    """
    own = and_(
        col(ConclusionMatter.petition_id) == col(Petition.id),
        col(ConclusionMatter.conclusion_id) == conclusion.id,
    )
    rows = work.session.exec(
        select(Petition, ConclusionMatter)
        .outerjoin(ConclusionMatter, own)
        .where(
            Petition.commune_id == conclusion.commune_id,
            Petition.conference_id == conclusion.conference_id,
            col(Petition.state).in_(CONCLUDED_ON),
            ~_is_named(conclusion.conference_id),
        )
        .order_by(col(Petition.id))
    ).all()
    return [(petition, matter) for petition, matter in rows]


def _is_named(conference_id: int | None) -> Any:
    return (
        exists()
        .where(
            col(ConclusionMatter.petition_id) == col(Petition.id),
            col(ConclusionMatter.conclusion_id) == col(Conclusion.id),
            col(Conclusion.state) == ConclusionState.ISSUED,
            col(Conclusion.conference_id) == conference_id,
        )
        .correlate(Petition)
    )


def chosen(
    work: Work, conclusion: Conclusion, *, after: int = 0, limit: int | None = None
) -> Sequence[ConclusionMatter]:
    """What a notice says, matter by matter, in the order of the petitions; or a part of it."""
    return work.session.exec(
        select(ConclusionMatter)
        .where(
            ConclusionMatter.commune_id == conclusion.commune_id,
            ConclusionMatter.conclusion_id == conclusion.id,
            col(ConclusionMatter.petition_id) > after,
        )
        .order_by(col(ConclusionMatter.petition_id))
        .limit(limit)
    ).all()


def said_of(work: Work, conclusion: Conclusion) -> Sequence[tuple[str, str, int | None]]:
    """The same as bodies read it: code, outcome, and the agency that has to reply."""
    rows = work.session.execute(
        select(Petition.code, ConclusionMatter.outcome, ConclusionMatter.agency_id)
        .join(Petition, col(Petition.id) == col(ConclusionMatter.petition_id))
        .where(
            ConclusionMatter.commune_id == conclusion.commune_id,
            ConclusionMatter.conclusion_id == conclusion.id,
        )
        .order_by(col(ConclusionMatter.petition_id))
    )
    return [(code or "", outcome, agency) for code, outcome, agency in rows]


def waits_for_supplement(work: Work, conference: Conference) -> bool:
    """Whether a matter of the conference was named by none of its notices yet."""
    found = work.session.exec(
        select(Petition.id)
        .where(
            Petition.commune_id == conference.commune_id,
            Petition.conference_id == conference.id,
            col(Petition.state).in_(CONCLUDED_ON),
            ~_is_named(conference.id),
        )
        .limit(1)
    ).first()
    return found is not None


def waiting_for_authors(work: Work, conference: Conference) -> int:
    """How many matters cannot be concluded on, because their authors were asked for documents."""
    counted = (
        select(func.count())
        .select_from(Petition)
        .where(
            Petition.commune_id == conference.commune_id,
            Petition.conference_id == conference.id,
            Petition.state == PetitionState.DOCUMENTS_REQUESTED,
        )
    )
    return int(work.session.execute(counted).scalar_one())


def has_published_answer(work: Work, petition: Petition) -> bool:
    """Whether its author may read an answer already, as one that was prepared."""
    found = work.session.exec(
        select(Answer.id)
        .where(
            Answer.commune_id == petition.commune_id,
            Answer.petition_id == petition.id,
            Answer.state == AnswerState.PUBLISHED,
        )
        .limit(1)
    ).first()
    return found is not None


def matter_of(work: Work, conclusion: Conclusion, petition: Petition) -> ConclusionMatter | None:
    """What was chosen for one petition."""
    return work.session.exec(
        select(ConclusionMatter).where(
            ConclusionMatter.commune_id == conclusion.commune_id,
            ConclusionMatter.conclusion_id == conclusion.id,
            ConclusionMatter.petition_id == petition.id,
        )
    ).first()


def choose(
    work: Work, conclusion: Conclusion, petition: Petition, *, seen: str, **values: Any
) -> None:
    """Choose what is concluded of a matter, where `seen` was the choice before ("" for none).

    Raises Outdated when a colleague chose in between.
    """
    done = (
        _chosen_anew(work, conclusion, petition, seen, values)
        if seen
        else _chosen_first(work, conclusion, petition, values)
    )
    if not done:
        raise Outdated(petition.code or "")


def _chosen_anew(
    work: Work, conclusion: Conclusion, petition: Petition, seen: str, values: dict[str, Any]
) -> bool:
    row = matter_of(work, conclusion, petition)
    if row is None:
        return False
    won = work.session.execute(
        update(ConclusionMatter)
        .where(col(ConclusionMatter.id) == row.id, col(ConclusionMatter.outcome) == seen)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    work.session.refresh(row)
    return bool(won.rowcount)  # type: ignore[attr-defined]


def _chosen_first(
    work: Work, conclusion: Conclusion, petition: Petition, values: dict[str, Any]
) -> bool:
    keys = {"commune_id": conclusion.commune_id, "conclusion_id": conclusion.id}
    return bool(
        insert_once(
            work, ConclusionMatter, petition_id=petition.id, **{"note": "", **keys, **values}
        )
    )


def leave_out(work: Work, matter: ConclusionMatter) -> None:
    """Say nothing of a matter yet."""
    work.session.delete(matter)
    work.session.flush()


def add_recipient(work: Work, conclusion: Conclusion, **values: Any) -> ConclusionRecipient:
    """One of those to whom a notice goes."""
    assert conclusion.id is not None
    row = ConclusionRecipient(
        commune_id=conclusion.commune_id, conclusion_id=conclusion.id, **values
    )
    work.session.add(row)
    work.session.flush()
    return row


def recipients(work: Work, conclusion: Conclusion) -> Sequence[ConclusionRecipient]:
    """All to whom a notice goes, in the order in which the regulation names them."""
    return work.session.exec(
        select(ConclusionRecipient)
        .where(
            ConclusionRecipient.commune_id == conclusion.commune_id,
            ConclusionRecipient.conclusion_id == conclusion.id,
        )
        .order_by(col(ConclusionRecipient.id))
    ).all()


def unsent(work: Work, conference: Conference) -> Sequence[ConclusionRecipient]:
    """Those to whom the conference's notices still have to be handed."""
    return work.session.exec(
        select(ConclusionRecipient)
        .join(Conclusion, col(Conclusion.id) == col(ConclusionRecipient.conclusion_id))
        .where(
            ConclusionRecipient.commune_id == conference.commune_id,
            Conclusion.conference_id == conference.id,
            col(ConclusionRecipient.sent_at).is_(None),
        )
        .order_by(col(ConclusionRecipient.id))
    ).all()


def raisers(work: Work, conference: Conference) -> dict[int | None, str]:
    """The names of the authors among them, by their petitions."""
    rows = work.session.execute(
        select(col(Petition.id), col(Petition.name))
        .join(ConclusionRecipient, col(ConclusionRecipient.petition_id) == col(Petition.id))
        .join(Conclusion, col(Conclusion.id) == col(ConclusionRecipient.conclusion_id))
        .where(
            ConclusionRecipient.commune_id == conference.commune_id,
            Conclusion.conference_id == conference.id,
            col(ConclusionRecipient.sent_at).is_(None),
        )
    )
    return {row.id: row.name for row in rows}


def recipient(work: Work, conference: Conference, number: int) -> ConclusionRecipient | None:
    """The recipient of this number, if it is of a notice of this conference."""
    row = work.session.get(ConclusionRecipient, number)
    notice = work.session.get(Conclusion, row.conclusion_id) if row is not None else None
    return row if notice is not None and notice.conference_id == conference.id else None


def sent(work: Work, row: ConclusionRecipient, *, how: str, at: datetime, by: int | None) -> bool:
    """It was sent; False when a colleague has noted that before."""
    won = work.session.execute(
        update(ConclusionRecipient)
        .where(col(ConclusionRecipient.id) == row.id, col(ConclusionRecipient.sent_at).is_(None))
        .values(sent_how=how, sent_at=at, sent_by=by)
        .execution_options(synchronize_session=False)
    )
    work.session.refresh(row)
    return bool(won.rowcount)  # type: ignore[attr-defined]


def all_sent(work: Work, conference: Conference, *, how: str, at: datetime, by: int | None) -> int:
    """All who still had to be handed the conference's notices were; how many, in one go."""
    notices = select(Conclusion.id).where(
        Conclusion.commune_id == conference.commune_id, Conclusion.conference_id == conference.id
    )
    noted = work.session.execute(
        update(ConclusionRecipient)
        .where(
            col(ConclusionRecipient.commune_id) == conference.commune_id,
            col(ConclusionRecipient.conclusion_id).in_(notices),
            col(ConclusionRecipient.sent_at).is_(None),
        )
        .values(sent_how=how, sent_at=at, sent_by=by)
        .execution_options(synchronize_session="fetch")
    )
    return int(noted.rowcount)  # type: ignore[attr-defined]


def last_sent(work: Work, conference: Conference) -> datetime | None:
    """When the last of the recipients was sent a notice of the conference."""
    return work.session.execute(
        select(func.max(ConclusionRecipient.sent_at))
        .select_from(ConclusionRecipient)
        .join(Conclusion, col(Conclusion.id) == col(ConclusionRecipient.conclusion_id))
        .where(
            col(ConclusionRecipient.commune_id) == conference.commune_id,
            col(Conclusion.conference_id) == conference.id,
        )
    ).scalar_one_or_none()


def still_open(work: Work, conference: Conference) -> int:
    """How many of the conference's matters somebody still has to act on: also what was settled,
    as long as a written reply to it is owed."""
    owed = (
        exists()
        .where(
            col(Deadline.commune_id) == conference.commune_id,
            col(Deadline.petition_id) == col(Petition.id),
            col(Deadline.conference_id) == conference.id,
            col(Deadline.state).in_(RUNNING),
        )
        .correlate(Petition)
    )
    counted = (
        select(func.count())
        .select_from(Petition)
        .where(
            Petition.commune_id == conference.commune_id,
            Petition.conference_id == conference.id,
            or_(
                col(Petition.state).not_in(OVER),
                and_(col(Petition.state) == PetitionState.SETTLED, owed),
            ),
        )
    )
    return int(work.session.execute(counted).scalar_one())


def move(
    work: Work,
    conference: Conference,
    seen: int,
    *,
    state: ConferenceState,
    kind: str,
    at: datetime,
    staff_id: int | None,
    note: str = "",
) -> None:
    """One step in the life of a conference as it was when version `seen` was read.

    Raises Outdated when somebody changed it in between.
    """
    won = work.session.execute(
        update(Conference)
        .where(col(Conference.id) == conference.id, col(Conference.version) == seen)
        .values(version=seen + 1, state=state)
        .execution_options(synchronize_session=False)
    )
    work.session.refresh(conference)
    if not won.rowcount:  # type: ignore[attr-defined]
        raise Outdated(conference.code)
    assert conference.id is not None
    work.session.add(
        ConferenceEvent(
            commune_id=conference.commune_id,
            conference_id=conference.id,
            at=at,
            kind=kind,
            staff_id=staff_id,
            note=note,
        )
    )
    work.session.flush()


def is_told_of(work: Work, attachment_id: int | None, person_id: int, address_id: int) -> bool:
    """Whether a file is a notice that speaks of a petition of this person or address."""
    proved = exists().where(
        col(Proof.address_id) == address_id, col(Proof.petition_id) == col(Petition.id)
    )
    found = work.session.exec(
        select(Petition.id)
        .join(ConclusionMatter, col(ConclusionMatter.petition_id) == col(Petition.id))
        .join(Conclusion, col(Conclusion.id) == col(ConclusionMatter.conclusion_id))
        .where(
            Conclusion.attachment_id == attachment_id,
            Conclusion.state == ConclusionState.ISSUED,
            or_(col(Petition.person_id) == person_id, proved),
        )
        .limit(1)
    ).first()
    return found is not None
