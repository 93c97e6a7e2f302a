"""What papers about a session tell: who speaks on what, who is invited, what was concluded."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_
from sqlmodel import col, select

from dialogue.petition import PetitionState
from locales.folding import fold
from storage import delegates, groups, seats
from storage.conclusions import CONCLUDED_ON
from storage.tables import (
    Agency,
    Answer,
    Conclusion,
    ConclusionMatter,
    Conference,
    ConferenceEvent,
    Delegate,
    Petition,
    SessionQuestion,
    Village,
)
from storage.tables.petition import Origin
from storage.tables.task import AnswerState
from storage.work import Work


@dataclass(frozen=True, kw_only=True)
class Speech:
    """Somebody who registered to speak, or a delegate with something to say; `village` is empty
    for a delegate, `minutes` None where no time was set."""

    name: str
    position: str
    village: str
    content: str
    minutes: int | None


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Somebody who is to be invited; `content` is what they registered to speak about."""

    name: str
    position: str
    village: str
    content: str


@dataclass(frozen=True, kw_only=True)
class Concluded:
    """One matter with what the chair concluded of it; `outcome` is empty where nothing was,
    `answer` is the agency's that was published; `raised` where nobody had registered it."""

    code: str
    name: str
    content: str
    raised: bool
    answer: str
    outcome: str
    agency: str
    due_on: date | None
    note: str


def speeches(work: Work, conference: Conference) -> list[Speech]:
    """Who speaks, in the order of the speakers' list."""
    order = seats.speakers(work, conference)
    registered = {row.id: row for row in seats.granted(work, conference)}
    listed = {row.id: row for row in delegates.every(work, conference)}
    chosen = [row for one in order if (row := registered.get(_number(one.key, "p")))]
    texts = groups.texts(work, chosen)
    villages = _villages(work, conference)
    found = []
    for one in order:
        petition = registered.get(_number(one.key, "p"))
        delegate = listed.get(_number(one.key, "d"))
        if petition is not None and petition.id is not None:
            place = villages.get(petition.village_id, "")
            content = texts.get(petition.id, "")
            found.append(_speech(petition, place, content, one.minutes))
        elif delegate is not None:
            found.append(_speech(delegate, "", delegate.content, one.minutes))
    return found


def guests(work: Work, conference: Conference) -> list[Guest]:
    """Everybody on the list, then who registered, has a seat and is not on it by name; each part
    in the order of names."""
    listed = delegates.every(work, conference)
    known = {row.folded for row in listed}
    villages = _villages(work, conference)
    return [
        *(
            Guest(name=row.name, position=row.position, village="", content=row.content)
            for row in listed
        ),
        *(
            Guest(
                name=row.name,
                position=row.position,
                village=villages.get(row.village_id, ""),
                content="",
            )
            for row in seats.granted(work, conference)
            if fold(row.name) not in known
        ),
    ]


def concluded(work: Work, conference: Conference) -> list[Concluded]:
    """Every matter of the conference, with what its notices say of it; the oldest first."""
    rows = work.session.execute(
        select(Petition, ConclusionMatter, col(Agency.name))
        .select_from(Petition)
        .outerjoin(
            ConclusionMatter,
            and_(
                col(ConclusionMatter.petition_id) == col(Petition.id),
                col(ConclusionMatter.commune_id) == col(Petition.commune_id),
                col(ConclusionMatter.conclusion_id).in_(_notices(conference)),
            ),
        )
        .outerjoin(Agency, col(Agency.id) == col(ConclusionMatter.agency_id))
        .where(
            col(Petition.commune_id) == conference.commune_id,
            col(Petition.conference_id) == conference.id,
            col(Petition.state).in_(
                (*CONCLUDED_ON, PetitionState.CLOSED, PetitionState.PETITIONED_AGAIN)
            ),
        )
        .order_by(col(Petition.id), col(ConclusionMatter.id))
    ).all()
    texts = groups.texts(work, [petition for petition, _, _ in rows])
    answers, written = _answers(work, conference), _from_questions(work, conference)
    last = {petition.id: (petition, matter, agency) for petition, matter, agency in rows}
    return [
        Concluded(
            code=petition.code or "",
            name=petition.name,
            content=texts.get(petition.id, ""),
            raised=petition.origin == Origin.SESSION and petition.id not in written,
            answer=answers.get(petition.id, ""),
            outcome=matter.outcome if matter else "",
            agency=agency or "",
            due_on=matter.due_on if matter else None,
            note=matter.note if matter else "",
        )
        for petition, matter, agency in last.values()
    ]


def conclusion_words(work: Work, conference: Conference) -> list[str]:
    """What the chair's notices say in general, in their order."""
    found = work.session.exec(
        select(Conclusion.text)
        .where(
            Conclusion.commune_id == conference.commune_id,
            Conclusion.conference_id == conference.id,
            Conclusion.text != "",
        )
        .order_by(col(Conclusion.id))
    )
    return list(found)


def happened_at(work: Work, conference: Conference, kind: str) -> datetime | None:
    """When a line of this kind was last written into the conference's history."""
    return work.session.exec(
        select(ConferenceEvent.at)
        .where(
            ConferenceEvent.commune_id == conference.commune_id,
            ConferenceEvent.conference_id == conference.id,
            ConferenceEvent.kind == kind,
        )
        .order_by(col(ConferenceEvent.id).desc())
        .limit(1)
    ).first()


def _answers(work: Work, conference: Conference) -> dict[int, str]:
    """The last published answer to each matter."""
    rows = work.session.exec(
        select(Answer.petition_id, Answer.text)
        .join(Petition, col(Petition.id) == col(Answer.petition_id))
        .where(
            Answer.commune_id == conference.commune_id,
            Answer.state == AnswerState.PUBLISHED,
            Petition.conference_id == conference.id,
        )
        .order_by(col(Answer.id))
    )
    return dict(rows.all())


def _from_questions(work: Work, conference: Conference) -> set[int]:
    """Matters that were questions of an online session before."""
    rows = work.session.execute(
        select(col(SessionQuestion.petition_id)).where(
            SessionQuestion.commune_id == conference.commune_id,
            SessionQuestion.conference_id == conference.id,
            col(SessionQuestion.petition_id).is_not(None),
        )
    )
    return set(rows.scalars())


def _notices(conference: Conference) -> Any:
    return select(Conclusion.id).where(
        Conclusion.commune_id == conference.commune_id,
        Conclusion.conference_id == conference.id,
    )


def _villages(work: Work, conference: Conference) -> dict[int | None, str]:
    rows = work.session.exec(select(Village).where(Village.commune_id == conference.commune_id))
    return {row.id: row.name for row in rows}


def _speech(row: Petition | Delegate, village: str, content: str, minutes: int | None) -> Speech:
    return Speech(
        name=row.name,
        position=row.position,
        village=village,
        content=content,
        minutes=minutes,
    )


def _number(key: str, kind: str) -> int | None:
    """The row's number of a speaker's key, if it is of this kind."""
    return int(key[1:]) if key.startswith(kind) else None
