"""A list of petitions from a file: all of its rows are entered or none, however many there are.

1. Each row is looked at, and nothing is written.
2. The rows are kept as drafts, which nobody sees, a piece at a time: messages come in between.
3. All of them are sent in one transaction, in which little is left to do for each.

What is left behind by an import that died is discarded, a piece at a time, by its job.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dialogue.conference_life import AHEAD
from dialogue.petition import PetitionEvent, PetitionState, after
from documents.list_rows import Row
from handlers.entering.lines import Checked, Known, Line, check, same
from handlers.listed_rows import Fault
from handlers.petition.code import codes_to_come, next_codes
from handlers.petition.conference import regulation_of
from handlers.petition.record import write_down
from handlers.petition.secret import secret_hash
from handlers.voice import Voice
from locales.folding import fold
from storage import addresses, communes, jobs, petitions, seats, staging
from storage.errors import Outdated
from storage.jobs import ClaimedJob
from storage.secrets import new_secret
from storage.staging import Staged
from storage.tables import Address, Conference, Petition
from storage.tables.petition import Origin
from storage.work import Work

ENTER = "enter_list"
# What takes about a tenth of a second: to keep, and to discard, which looks for all that refers.
PIECE, DISCARDED = 250, 50


@dataclass(frozen=True, kw_only=True)
class Slip:
    """What one person is handed on paper; `secret` stands nowhere else."""

    row: int
    name: str
    village: str
    code: str
    secret: str
    hash: str


@dataclass(frozen=True, kw_only=True)
class Report:
    """What became of the rows; `done` is false where none was taken because some were wrong."""

    done: bool
    slips: tuple[Slip, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, kw_only=True)
class Examined:
    """The rows as they were looked at, and what they were compared with."""

    checked: Checked
    conference: int
    version: int
    before: int


class Changed(Outdated):
    """What the rows were compared with is not so any more."""


class Overtaken(Outdated):
    """Somebody else was given one of the codes that were meant for the rows."""


def examine(voice: Voice, conference: Conference, rows: Sequence[Row]) -> Examined:
    """Look at each row; nothing is written."""
    assert conference.id is not None
    before = petitions.entered(voice.work, conference)
    known = _known(voice, conference, {same(name, text): code for name, text, code in before})
    return Examined(
        checked=check(rows, known),
        conference=conference.id,
        version=conference.version,
        before=len(before),
    )


def begin(voice: Voice, examined: Examined) -> ClaimedJob:
    """From now on its job discards the drafts, should this import die.

    Raises Outdated where another began at this very moment, by which the drafts are known.
    """
    conference = voice.work.session.get_one(Conference, examined.conference)
    desk = addresses.of_paper(voice.work, conference.commune_id, voice.commune.code, voice.now)
    return jobs.begin(
        voice.work,
        commune_id=conference.commune_id,
        kind=ENTER,
        key=f"{ENTER}:{voice.now.isoformat()}",
        payload={"desk": desk.id, "at": voice.now.isoformat()},
        now=voice.now,
    )


def keep(
    voice: Voice, job: ClaimedJob, examined: Examined, lines: Sequence[Line], now: datetime
) -> list[int]:
    """Some rows as drafts, by their numbers; `voice` speaks when the import began, it is `now`.

    Raises Outdated when its job was taken over.
    """
    jobs.keep(voice.work, job, now, job.payload)
    desk = voice.work.session.get_one(Address, job.payload["desk"])
    return staging.keep(
        voice.work,
        _draft(voice, desk, examined),
        [_own(line, voice.say("intake-ask-position.resident")) for line in lines],
        [line.content for line in lines],
    )


def slips(voice: Voice, lines: Sequence[Line]) -> list[Slip]:
    """What each is to be handed, by the codes that are next; nothing is taken yet."""
    codes = codes_to_come(voice, len(lines))
    return [_slip(voice, line, code) for line, code in zip(lines, codes, strict=True)]


def send(
    voice: Voice, job: ClaimedJob, examined: Examined, drafts: Sequence[int], slips: Sequence[Slip]
) -> None:
    """All of them at once, under the codes of their slips.

    Raises Changed, Overtaken, or Outdated when its job was taken over; then nothing is sent.
    """
    conference = seats.lock(voice.work, examined.conference)
    _refuse_if_changed(voice, conference, examined)
    if not jobs.done(voice.work, job):
        raise Outdated(job.kind)
    if next_codes(voice, len(slips)) != [slip.code for slip in slips]:
        raise Overtaken(slips[0].code)
    sent = _sent(voice, voice.work.session.get_one(Petition, drafts[0]))
    staging.send(
        voice.work,
        [
            {**sent, "number": number, "code": slip.code, "secret_hash": slip.hash}
            for number, slip in zip(drafts, slips, strict=True)
        ],
    )
    first = voice.work.session.get_one(Petition, drafts[0], populate_existing=True)
    write_down(voice, first, "submitted", None)
    write_down(voice, first, "entered", None, note=voice.say("entering-note-list"))
    staging.write_alike(voice.work, staged(job), first, max(drafts))


def discard_piece(work: Work, job: ClaimedJob, now: datetime) -> bool:
    """Some of the drafts of an import that came to nothing; whether there may be more."""
    jobs.keep(work, job, now, job.payload)
    return staging.discard(work, staged(job), DISCARDED)


def staged(job: ClaimedJob) -> Staged:
    """The drafts of an import."""
    return Staged(
        commune=job.commune_id,
        desk=job.payload["desk"],
        at=datetime.fromisoformat(job.payload["at"]),
    )


def _known(voice: Voice, conference: Conference, entered: Mapping[tuple[str, str], str]) -> Known:
    villages = communes.villages(voice.work, conference.commune_id)
    fields = communes.fields(voice.work, conference.commune_id)
    return Known(
        villages={fold(one.name): one.id or 0 for one in villages},
        fields={fold(one.name): one.id or 0 for one in fields},
        entered=entered,
        elsewhere=frozenset({fold(voice.say("entering-ask-village.elsewhere"))}),
        village_names=", ".join(one.name for one in villages),
        field_names=", ".join(one.name for one in fields),
    )


def _draft(voice: Voice, desk: Address, examined: Examined) -> Petition:
    """What all of them have in common."""
    assert desk.id is not None
    return Petition(
        commune_id=desk.commune_id,
        person_id=0,  # each row's own: that somebody is the same as another is not ours to guess
        address_id=desk.id,
        conference_id=examined.conference,
        origin=Origin.FRONT,
        created_at=voice.now,
        changed_at=voice.now,
    )


def _own(line: Line, resident: str) -> dict[str, Any]:
    return {
        "name": line.name,
        "village_id": line.village_id,
        "field_id": line.field_id,
        "position": line.position or resident,
        "phone": line.phone,
    }


def _refuse_if_changed(voice: Voice, conference: Conference, examined: Examined) -> None:
    """Its day may have moved, and somebody may have entered the same rows."""
    entered = petitions.count_entered(voice.work, conference)
    if (conference.version, entered) != (examined.version, examined.before):
        raise Changed(conference.code)
    if conference.state not in AHEAD:
        raise Changed(conference.code)


def _sent(voice: Voice, draft: Petition) -> dict[str, Any]:
    """What becomes of each of them when it is sent."""
    regulation = regulation_of(voice, draft)
    assert regulation is not None
    return {
        "state": after(PetitionState.DRAFT, PetitionEvent.SUBMIT),
        "submitted_at": voice.now,
        "changed_at": voice.now,
        "regulation_id": regulation.id,
        "regulation_version": regulation.version,
    }


def _slip(voice: Voice, line: Line, code: str) -> Slip:
    secret = new_secret()
    return Slip(
        row=line.row,
        name=line.name,
        village=line.village,
        code=code,
        secret=secret,
        hash=secret_hash(voice, code, secret),
    )
