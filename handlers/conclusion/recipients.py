"""To whom a notice goes (V.3.1(1), 9.1): by chat where it can, by hand where it cannot.

The milestone is met only when it was sent to all of them.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from dialogue.milestones import NOTICE
from dialogue.roles import Action, Role
from handlers.clock.happening import Act, meet
from handlers.conclusion.session import frame_of, limit_of, paper, quoted
from handlers.conclusion.supplement import may_wait
from handlers.messages import Lane
from handlers.petition.notify import address_of
from handlers.turn import Turn
from locales.dates import local_date
from storage import conclusions, deadlines, outbox, staff, tasks
from storage.tables import (
    Agency,
    Conclusion,
    ConclusionRecipient,
    Conference,
    Petition,
)
from storage.tables.conclusion import Outcome, Sent

# The keys of the regulations' lists; the others are bodies by their names.
AGENCIES = "agencies"
RAISERS = "raisers"
# Bodies of the commune that may have people in the chat.
ROLES: Mapping[str, Role] = {
    "party_board": Role.BOARD,
    "front": Role.FRONT,
    "chair": Role.CHAIR,
}


def send_to_all(
    turn: Turn, conference: Conference, conclusion: Conclusion, reached: Mapping[int, bool]
) -> None:
    """A row for each recipient that the regulation names, and the notice to whom chat reaches.

    `reached` are the petitions that the notice names, and whether their authors were told.
    """
    named = frame_of(turn, conference).regulation.recipients.get(NOTICE, {})
    for key, rule in named.items():
        if key == AGENCIES:
            _to_agencies(turn, conference, conclusion)
        elif key == RAISERS:
            _to_raisers(turn, conclusion, reached)
        else:
            row = conclusions.add_recipient(turn.work, conclusion, key=key, name=rule.body)
            _to_people(turn, conference, conclusion, row, _holders(turn, key))
    meet_if_sent(turn, conference)


def meet_if_sent(turn: Turn, conference: Conference) -> bool:
    """Done on the day when the last recipient was sent it, unless a supplement is still due."""
    limit = limit_of(turn, conference, NOTICE)
    if limit is None or limit.state not in deadlines.RUNNING:
        return False
    last = conclusions.last_sent(turn.work, conference)
    if last is None or conclusions.unsent(turn.work, conference):
        return False
    if may_wait(turn, conference) and conclusions.waits_for_supplement(turn.work, conference):
        return False
    notices = conclusions.issued(turn.work, conference)
    act = Act(
        at=turn.now,
        day=local_date(last),
        by=turn.acting_as(Action.CONCLUDE),
        document=notices[-1].number,
    )
    meet(turn.work, turn.house, limit, act)
    return True


def name_of(turn: Turn, row: ConclusionRecipient) -> str:
    """Who it is; a person only here, by name, for whoever hands the paper over."""
    if row.petition_id is None:
        return row.name
    petition = turn.work.session.get_one(Petition, row.petition_id)
    return turn.say("recipient-raiser", name=petition.name, code=petition.code)


def _to_agencies(turn: Turn, conference: Conference, conclusion: Conclusion) -> None:
    chosen = conclusions.chosen(turn.work, conclusion)
    numbers = dict.fromkeys(
        matter.agency_id
        for matter in chosen
        if matter.agency_id and matter.outcome == Outcome.ASSIGNED
    )
    for number in numbers:
        name = turn.work.session.get_one(Agency, number).name
        row = conclusions.add_recipient(
            turn.work, conclusion, key=AGENCIES, name=name, agency_id=number
        )
        people = tasks.people_of(turn.work, turn.commune_id, number, local_date(turn.now))
        _to_people(turn, conference, conclusion, row, people)


def _to_raisers(turn: Turn, conclusion: Conclusion, reached: Mapping[int, bool]) -> None:
    """Their notices say what was concluded of their own matter; here it is only noted."""
    for number, is_told in reached.items():
        code = turn.work.session.get_one(Petition, number).code or ""
        row = conclusions.add_recipient(
            turn.work, conclusion, key=RAISERS, name=code, petition_id=number
        )
        if is_told:
            _sent_by_chat(turn, row)


def _holders(turn: Turn, key: str) -> Sequence[int]:
    role = ROLES.get(key)
    return staff.persons_in(turn.work, turn.commune_id, [role]) if role else []


def _to_people(
    turn: Turn,
    conference: Conference,
    conclusion: Conclusion,
    row: ConclusionRecipient,
    people: Sequence[int],
) -> None:
    """The notice to each of them; one who is reached is enough for the body."""
    for person in people:
        address = address_of(turn, person)
        if address is None:
            continue
        outbox.put(
            turn.work,
            address,
            lane=Lane.NOTICE,
            key=f"conclusion:{conclusion.id}:recipient:{row.id}:{person}",
            body=_notice(turn, conference, conclusion, row),
            now=turn.now,
        )
        if row.sent_at is None:
            _sent_by_chat(turn, row)


def _notice(
    turn: Turn, conference: Conference, conclusion: Conclusion, row: ConclusionRecipient
) -> dict[str, object]:
    """Codes and outcomes, never names: an agency may be the one complained of."""
    assert conclusion.issued_on is not None
    lines = [
        turn.say(
            "notice-conclusion-line",
            code=turn.work.session.get_one(Petition, matter.petition_id).code,
            outcome=turn.say(f"outcome-{matter.outcome}"),
        )
        for matter in conclusions.chosen(turn.work, conclusion)
        if row.agency_id in (None, matter.agency_id)
    ]
    reply = turn.reply(
        "notice-conclusion",
        files=paper(turn, conclusion),
        choices=[turn.command("menu-work", "/viec")],
        conference=conference.title,
        number=conclusion.number,
        date=turn.date(conclusion.issued_on),
        text=quoted(turn, conclusion.text),
        list="\n".join(lines),
    )
    return reply.to_json()


def _sent_by_chat(turn: Turn, row: ConclusionRecipient) -> None:
    conclusions.sent(turn.work, row, how=Sent.CHAT, at=turn.now, by=None)


def sent_by_hand(turn: Turn, row: ConclusionRecipient, *, how: str, at: datetime) -> bool:
    """Note that it was handed over; False when a colleague has noted it before."""
    acting = turn.acting_as(Action.CONCLUDE)
    return conclusions.sent(turn.work, row, how=how, at=at, by=acting.id)
