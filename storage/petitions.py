"""Petitions: drafts, submission, what a person has, what the office has to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Integer, String, bindparam, cast, delete, func, update
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from dialogue.petition import PetitionState
from storage.added import add
from storage.errors import Outdated
from storage.once import insert_once
from storage.plain import columns_of, plain, split, write
from storage.prepared import Prepared
from storage.tables import (
    Address,
    Attachment,
    Conference,
    Petition,
    PetitionEvent,
    PetitionPart,
    Proof,
)
from storage.tables.petition import Origin
from storage.work import Work

# Asked for with most answers of a citizen, and built once: building takes longer than the database
# needs.
_DRAFTS = select(*columns_of(Petition)).where(
    col(Petition.commune_id) == bindparam("commune_id"),
    col(Petition.state) == PetitionState.DRAFT,
)
_THIS_DRAFT = _DRAFTS.where(col(Petition.id) == bindparam("draft"))
_DRAFT, _HELD = Prepared(_THIS_DRAFT), Prepared(_THIS_DRAFT.with_for_update())
_LAST_DRAFT = Prepared(
    _DRAFTS.where(col(Petition.person_id) == bindparam("person_id"))
    .order_by(col(Petition.id).desc())
    .limit(1)
)
_PARTS = Prepared(
    select(*columns_of(PetitionPart, Attachment))
    .join(Attachment, col(Attachment.id) == col(PetitionPart.attachment_id), isouter=True)
    .where(
        col(PetitionPart.commune_id) == bindparam("commune_id"),
        col(PetitionPart.petition_id) == bindparam("petition_id"),
        col(PetitionPart.replaced_at).is_(None),
    )
    .order_by(col(PetitionPart.id))
)


_MESSAGES = func.coalesce(
    func.nullif(col(PetitionPart.source_message), ""), cast(col(PetitionPart.id), String)
)
_COUNTED = Prepared(
    select(func.count(), func.count(func.distinct(_MESSAGES))).where(
        col(PetitionPart.commune_id) == bindparam("commune_id"),
        col(PetitionPart.petition_id) == bindparam("petition_id"),
        col(PetitionPart.replaced_at).is_(None),
    )
)

# What somebody may read here. Each half by an index of its own: asked as one condition, both would
# be looked for among all petitions of the commune.
_SENDER = aliased(Petition)
_SENT = sa.select(col(_SENDER.id)).where(
    col(_SENDER.commune_id) == bindparam("commune_id"),
    col(_SENDER.person_id) == bindparam("person_id"),
    col(_SENDER.state) != PetitionState.DRAFT,
)
_CLAIMED = sa.select(col(Proof.petition_id)).where(
    col(Proof.address_id) == bindparam("address_id"),
    col(Proof.commune_id) == bindparam("commune_id"),
)
_READ_HERE = col(Petition.id).in_(sa.union(_SENT, _CLAIMED))
_HAS_ANY = Prepared(sa.select(sa.or_(_SENT.exists(), _CLAIMED.exists())))
_COUNT_READ = Prepared(select(func.count()).select_from(Petition).where(_READ_HERE))
_READ = (
    select(Petition)
    .where(_READ_HERE)
    .order_by(col(Petition.submitted_at).desc(), col(Petition.id).desc())
    .offset(bindparam("offset", type_=Integer))
    .limit(bindparam("limit", type_=Integer))
)


@dataclass(frozen=True, kw_only=True)
class Counted:
    """How many texts and files a content has, and in how many messages they came."""

    parts: int
    messages: int

    def with_another(self, parts: int, *, named: bool) -> "Counted":
        """With one message more, of so many parts; each counts as one where none has a name."""
        return Counted(
            parts=self.parts + parts,
            messages=self.messages + (min(parts, 1) if named else parts),
        )


def begin(work: Work, *, now: datetime, **values: Any) -> Petition:
    """A new draft as a plain row."""
    return add(work, Petition, answers={}, created_at=now, changed_at=now, **values)


def draft_of(work: Work, commune_id: int, person_id: int | None) -> Petition | None:
    """What a person has begun and not sent, as a plain row."""
    row = _LAST_DRAFT.first(work, commune_id=commune_id, person_id=person_id)
    return None if row is None else plain(Petition, row)


def draft(work: Work, commune_id: int, petition_id: int) -> Petition | None:
    """A draft as a plain row; None once it is sent or given up."""
    row = _DRAFT.first(work, commune_id=commune_id, draft=petition_id)
    return None if row is None else plain(Petition, row)


def begun_on_paper(
    work: Work, commune_id: int, address_id: int | None, origins: Sequence[Origin]
) -> Petition | None:
    """What an officer has begun to enter for somebody else at this address, and not finished."""
    return work.session.exec(
        select(Petition)
        .where(
            Petition.commune_id == commune_id,
            Petition.address_id == address_id,
            Petition.state == PetitionState.DRAFT,
            col(Petition.origin).in_(origins),
        )
        .order_by(col(Petition.id).desc())
    ).first()


def entered(work: Work, conference: Conference) -> list[tuple[str, str, str]]:
    """Name, text and code of what the front's lists have brought to a conference."""
    rows = work.session.execute(
        select(Petition.name, PetitionPart.text, Petition.code).where(*_entered(conference))
    )
    return [(name, text, code) for name, text, code in rows]


