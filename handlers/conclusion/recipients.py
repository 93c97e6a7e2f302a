"""To whom a notice goes (V.3.1(1), 9.1): by chat where it can, by hand where it cannot.

The milestone is met only when it was sent to all of them.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from dialogue.milestones import NOTICE
from dialogue.roles import Action, Role
from dialogue.rules import Recipient
from handlers.clock.happening import Act, meet
from handlers.conclusion.session import frame_of, limit_of, paper, quoted
from handlers.conclusion.supplement import may_wait
from handlers.messages import Lane
from handlers.petition.notify import address_of
from handlers.turn import Turn
from handlers.voice import Voice
from locales.dates import local_date
from locales.names import Word, name_order
from storage import conclusions, deadlines, jobs, outbox, staff, tasks
from storage.tables import (
    Agency,
    Conclusion,
    ConclusionRecipient,
    Conference,
    Petition,
    Staff,
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


def send_to_others(voice: Voice, conference: Conference, conclusion: Conclusion) -> None:
    """A row for each recipient that the regulation names besides the authors, and the notice to
    whom chat reaches."""
    for key, rule in _named(voice, conference).items():
        if key == AGENCIES:
            _to_agencies(voice, conference, conclusion)
        elif key != RAISERS:
            row = conclusions.add_recipient(voice.work, conclusion, key=key, name=rule.body)
            _to_people(voice, conference, conclusion, row, _holders(voice, key))


def note_author(
    voice: Voice,
    conference: Conference,
    conclusion: Conclusion,
    petition: Petition,
    *,
    is_told: bool,
) -> None:
    """A row for the author of a matter, where the regulation names them: their notice has said
    what was concluded of it."""
    if RAISERS not in _named(voice, conference):
        return
    row = conclusions.add_recipient(
        voice.work, conclusion, key=RAISERS, name=petition.code or "", petition_id=petition.id
    )
    if is_told:
        _sent_by_chat(voice, row)


def meet_if_sent(
    voice: Voice, conference: Conference, by: Staff, *, done: Conclusion | None = None
) -> bool:
    """Done on the day when the last recipient was sent it, unless a supplement is still due, or
    a notice still goes out other than one that is `done` by now."""
    limit = limit_of(voice, conference, NOTICE)
    if limit is None or limit.state not in deadlines.RUNNING:
        return False
    notices = conclusions.issued(voice.work, conference)
    last = conclusions.last_sent(voice.work, conference)
    if last is None or conclusions.unsent(voice.work, conference):
        return False
    if any(goes_out(voice, notice) for notice in notices if notice is not done):
        return False
    if may_wait(voice, conference) and conclusions.waits_for_supplement(voice.work, conference):
        return False
    act = Act(at=voice.now, day=local_date(last), by=by, document=notices[-1].number)
    meet(voice.work, voice.house, limit, act)
    return True


def goes_out(voice: Voice, conclusion: Conclusion) -> bool:
    """Whether some of those whom an issued notice concerns are still to be told of it: also where
    that was set aside half done."""
    return jobs.is_unfinished(voice.work, conclusion.commune_id, key_of(conclusion))


def key_of(conclusion: Conclusion) -> str:
    """Of the job by which a long notice goes out."""
    return f"conclusion:{conclusion.id}"


def name_of(turn: Turn, row: ConclusionRecipient) -> str:
    """Who it is; a person only here, by name, for whoever hands the paper over."""
    if row.petition_id is None:
        return row.name
    petition = turn.work.session.get_one(Petition, row.petition_id)
    return turn.say("recipient-raiser", name=petition.name, code=petition.code)


def unsent(turn: Turn, conference: Conference) -> list[ConclusionRecipient]:
    """To whom it still has to be handed: bodies as the regulation names them, then people in the
    order of Vietnamese names."""
    names = conclusions.raisers(turn.work, conference)

    def order(row: ConclusionRecipient) -> tuple[bool, tuple[Word, ...]]:
        is_person = row.petition_id is not None
        return is_person, name_order(names.get(row.petition_id, "")) if is_person else ()

    return sorted(conclusions.unsent(turn.work, conference), key=order)


def _to_agencies(voice: Voice, conference: Conference, conclusion: Conclusion) -> None:
    chosen = conclusions.chosen(voice.work, conclusion)
    numbers = dict.fromkeys(
        matter.agency_id
        for matter in chosen
        if matter.agency_id and matter.outcome == Outcome.ASSIGNED
    )
    for number in numbers:
        name = voice.work.session.get_one(Agency, number).name
        row = conclusions.add_recipient(
            voice.work, conclusion, key=AGENCIES, name=name, agency_id=number
        )
        people = tasks.people_of(voice.work, conference.commune_id, number, local_date(voice.now))
        _to_people(voice, conference, conclusion, row, people)


def _named(voice: Voice, conference: Conference) -> Mapping[str, Recipient]:
    return frame_of(voice, conference).regulation.recipients.get(NOTICE, {})


def _holders(voice: Voice, key: str) -> Sequence[int]:
    role = ROLES.get(key)
    assert voice.commune.id is not None
    return staff.persons_in(voice.work, voice.commune.id, [role]) if role else []


def _to_people(
    voice: Voice,
    conference: Conference,
    conclusion: Conclusion,
    row: ConclusionRecipient,
    people: Sequence[int],
) -> None:
    """The notice to each of them; one who is reached is enough for the body."""
    body = _notice(voice, conference, conclusion, row) if people else {}
    for person in people:
        address = address_of(voice, person)
        if address is None:
            continue
        outbox.put(
            voice.work,
            address,
            lane=Lane.NOTICE,
            key=f"conclusion:{conclusion.id}:recipient:{row.id}:{person}",
            body=body,
            now=voice.now,
        )
        if row.sent_at is None:
            _sent_by_chat(voice, row)


def _notice(
    voice: Voice, conference: Conference, conclusion: Conclusion, row: ConclusionRecipient
) -> dict[str, object]:
    """Codes and outcomes, never names: an agency may be the one complained of."""
    assert conclusion.issued_on is not None
    lines = [
        voice.say(
            "notice-conclusion-line",
            code=code,
            outcome=voice.say(f"outcome-{outcome}"),
        )
        for code, outcome, agency in conclusions.said_of(voice.work, conclusion)
        if row.agency_id in (None, agency)
    ]
    reply = voice.reply(
        "notice-conclusion",
        files=paper(voice, conclusion),
        choices=[voice.command("menu-work", "/viec")],
        conference=conference.title,
        number=conclusion.number,
        date=voice.date(conclusion.issued_on),
        text=quoted(voice, conclusion.text),
        list="\n".join(lines),
    )
    return reply.to_json()


def _sent_by_chat(voice: Voice, row: ConclusionRecipient) -> None:
    conclusions.sent(voice.work, row, how=Sent.CHAT, at=voice.now, by=None)


def sent_by_hand(turn: Turn, row: ConclusionRecipient, *, how: str, at: datetime) -> bool:
    """Note that it was handed over; False when a colleague has noted it before."""
    acting = turn.acting_as(Action.CONCLUDE)
    return conclusions.sent(turn.work, row, how=how, at=at, by=acting.id)
