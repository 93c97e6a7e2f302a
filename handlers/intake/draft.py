"""The draft of a petition while it grows, answer by answer."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from handlers.held import take_held_content
from handlers.messages import Choice
from handlers.petition.content import append
from handlers.turn import Answer, Turn
from storage import conferences, groups, petitions
from storage.petitions import Counted
from storage.plain import note, write
from storage.tables import Conference, OpinionGroup, Petition

# Writing the moment of every message would make each one dearer than it has to be.
TOUCHED_PRECISION = timedelta(minutes=1)
# What is known of a seat before anything was asked about one.
NOTHING_OF_A_SEAT: Mapping[str, Any] = {
    "seat_rule": "",
    "seat_clause": "",
    "seat_decided_by": "",
    "seat_review_asked": False,
    "answers": {},
}


def find(turn: Turn) -> Petition | None:
    """What this person has begun and not sent."""
    return petitions.draft_of(turn.work, turn.commune_id, turn.person.id)


def current(turn: Turn) -> Petition:
    """The draft that this conversation fills."""
    if turn.draft is None:
        turn.draft = _read(turn) or begin(turn)
    return turn.draft


def _read(turn: Turn) -> Petition | None:
    known = turn.data.get("draft")
    return petitions.draft(turn.work, turn.commune_id, known) if known else find(turn)


def begin_once(turn: Turn) -> None:
    """A new draft for who has none; going back to an earlier question does not make another."""
    if find(turn) is None:
        begin(turn)


def begin(turn: Turn) -> Petition:
    """A new draft, with what was written before anything was asked."""
    person = turn.person
    assert person.id is not None and turn.address.id is not None
    draft = petitions.begin(
        turn.work,
        commune_id=turn.commune_id,
        person_id=person.id,
        address_id=turn.address.id,
        conference_id=_id(wanted_conference(turn)),
        group_id=_wanted_group(turn),
        now=turn.now,
    )
    turn.draft, turn.counted, turn.data["draft"] = draft, None, draft.id
    take_first_words(turn)
    return draft


def drop(turn: Turn) -> None:
    """Give the draft up, with what was written in it."""
    draft = find(turn)
    if draft is not None:
        petitions.discard(turn.work, draft)
    turn.draft, turn.counted, turn.unwritten = None, None, {}
    turn.data.pop("draft", None)
    turn.data.pop("editing", None)


def put(turn: Turn, **values: Any) -> None:
    """Take answers into the draft; `keep` writes them down. When it was touched last is known to
    the minute."""
    draft = current(turn)
    known = all(getattr(draft, name) == value for name, value in values.items())
    if not known or turn.now - draft.changed_at > TOUCHED_PRECISION:
        touched = {"changed_at": turn.now, **values}
        note(draft, **touched)
        turn.unwritten |= touched


def keep(turn: Turn) -> None:
    """Write down what was taken into the draft: all of an answer at once."""
    values, turn.unwritten = turn.unwritten, {}
    if values:
        write(turn.work, current(turn), **values)


def choose_conference(turn: Turn, conference: int | None) -> None:
    """Put the draft on a conference, or in the general box; a seat was for the other one."""
    group = _id(groups.open_to_voices(turn.work, current(turn).group_id, conference))
    put(
        turn,
        conference_id=conference,
        group_id=group,
        want="send",
        seat="not_wanted",
        **NOTHING_OF_A_SEAT,
    )


def add(turn: Turn, answer: Answer) -> None:
    """One more message of the content: its text, then its files, in order."""
    before = _counted(turn)
    parts = append(turn, current(turn), answer)
    turn.counted = before.with_another(parts, named=bool(answer.message_id))


def empty(turn: Turn) -> None:
    """Begin the content anew."""
    turn.counted = None
    petitions.drop_parts(turn.work, current(turn), turn.now)


def count_parts(turn: Turn) -> int:
    """How many texts and files the content has."""
    return _counted(turn).parts


def count_messages(turn: Turn) -> int:
    """How many messages they came in: a photo with its caption is one."""
    return _counted(turn).messages


def _counted(turn: Turn) -> Counted:
    """Asked for once, and followed while this message adds to it."""
    if turn.counted is None:
        turn.counted = petitions.count_parts(turn.work, current(turn))
    return turn.counted


def open_conferences(turn: Turn) -> Sequence[Conference]:
    """The conferences for which one may still register."""
    return conferences.open_for_registration(turn.work, turn.commune_id, turn.now)


def code_of_conference(turn: Turn, typed: str) -> str:
    """The code of an open conference, as it is kept; "" for whatever else stands there."""
    known = {conference.code for conference in open_conferences(turn)}
    return typed.upper() if typed.upper() in known else ""


def wanted_conference(turn: Turn) -> Conference | None:
    """The conference that a link or a button named, if it is still open."""
    code = turn.data.get("conference")
    return next((c for c in open_conferences(turn) if c.code == code), None)


def ways_without(turn: Turn) -> list[Choice]:
    """What a person can do who sends nothing."""
    return [
        turn.command("menu-schedule", "/lich"),
        turn.command("menu-lookup", "/tracuu"),
        turn.command("menu-home", "/start"),
    ]


def ways_with_box(turn: Turn) -> list[Choice]:
    """What a person can do when there is no conference to attend."""
    return [turn.command("menu-register", "/gui"), *ways_without(turn)]


def conference_has_closed(turn: Turn) -> bool:
    """Whether the draft is for a conference for which one can no longer register."""
    wanted = current(turn).conference_id
    return wanted is not None and wanted not in {c.id for c in open_conferences(turn)}


def take_first_words(turn: Turn) -> None:
    """What was written before anything was asked belongs to the content."""
    for words in take_held_content(turn):
        append(turn, current(turn), words)


def joined(turn: Turn) -> OpinionGroup | None:
    """The matter to which this adds a voice, as long as the office shows it."""
    draft = current(turn)
    return groups.open_to_voices(turn.work, draft.group_id, draft.conference_id)


def leave_closed_group(turn: Turn) -> None:
    """The office shows it no more: what was written is sent by itself."""
    group = _id(joined(turn))
    if group != current(turn).group_id:
        put(turn, group_id=group)


def _wanted_group(turn: Turn) -> int | None:
    """The matter that a button named, if it is one of the conference that was named with it."""
    conference = _id(wanted_conference(turn))
    return _id(groups.open_to_voices(turn.work, turn.data.get("group"), conference))


def _id(row: Conference | OpinionGroup | None) -> int | None:
    return row.id if row else None
