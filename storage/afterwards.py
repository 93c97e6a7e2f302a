"""What people say of their answers, and the petitions that take an answered one up again."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select

from dialogue.petition import PetitionState
from storage.tables import Conference, Petition, PetitionEvent, Satisfaction
from storage.work import Work


def grade_of(work: Work, petition: Petition) -> Satisfaction | None:
    """What its author said last."""
    return work.session.get(Satisfaction, petition.id)


def keep_grade(
    work: Work, petition: Petition, *, grade: str, reason: str, now: datetime
) -> Satisfaction:
    """The newest word counts."""
    assert petition.id is not None
    row = grade_of(work, petition)
    if row is None:
        row = Satisfaction(
            petition_id=petition.id, commune_id=petition.commune_id, grade=grade, at=now
        )
    row.grade, row.reason, row.at = grade, reason, now
    work.session.add(row)
    work.session.flush()
    return row


def last_of(work: Work, petition: Petition, kinds: Sequence[str]) -> PetitionEvent | None:
    """The newest line of a petition's history of one of these kinds."""
    return work.session.exec(
        select(PetitionEvent)
        .where(
            PetitionEvent.commune_id == petition.commune_id,
            PetitionEvent.petition_id == petition.id,
            col(PetitionEvent.kind).in_(kinds),
        )
        .order_by(col(PetitionEvent.id).desc())
    ).first()


def petitioned_again(work: Work, conference: Conference) -> Sequence[tuple[Petition, Petition]]:
    """The list that the dossier keeps: each petition of a conference that was taken up again,
    with the one that does so (hai-phong-13-hd V.4.2)."""
    again = Petition.__table__.alias("again")  # type: ignore[attr-defined]
    numbers = work.session.execute(
        select(col(Petition.id), again.c.id)
        .join(again, again.c.continues_id == col(Petition.id))
        .where(
            col(Petition.commune_id) == conference.commune_id,
            col(Petition.conference_id) == conference.id,
            again.c.state != PetitionState.DRAFT,
        )
        .order_by(again.c.id)
    ).all()
    find = work.session.get_one
    return [(find(Petition, first), find(Petition, second)) for first, second in numbers]


def not_satisfied(work: Work, conference: Conference) -> Sequence[tuple[Petition, Satisfaction]]:
    """The petitions of a conference whose authors are not satisfied, or only in part."""
    rows = work.session.exec(
        select(Petition, Satisfaction)
        .join(Satisfaction, col(Satisfaction.petition_id) == col(Petition.id))
        .where(
            Petition.commune_id == conference.commune_id,
            Petition.conference_id == conference.id,
            Satisfaction.grade != "satisfied",
        )
        .order_by(col(Petition.id))
    ).all()
    return [(petition, grade) for petition, grade in rows]
