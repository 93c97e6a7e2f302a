"""What papers say of conclusion notices, and of what people on the list want to say."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlmodel import col, select

from storage.tables import Conclusion, ConclusionMatter, Conference, Delegate
from storage.work import Work


def notices(work: Work, conference: Conference) -> Sequence[Conclusion]:
    """The conclusion notices of a conference, the one in hand too, in their order."""
    return work.session.exec(
        select(Conclusion)
        .where(
            Conclusion.commune_id == conference.commune_id,
            Conclusion.conference_id == conference.id,
        )
        .order_by(col(Conclusion.id))
    ).all()


def matters(
    work: Work, notices: Sequence[Conclusion]
) -> Mapping[int, Mapping[int, ConclusionMatter]]:
    """What notices say: by their numbers, then by those of the petitions."""
    found: dict[int, dict[int, ConclusionMatter]] = defaultdict(dict)
    for one in work.session.exec(
        select(ConclusionMatter)
        .where(
            col(ConclusionMatter.commune_id).in_({one.commune_id for one in notices}),
            col(ConclusionMatter.conclusion_id).in_([one.id for one in notices]),
        )
        .order_by(col(ConclusionMatter.petition_id))
    ):
        found[one.conclusion_id][one.petition_id] = one
    return found


def to_be_said(work: Work, conference: Conference) -> Sequence[Delegate]:
    """What people on the list want to say, as far as it became no petition of its own."""
    return work.session.exec(
        select(Delegate)
        .where(
            Delegate.commune_id == conference.commune_id,
            Delegate.conference_id == conference.id,
            col(Delegate.petition_id).is_(None),
            Delegate.content != "",
        )
        .order_by(col(Delegate.id))
    ).all()