def count_entered(work: Work, conference: Conference) -> int:
    """How many these are."""
    counted = select(func.count()).select_from(Petition).where(*_entered(conference))
    return int(work.session.execute(counted).scalar_one())


def _entered(conference: Conference) -> list[Any]:
    return [
        col(PetitionPart.petition_id) == col(Petition.id),
        col(PetitionPart.commune_id) == conference.commune_id,
        col(Petition.commune_id) == conference.commune_id,
        col(Petition.conference_id) == conference.id,
        col(Petition.origin) == Origin.FRONT,
        col(Petition.code).is_not(None),
        col(PetitionPart.replaced_at).is_(None),
        col(PetitionPart.text) != "",
    ]


def by_code(work: Work, commune_id: int, code: str) -> Petition | None:
    """The petition with this code."""
    return work.session.exec(
        select(Petition).where(Petition.commune_id == commune_id, Petition.code == code)
    ).first()


def has_any(work: Work, address: Address) -> bool:
    """Whether the person at an address has sent anything, or claimed it there by code and
    secret."""
    row = _HAS_ANY.first(work, **_reader(address))
    return row is not None and bool(row[0])


def of_reader(work: Work, address: Address, *, offset: int = 0, limit: int) -> Sequence[Petition]:
    """What the person at an address has sent, and what was claimed there by code and secret; the
    newest first."""
    page = {"offset": offset, "limit": limit}
    return work.session.exec(_READ, params={**_reader(address), **page}).all()


def count_of_reader(work: Work, address: Address) -> int:
    """How many that are."""
    row = _COUNT_READ.first(work, **_reader(address))
    assert row is not None
    return int(row[0])


def _reader(address: Address) -> dict[str, Any]:
    return {
        "commune_id": address.commune_id,
        "person_id": address.person_id,
        "address_id": address.id,
    }


def in_state(
    work: Work, commune_id: int, state: PetitionState, *, limit: int
) -> Sequence[Petition]:
    """The petitions in one state, the oldest first."""
    return work.session.exec(
        select(Petition)
        .where(Petition.commune_id == commune_id, Petition.state == state)
        .order_by(col(Petition.submitted_at), col(Petition.id))
        .limit(limit)
    ).all()


def locked(work: Work, petition_id: int) -> Petition:
    """The petition as it stands now, locked until the transaction ends."""
    return work.session.get_one(Petition, petition_id, with_for_update=True, populate_existing=True)


def held(work: Work, draft: Petition) -> Petition | None:
    """A draft as it stands now, locked until the transaction ends, as a plain row; None where its
    author has sent or dropped it at another address meanwhile."""
    row = _HELD.first(work, commune_id=draft.commune_id, draft=draft.id)
    return None if row is None else plain(Petition, row)


def change(work: Work, petition: Petition, seen_version: int, now: datetime, **values: Any) -> None:
    """Change a petition as it was when `seen_version` was read.

    Raises Outdated when somebody changed it in between: the update decides, not the reader.
    """
    won = work.session.execute(
        update(Petition)
        .where(col(Petition.id) == petition.id, col(Petition.version) == seen_version)
        .values(version=seen_version + 1, changed_at=now, **values)
        .execution_options(synchronize_session=False)
    )
    if not won.rowcount:  # type: ignore[attr-defined]
        raise Outdated(petition.code or "")
    work.session.refresh(petition)


def add_part(
    work: Work, petition: Petition, *, address_id: int, created_at: datetime, **values: Any
) -> None:
    """Append one message to the content."""
    insert_once(
        work,
        PetitionPart,
        commune_id=petition.commune_id,
        petition_id=petition.id,
        address_id=address_id,
        created_at=created_at,
        **values,
    )


