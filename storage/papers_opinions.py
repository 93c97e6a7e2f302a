"""What papers say of the opinions of a conference: all of them at once, in a fixed number of
statements however many there are."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Select
from sqlmodel import col, select

from dialogue.petition import PetitionState
from dialogue.task import Purpose
from storage.deadlines import RUNNING
from storage.papers_given import Given, tasks_of
from storage.tables import (
    Agency,
    Conclusion,
    ConclusionMatter,
    Conference,
    Deadline,
    Field,
    OpinionGroup,
    Petition,
    PetitionPart,
    Satisfaction,
    Village,
)
from storage.tables.conclusion import ConclusionState
from storage.work import Work

# What is not an opinion of the conference (any more).
_OUT = (PetitionState.DRAFT, PetitionState.WITHDRAWN, PetitionState.DECLINED)
# Not concluded on; or looked at again, whatever a notice has said of it.
_AHEAD = (
    PetitionState.RECEIVED,
    PetitionState.DOCUMENTS_REQUESTED,
    PetitionState.ACCEPTED,
    PetitionState.CLASSIFIED,
    PetitionState.ASSIGNED,
)
_WRITTEN_REPLY = "written_reply"


@dataclass(frozen=True, kw_only=True, slots=True)
class Concluded:
    """What an issued notice says of a matter."""

    matter: ConclusionMatter
    notice: Conclusion
    agency: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Opinion:
    """One opinion with its words and files, where it belongs, who answers, what was concluded.

    `field_place` is the field's place in the commune's list, `due` the legal day of its written
    reply, which `is_owed` as long as that limit runs. What was answered to one of a group was
    answered to all of it.
    """

    petition: Petition
    words: str = ""
    files: int = 0
    village: str = ""
    field: str = ""
    field_place: int = 0
    group: OpinionGroup | None = None
    prepared: Given | None = None
    reply: Given | None = None
    concluded: Concluded | None = None
    due: date | None = None
    is_owed: bool = False

    @property
    def code(self) -> str:
        """Its code, which every submitted one has."""
        return self.petition.code or ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Again:
    """An opinion that was taken up again; `anew` is the later one, `reason` what its author had
    said of the answer."""

    opinion: Opinion
    anew: Opinion
    reason: str


@dataclass(kw_only=True, slots=True)
class _Known:
    """Rows by what they belong to."""

    words: Mapping[int, str]
    files: Mapping[int, int]
    fields: Mapping[int | None, str]
    villages: Mapping[int | None, str]
    groups: Mapping[int | None, OpinionGroup]
    prepared: Mapping[int, Given]
    replies: Mapping[int, Given]
    concluded: Mapping[int, Concluded]
    limits: Mapping[int | None, tuple[date | None, bool]]
    by_group: dict[tuple[int | None, Purpose], Given] = field(default_factory=dict)


def opinions(work: Work, conference: Conference) -> list[Opinion]:
    """Those of a conference by field, as the commune lists its fields, the oldest first."""
    return _read(work, conference, _petitions(conference))


def taken_up_again(work: Work, conference: Conference) -> list[Again]:
    """The list that the dossier keeps (hai-phong-13-hd V.4.2), in the order of the later ones."""
    before = {one.petition.id: one for one in opinions(work, conference)}
    of_conference = select(Petition.id).where(*_of(conference))
    later = select(Petition).where(
        Petition.commune_id == conference.commune_id,
        col(Petition.continues_id).in_(of_conference),
        Petition.state != PetitionState.DRAFT,
    )
    grades = work.session.exec(
        select(Satisfaction)
        .join(Petition, col(Petition.id) == col(Satisfaction.petition_id))
        .where(*_of(conference))
    )
    reasons = {one.petition_id: one.reason for one in grades}
    return [
        Again(
            opinion=before[one.petition.continues_id],
            anew=one,
            reason=reasons.get(one.petition.continues_id or 0, ""),
        )
        for one in _read(work, conference, later)
        if one.petition.continues_id in before
    ]


def _read(work: Work, conference: Conference, which: Select[Any]) -> list[Opinion]:
    found = work.session.execute(which).scalars().all()
    known = _known(work, conference, which)
    for one in found:
        for purpose, given in ((Purpose.PREPARED, known.prepared), (Purpose.REPLY, known.replies)):
            own = given.get(one.id or 0)
            if one.group_id is not None and own is not None:
                known.by_group[one.group_id, purpose] = _better(
                    own, known.by_group.get((one.group_id, purpose))
                )
    places = {number: place for place, number in enumerate(known.fields)}
    every = [_opinion(one, places.get(one.field_id, len(places)), known) for one in found]
    return sorted(every, key=lambda one: (one.field_place, one.petition.id))


def _opinion(petition: Petition, field_place: int, known: _Known) -> Opinion:
    number = petition.id or 0
    due, is_owed = known.limits.get(number, (None, False))
    return Opinion(
        petition=petition,
        words=known.words.get(number, ""),
        files=known.files.get(number, 0),
        village=known.villages.get(petition.village_id, ""),
        field=known.fields.get(petition.field_id, ""),
        field_place=field_place,
        group=known.groups.get(petition.group_id),
        prepared=_given(petition, Purpose.PREPARED, known.prepared, known),
        reply=_given(petition, Purpose.REPLY, known.replies, known),
        concluded=None if petition.state in _AHEAD else known.concluded.get(number),
        due=due,
        is_owed=is_owed,
    )


def _given(
    petition: Petition, purpose: Purpose, given: Mapping[int, Given], known: _Known
) -> Given | None:
    own, of_group = given.get(petition.id or 0), known.by_group.get((petition.group_id, purpose))
    if own is None or of_group is None:
        return own or of_group
    if own.answer is None and of_group.is_published:
        return replace(own, answer=of_group.answer)
    return own


def _better(one: Given, other: Given | None) -> Given:
    """Of two of a group, the one that people have, else the one that was written."""
    if other is None:
        return one
    return max(other, one, key=lambda given: (given.is_published, given.answer is not None))


def _known(work: Work, conference: Conference, which: Select[Any]) -> _Known:
    ids = which.with_only_columns(col(Petition.id))
    words, files = _parts(work, conference, ids)
    commune = conference.commune_id
    fields, villages = _names(work, Field, commune), _names(work, Village, commune)
    agencies = _names(work, Agency, commune)
    concluded = _concluded(work, conference, ids, agencies)
    issued = [one.notice.issued_at for one in concluded.values() if one.notice.issued_at]
    given = tasks_of(work, conference, ids, agencies, min(issued, default=None))
    return _Known(
        words=words,
        files=files,
        fields=fields,
        villages=villages,
        groups=_groups(work, conference),
        prepared=given[Purpose.PREPARED],
        replies=given[Purpose.REPLY],
        concluded=concluded,
        limits=_limits(work, conference, ids),
    )


def _of(conference: Conference) -> tuple[Any, ...]:
    return (
        col(Petition.commune_id) == conference.commune_id,
        col(Petition.conference_id) == conference.id,
        col(Petition.state).not_in(_OUT),
    )


def _petitions(conference: Conference) -> Select[Any]:
    return select(Petition).where(*_of(conference))


def _parts(
    work: Work, conference: Conference, ids: Select[Any]
) -> tuple[dict[int, str], dict[int, int]]:
    """The texts in their order, and how many files there are."""
    texts: dict[int, list[str]] = defaultdict(list)
    files: dict[int, int] = defaultdict(int)
    rows = work.session.execute(
        select(PetitionPart.petition_id, PetitionPart.text, PetitionPart.attachment_id)
        .where(
            PetitionPart.commune_id == conference.commune_id,
            col(PetitionPart.petition_id).in_(ids),
            col(PetitionPart.replaced_at).is_(None),
        )
        .order_by(col(PetitionPart.id))
    )
    for number, text, attachment in rows:
        if text:
            texts[number].append(text)
        if attachment is not None:
            files[number] += 1
    return {number: "\n".join(said) for number, said in texts.items()}, files


def _names(work: Work, table: Any, commune_id: int) -> dict[int | None, str]:
    rows = work.session.execute(
        select(table.id, table.name)
        .where(table.commune_id == commune_id)
        .order_by(table.position, table.id)
    )
    return {row.id: row.name for row in rows}


def _groups(work: Work, conference: Conference) -> dict[int | None, OpinionGroup]:
    rows = work.session.exec(
        select(OpinionGroup).where(
            OpinionGroup.commune_id == conference.commune_id,
            OpinionGroup.conference_id == conference.id,
        )
    )
    return {group.id: group for group in rows}


def _concluded(
    work: Work, conference: Conference, ids: Select[Any], names: Mapping[int | None, str]
) -> dict[int, Concluded]:
    """By the petition; of two notices the later one."""
    rows = work.session.execute(
        select(ConclusionMatter, Conclusion)
        .join(Conclusion, col(Conclusion.id) == col(ConclusionMatter.conclusion_id))
        .where(
            ConclusionMatter.commune_id == conference.commune_id,
            col(ConclusionMatter.petition_id).in_(ids),
            Conclusion.conference_id == conference.id,
            Conclusion.state == ConclusionState.ISSUED,
        )
        .order_by(col(Conclusion.id))
    )
    return {
        matter.petition_id: Concluded(
            matter=matter, notice=notice, agency=names.get(matter.agency_id, "")
        )
        for matter, notice in rows
    }


def _limits(
    work: Work, conference: Conference, ids: Select[Any]
) -> dict[int | None, tuple[date | None, bool]]:
    """Of the written replies: the legal day, and whether it is still to come."""
    rows = work.session.execute(
        select(col(Deadline.petition_id), col(Deadline.legal_due), col(Deadline.state)).where(
            Deadline.commune_id == conference.commune_id,
            Deadline.conference_id == conference.id,
            col(Deadline.petition_id).in_(ids),
            Deadline.key == _WRITTEN_REPLY,
        )
    )
    return {row.petition_id: (row.legal_due, row.state in RUNNING) for row in rows}
