"""Groups of similar opinions: made, filled, published, found by conference."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import and_, bindparam, func, update
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from dialogue.petition import PetitionState
from storage.plain import columns_of, plain_rows
from storage.prepared import Prepared
from storage.tables import Conference, OpinionGroup, Petition, PetitionPart
from storage.work import Work

# What is not an opinion of the conference (any more).
LEFT_OUT = (PetitionState.DRAFT, PetitionState.WITHDRAWN, PetitionState.DECLINED)
# Above every number of a petition: of a small group all are among its first.
_NO_LAST = 2**62
_PUBLISHED = Prepared(
    select(*columns_of(OpinionGroup))
    .where(
        col(OpinionGroup.commune_id) == bindparam("commune_id"),
        col(OpinionGroup.conference_id) == bindparam("conference_id"),
        col(OpinionGroup.published_at).is_not(None),
    )
    .order_by(col(OpinionGroup.id))
)


def make(
    work: Work, conference: Conference, title: str, now: datetime, by: int | None
) -> OpinionGroup:
    """A new group without members, seen by staff only."""
    group = OpinionGroup(
        commune_id=conference.commune_id,
        conference_id=conference.id,
        title=title,
        made_by=by,
        created_at=now,
    )
    work.session.add(group)
    work.session.flush()
    return group


def by_id(work: Work, conference: Conference, group_id: int | None) -> OpinionGroup | None:
    """The group of the conference with this number."""
    group = work.session.get(OpinionGroup, group_id) if group_id else None
    return group if group is not None and group.conference_id == conference.id else None


def of_conference(work: Work, conference: Conference) -> list[tuple[OpinionGroup, int]]:
    """Each group with how many opinions are in it, the oldest first."""
    counted = (
        select(Petition.group_id, func.count())
        .where(
            Petition.commune_id == conference.commune_id,
            Petition.conference_id == conference.id,
            col(Petition.group_id).is_not(None),
            col(Petition.state).not_in(LEFT_OUT),
        )
        .group_by(col(Petition.group_id))
    )
    sizes = dict(work.session.exec(counted).all())
    found = work.session.exec(
        select(OpinionGroup)
        .where(
            OpinionGroup.commune_id == conference.commune_id,
            OpinionGroup.conference_id == conference.id,
        )
        .order_by(col(OpinionGroup.id))
    ).all()
    return [(group, sizes.get(group.id, 0)) for group in found]


def members(work: Work, group: OpinionGroup) -> Sequence[Petition]:
    """The opinions in a group, the oldest first."""
    return work.session.exec(
        select(Petition)
        .where(
            Petition.commune_id == group.commune_id,
            Petition.group_id == group.id,
            col(Petition.state).not_in(LEFT_OUT),
        )
        .order_by(col(Petition.id))
    ).all()


def ungrouped(work: Work, conference: Conference, limit: int) -> Sequence[Petition]:
    """Opinions of the conference that are in no group, the oldest first."""
    return work.session.exec(
        select(Petition)
        .where(
            Petition.commune_id == conference.commune_id,
            Petition.conference_id == conference.id,
            col(Petition.group_id).is_(None),
            col(Petition.state).not_in(LEFT_OUT),
        )
        .order_by(col(Petition.id))
        .limit(limit)
    ).all()


def published(work: Work, commune_id: int, conference_id: int) -> Sequence[OpinionGroup]:
    """The groups of a conference to which others may add their voice, as plain rows."""
    of = {"commune_id": commune_id, "conference_id": conference_id}
    return plain_rows(work, OpinionGroup, _PUBLISHED, **of)


def said_first(
    work: Work, found: Sequence[OpinionGroup], each: int
) -> Mapping[int | None, list[str]]:
    """The texts of the oldest opinions of each of these groups of one conference, by its number;
    of `each` opinions at most."""
    if not found:
        return {}
    one, numbers = found[0], [group.id for group in found]
    of = {"commune": one.commune_id, "conference": one.conference_id, "groups": numbers}
    said: dict[int | None, list[str]] = defaultdict(list)
    for group_id, text in work.connection().execute(_said_first(), {**of, "last": each - 1}):
        said[group_id].append(text)
    return said


@cache
def _said_first() -> Any:
    """However many opinions a group has, no more of them are read."""
    older: Any = aliased(Petition)
    last = (
        sa.select(older.id)
        .where(older.commune_id == OpinionGroup.commune_id, older.group_id == OpinionGroup.id)
        .order_by(older.id)
        .offset(sa.bindparam("last"))
        .limit(1)
        .correlate(OpinionGroup)
        .scalar_subquery()
    )
    found = (
        sa.select(
            col(OpinionGroup.commune_id).label("commune"),
            col(OpinionGroup.id).label("number"),
            func.coalesce(last, _NO_LAST).label("last"),
        )
        .where(
            col(OpinionGroup.commune_id) == sa.bindparam("commune"),
            col(OpinionGroup.conference_id) == sa.bindparam("conference"),
            col(OpinionGroup.id).in_(sa.bindparam("groups", expanding=True)),
        )
        .cte("groups")
        .prefix_with("MATERIALIZED")  # else all of a group are read, and then left out
    )
    inside = (
        col(Petition.commune_id) == found.c.commune,
        col(Petition.group_id) == found.c.number,
        col(Petition.id) <= found.c.last,
    )
    return (
        sa.select(found.c.number, col(PetitionPart.text))
        .join(Petition, and_(*inside))
        .join(PetitionPart, col(PetitionPart.petition_id) == col(Petition.id))
        .where(col(Petition.state).not_in(LEFT_OUT), col(PetitionPart.replaced_at).is_(None))
        .order_by(col(PetitionPart.id))
    )


def voices(work: Work, conference: Conference, limit: int) -> Sequence[tuple[OpinionGroup, int]]:
    """The same with how many have raised each, the most first."""
    shown = [one for one in of_conference(work, conference) if one[0].published_at is not None]
    return sorted(shown, key=lambda one: (-one[1], one[0].id))[:limit]


def open_to_voices(
    work: Work, group_id: int | None, conference_id: int | None
) -> OpinionGroup | None:
    """The group, as long as others may add their voice to it at this conference."""
    group = work.session.get(OpinionGroup, group_id) if group_id else None
    if group is None or conference_id is None or group.published_at is None:
        return None
    return group if group.conference_id == conference_id else None


def publish(work: Work, group: OpinionGroup, at: datetime | None) -> bool:
    """Show a group to people from `at` on, or to nobody any more; False where it is so already."""
    is_shown = col(OpinionGroup.published_at).is_not(None)
    won = work.session.execute(
        update(OpinionGroup)
        .where(col(OpinionGroup.id) == group.id, ~is_shown if at else is_shown)
        .values(published_at=at)
        .execution_options(synchronize_session=False)
    )
    work.session.refresh(group)
    return bool(won.rowcount)  # type: ignore[attr-defined]


def go_along(work: Work, source: Conference, target: Conference) -> None:
    """The groups of a conference belong to another one from now on, with their members to come."""
    work.session.execute(
        update(OpinionGroup)
        .where(
            col(OpinionGroup.commune_id) == source.commune_id,
            col(OpinionGroup.conference_id) == source.id,
        )
        .values(conference_id=target.id)
        .execution_options(synchronize_session="fetch")
    )


def texts(work: Work, opinions: Sequence[Petition]) -> Mapping[int, str]:
    """What each of these opinions says, by its number."""
    numbers = [opinion.id for opinion in opinions]
    communes = {opinion.commune_id for opinion in opinions}
    said: dict[int, list[str]] = defaultdict(list)
    for part in work.session.exec(
        select(PetitionPart)
        .where(
            col(PetitionPart.commune_id).in_(communes),
            col(PetitionPart.petition_id).in_(numbers),
            col(PetitionPart.replaced_at).is_(None),
        )
        .order_by(col(PetitionPart.id))
    ):
        said[part.petition_id].append(part.text)
    return {number: "\n".join(words) for number, words in said.items()}