def parts(work: Work, petition: Petition) -> list[tuple[PetitionPart, Attachment | None]]:
    """The content in the order in which it was sent, with its files, as plain rows; replaced
    parts left out."""
    of = {"commune_id": petition.commune_id, "petition_id": petition.id}
    found = (split(row, PetitionPart, Attachment) for row in _PARTS.all(work, **of))
    return [(part, attachment) for part, attachment in found]


def count_parts(work: Work, petition: Petition) -> Counted:
    """How much the content has; what came without a message counts as one."""
    row = _COUNTED.first(work, commune_id=petition.commune_id, petition_id=petition.id)
    assert row is not None
    parts, messages = row
    return Counted(parts=parts, messages=messages)


def part_from_message(
    work: Work, commune_id: int, address_id: int | None, message_id: str
) -> PetitionPart | None:
    """The part that a message of the platform became, so that its edit can find it."""
    return work.session.exec(
        select(PetitionPart)
        .where(
            PetitionPart.commune_id == commune_id,
            PetitionPart.address_id == address_id,
            PetitionPart.source_message == message_id,
            col(PetitionPart.replaced_at).is_(None),
        )
        .order_by(col(PetitionPart.id))  # a message with files is several parts, its text first
    ).first()


def drop_parts(work: Work, petition: Petition, now: datetime) -> None:
    """Put the whole content aside, as when it is written anew."""
    for part, _ in parts(work, petition):
        write(work, part, replaced_at=now)


def tie_off(work: Work, petition: Petition) -> None:
    """An edit of a message changes the content no more: who wrote it is not the author."""
    for part, _ in parts(work, petition):
        write(work, part, source_message="")


def replace_texts(
    work: Work, petition: Petition, now: datetime, *, only: PetitionPart | None = None
) -> None:
    """Put the texts aside (files stay), or only one of them."""
    for part, _ in parts(work, petition):
        if part.text and (only is None or part.id == only.id):
            write(work, part, replaced_at=now)


def note(work: Work, petition: Petition, kind: str, at: datetime, **values: Any) -> PetitionEvent:
    """Add one line to a petition's history: a plain row."""
    of = {"commune_id": petition.commune_id, "petition_id": petition.id}
    return add(work, PetitionEvent, **of, at=at, kind=kind, **values)


def history(work: Work, petition: Petition) -> Sequence[PetitionEvent]:
    """What has happened, the oldest first."""
    return work.session.exec(
        select(PetitionEvent)
        .where(
            PetitionEvent.commune_id == petition.commune_id,
            PetitionEvent.petition_id == petition.id,
        )
        .order_by(col(PetitionEvent.id))
    ).all()


def prove(work: Work, address_id: int, petition: Petition, now: datetime) -> None:
    """Remember that this address showed the petition's code and secret."""
    if work.session.get(Proof, (address_id, petition.id)) is None:
        assert petition.id is not None
        work.session.add(
            Proof(
                address_id=address_id,
                petition_id=petition.id,
                commune_id=petition.commune_id,
                at=now,
            )
        )


def is_theirs(work: Work, petition: Petition, person_id: int | None, address_id: int) -> bool:
    """Whether this person sent it, or this address proved it."""
    return (
        petition.person_id == person_id
        or work.session.get(Proof, (address_id, petition.id)) is not None
    )


def petition_of_attachment(work: Work, attachment: Attachment) -> Petition | None:
    """The petition to which a file belongs, if it has been put into one."""
    return work.session.exec(
        select(Petition)
        .join(PetitionPart, col(PetitionPart.petition_id) == col(Petition.id))
        .where(
            PetitionPart.commune_id == attachment.commune_id,
            PetitionPart.attachment_id == attachment.id,
        )
    ).first()


def discard(work: Work, draft: Petition) -> None:
    """Delete a draft that its author gave up, with the words and files that it held."""
    work.session.flush()
    own = (
        col(PetitionPart.commune_id) == draft.commune_id,
        col(PetitionPart.petition_id) == draft.id,
    )
    files = work.session.execute(select(PetitionPart.attachment_id).where(*own)).scalars().all()
    work.session.execute(delete(PetitionPart).where(*own))
    work.session.execute(delete(Attachment).where(col(Attachment.id).in_(filter(None, files))))
    work.session.execute(
        delete(Petition).where(
            col(Petition.commune_id) == draft.commune_id, col(Petition.id) == draft.id
        )
    )
