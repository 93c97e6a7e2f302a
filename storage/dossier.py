"""What belongs to a conference's dossier: signed papers, the files of others, who owes what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import aliased
from sqlmodel import col

from dialogue.conference_life import ConferenceState
from dialogue.petition import PetitionState
from dialogue.task import OPEN
from storage.once import insert_once
from storage.tables import (
    Agency,
    Answer,
    Attachment,
    Conclusion,
    Conference,
    DossierPaper,
    Petition,
    PetitionPart,
    Task,
)
from storage.tables.conclusion import ConclusionState
from storage.tables.petition import FileState
from storage.tables.task import AnswerState
from storage.work import Work

# What was never sent, or taken back by who sent it, is nobody's to keep.
NOT_KEPT = (PetitionState.DRAFT, PetitionState.WITHDRAWN)
# A plan that was thrown away has no dossier.
NONE = (ConferenceState.DISCARDED,)


@dataclass(frozen=True, kw_only=True)
class Stored:
    """A file as its row describes it; `sha256` is empty while its bytes are not here."""

    name: str
    kind: str
    mime: str
    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class AgencyFile:
    """The file of a published answer."""

    purpose: str
    code: str
    agency: str
    number: str
    file: Stored


@dataclass(frozen=True, kw_only=True)
class Owing:
    """So many answers an agency still has to give; `state` is that of its tasks."""

    purpose: str
    agency: str
    state: str
    count: int


def conferences(
    work: Work, commune_id: int, *, offset: int = 0, limit: int
) -> Sequence[Conference]:
    """Those that have a dossier, the newest day first."""
    found = work.session.execute(
        select(Conference)
        .where(col(Conference.commune_id) == commune_id, col(Conference.state).not_in(NONE))
        .order_by(col(Conference.starts_at).desc(), col(Conference.id).desc())
        .offset(offset)
        .limit(limit)
    )
    return found.scalars().all()


def count_conferences(work: Work, commune_id: int) -> int:
    """How many there are."""
    counted = (
        select(func.count())
        .select_from(Conference)
        .where(col(Conference.commune_id) == commune_id, col(Conference.state).not_in(NONE))
    )
    return int(work.session.execute(counted).scalar_one())


def add(
    work: Work, conference: Conference, *, key: str, attachment_id: int, by: int, now: datetime
) -> DossierPaper:
    """A file of a signed paper; the same file twice is one row, which is there again."""
    values = {"key": key, "attachment_id": attachment_id}
    own = {"commune_id": conference.commune_id, "conference_id": conference.id}
    insert_once(work, DossierPaper, **own, **values, number="", added_by=by, added_at=now)
    row: DossierPaper = work.session.execute(
        select(DossierPaper).where(
            col(DossierPaper.commune_id) == conference.commune_id,
            col(DossierPaper.conference_id) == conference.id,
            col(DossierPaper.key) == key,
            col(DossierPaper.attachment_id) == attachment_id,
        )
    ).scalar_one()
    row.removed_at = row.removed_by = None
    return row


def name(work: Work, ids: Sequence[int], **values: str | date | None) -> None:
    """`number` or `signed_on` of a paper that came in these files."""
    work.session.execute(
        update(DossierPaper)
        .where(col(DossierPaper.id).in_(ids))
        .values(**values)
        .execution_options(synchronize_session="fetch")
    )


def find(work: Work, conference: Conference, number: int) -> DossierPaper | None:
    """The signed paper of this number, if it is of this conference."""
    return work.session.execute(
        select(DossierPaper)
        .where(
            col(DossierPaper.id) == number,
            col(DossierPaper.commune_id) == conference.commune_id,
            col(DossierPaper.conference_id) == conference.id,
        )
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()


def take_away(work: Work, row: DossierPaper, *, by: int, now: datetime) -> bool:
    """It is not of the dossier any more; False when a colleague was first."""
    won = work.session.execute(
        update(DossierPaper)
        .where(col(DossierPaper.id) == row.id, col(DossierPaper.removed_at).is_(None))
        .values(removed_at=now, removed_by=by)
        .execution_options(synchronize_session=False)
    )
    work.session.refresh(row)
    return bool(won.rowcount)  # type: ignore[attr-defined]


def put_back(work: Work, row: DossierPaper) -> bool:
    """It is of the dossier again, if its file is still here."""
    won = work.session.execute(
        update(DossierPaper)
        .where(col(DossierPaper.id) == row.id, col(DossierPaper.attachment_id).is_not(None))
        .values(removed_at=None, removed_by=None)
        .execution_options(synchronize_session=False)
    )
    work.session.refresh(row)
    return bool(won.rowcount)  # type: ignore[attr-defined]


def signed(work: Work, conference: Conference) -> Sequence[tuple[DossierPaper, Attachment]]:
    """The signed papers with their files, as they came."""
    found = work.session.execute(
        select(DossierPaper, Attachment)
        .join(Attachment, col(Attachment.id) == col(DossierPaper.attachment_id))
        .where(
            col(DossierPaper.commune_id) == conference.commune_id,
            col(DossierPaper.conference_id) == conference.id,
            col(DossierPaper.removed_at).is_(None),
        )
        .order_by(col(DossierPaper.id))
    ).all()
    return [(paper, file) for paper, file in found]


def is_of_a_dossier(work: Work, attachment_id: int | None) -> bool:
    """Whether a file is, or was, a signed paper."""
    found = (
        select(col(DossierPaper.id))
        .where(col(DossierPaper.attachment_id) == attachment_id)
        .limit(1)
    )
    return work.session.execute(found).first() is not None


def notices(work: Work, conference: Conference) -> Sequence[tuple[Conclusion, Attachment]]:
    """The conclusion notices that were issued as a file."""
    found = work.session.execute(
        select(Conclusion, Attachment)
        .join(Attachment, col(Attachment.id) == col(Conclusion.attachment_id))
        .where(
            col(Conclusion.commune_id) == conference.commune_id,
            col(Conclusion.conference_id) == conference.id,
            col(Conclusion.state) == ConclusionState.ISSUED,
        )
        .order_by(col(Conclusion.id))
    ).all()
    return [(notice, file) for notice, file in found]


def answer_files(work: Work, conference: Conference) -> list[AgencyFile]:
    """The files of the answers that people were sent, by the codes of the petitions."""
    found = work.session.execute(
        select(
            col(Task.purpose),
            col(Petition.code),
            col(Agency.name),
            col(Answer.number),
            Attachment,
        )
        .select_from(Answer)
        .join(Task, col(Task.id) == col(Answer.task_id))
        .join(Petition, col(Petition.id) == col(Answer.petition_id))
        .join(Agency, col(Agency.id) == col(Task.agency_id))
        .join(Attachment, col(Attachment.id) == col(Answer.attachment_id))
        .where(
            col(Answer.commune_id) == conference.commune_id,
            col(Petition.commune_id) == conference.commune_id,
            col(Petition.conference_id) == conference.id,
            col(Answer.state) == AnswerState.PUBLISHED,
            col(Attachment.state) == FileState.STORED,
        )
        .order_by(col(Petition.id), col(Answer.id))
    )
    return [
        AgencyFile(
            purpose=purpose, code=code or "", agency=agency, number=number, file=stored(file)
        )
        for purpose, code, agency, number, file in found
    ]


def petition_files(work: Work, conference: Conference) -> list[tuple[str, Stored]]:
    """What people sent with their petitions, by code; neither what they have replaced nor what
    never came, of which they were told."""
    found = work.session.execute(
        select(col(Petition.code), Attachment)
        .select_from(Petition)
        .join(PetitionPart, col(PetitionPart.petition_id) == col(Petition.id))
        .join(Attachment, col(Attachment.id) == col(PetitionPart.attachment_id))
        .where(
            col(Petition.commune_id) == conference.commune_id,
            col(Petition.conference_id) == conference.id,
            col(Petition.state).not_in(NOT_KEPT),
            col(PetitionPart.commune_id) == conference.commune_id,
            col(PetitionPart.replaced_at).is_(None),
            col(Attachment.state) == FileState.STORED,
        )
        .order_by(col(Petition.id), col(PetitionPart.id))
    )
    return [(code or "", stored(file)) for code, file in found]


def owing(work: Work, conference: Conference) -> list[Owing]:
    """The answers that are not given yet, by what for, agency and how far they are."""
    found = work.session.execute(
        select(col(Task.purpose), col(Agency.name), col(Task.state), func.count())
        .select_from(Task)
        .join(Petition, col(Petition.id) == col(Task.petition_id))
        .join(Agency, col(Agency.id) == col(Task.agency_id))
        .where(
            col(Task.commune_id) == conference.commune_id,
            col(Petition.commune_id) == conference.commune_id,
            col(Petition.conference_id) == conference.id,
            col(Task.state).in_(sorted(OPEN)),
        )
        .group_by(col(Task.purpose), col(Agency.name), col(Agency.position), col(Task.state))
        .order_by(col(Task.purpose), col(Agency.position), col(Agency.name), col(Task.state))
    )
    return [
        Owing(purpose=purpose, agency=agency, state=state, count=count)
        for purpose, agency, state, count in found
    ]


def goes_upward(work: Work, conference: Conference) -> bool:
    """Whether a matter of the conference is beyond the commune's authority."""
    found = work.session.execute(
        select(col(Petition.id))
        .where(
            col(Petition.commune_id) == conference.commune_id,
            col(Petition.conference_id) == conference.id,
            col(Petition.state) == PetitionState.SUBMITTED_UPWARD,
        )
        .limit(1)
    ).first()
    return found is not None


def is_petitioned_again(work: Work, conference: Conference) -> bool:
    """Whether a petition of the conference was taken up again."""
    again = aliased(Petition)
    found = work.session.execute(
        select(col(again.id))
        .join(Petition, col(again.continues_id) == col(Petition.id))
        .where(
            col(Petition.commune_id) == conference.commune_id,
            col(Petition.conference_id) == conference.id,
            col(again.state) != PetitionState.DRAFT,
        )
        .limit(1)
    ).first()
    return found is not None


def stored(file: Attachment) -> Stored:
    """What a row says of its file."""
    return Stored(
        name=file.name, kind=file.kind, mime=file.mime, size=file.size, sha256=file.sha256
    )
