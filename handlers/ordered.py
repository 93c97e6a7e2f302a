"""Files that staff ask for: a job makes one, and it arrives as a message of its own."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, Protocol, runtime_checkable

from dialogue.roles import Action
from handlers.files import shown
from handlers.messages import File, Lane, Reply
from handlers.turn import Turn
from handlers.voice import Voice
from storage import attachments, audit, jobs, outbox
from storage.tables import Account, Address, Conference

# Published: rows of jobs hold them. `PAPER` is one of handlers/papers, by its key.
WRITE, PAPER = "write_sheet", "paper"
# The largest files that channels carry which give no link, in bytes.
CARRIED: Mapping[str, int] = {"telegram": 50_000_000}
# So many files that are gone are named in a message.
MOST_LOST = 5


@dataclass(frozen=True, kw_only=True)
class Written:
    """The bytes of a file; `fault` says what is wrong with the commune's own template of it."""

    data: bytes
    fault: str = ""


class Made(Protocol):
    """A file that can be written without the database. `told` comes with it where there is more to
    say than that it is done."""

    @property
    def name(self) -> str:
        """The file's name."""

    @property
    def mime(self) -> str:
        """What kind of file it is."""

    @property
    def told(self) -> Reply | None:
        """What is said with it."""

    def write(self) -> Written:
        """The file itself; it may take long."""


@dataclass(frozen=True, kw_only=True)
class Poured:
    """What came of a large file; `lost` are those that should be in it and are gone or damaged."""

    fault: str = ""
    lost: tuple[str, ...] = ()


@runtime_checkable
class Large(Protocol):
    """A file that is written piece by piece, for it may be larger than the memory."""

    @property
    def name(self) -> str:
        """The file's name."""

    @property
    def mime(self) -> str:
        """What kind of file it is."""

    @property
    def told(self) -> Reply | None:
        """What is said with it."""

    def pour(self, out: IO[bytes], find: Callable[[str], Path]) -> Poured:
        """Write it to `out`; `find` says where the bytes of a hash are kept."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a job was told to make: `what` names the file, `detail` is its own affair."""

    what: str
    address: int
    staff: int
    detail: dict[str, Any]


def order_paper(turn: Turn, key: str, action: Action, conference: Conference) -> Reply:
    """Have the paper `key` about a conference made; it arrives by itself."""
    order(turn, PAPER, action, paper=key, conference=conference.id)
    return turn.reply("file-ordered")


def order(turn: Turn, what: str, action: Action, **detail: Any) -> None:
    """Have a file made for who speaks; that they took it stays on record."""
    acting = turn.acting_as(action)
    audit.record(
        turn.work,
        commune_id=turn.commune_id,
        at=turn.now,
        action="sheet_taken",
        subject="commune",
        subject_id=turn.commune_id,
        person_id=turn.person.id,
        staff_id=acting.id,
        what=what,
        **detail,
    )
    jobs.put(
        turn.work,
        commune_id=turn.commune_id,
        kind=WRITE,
        key=f"{WRITE}:{turn.address.id}:{turn.incoming.event_id}",
        payload={
            "what": what,
            "address": turn.address.id,
            "staff": acting.id,
            "detail": detail,
        },
        now=turn.now,
    )


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A file whose bytes are kept under their hash; `size` in bytes."""

    made: Made | Large
    sha256: str
    size: int
    fault: str = ""
    lost: Sequence[str] = ()


def hand_over(voice: Voice, wish: Wish, job_id: int, kept: Kept) -> None:
    """The bytes are kept: they go to who asked, once however often the job runs."""
    file = _row(voice, wish, job_id, kept)
    told = kept.made.told or voice.reply("file-ready", name=kept.made.name)
    text = "\n\n".join([told.text, *_warnings(voice, kept)])
    if _is_carried(voice, wish, kept.size):
        tell(voice, wish, job_id, replace(told, text=text, files=(file,)))
        return
    large = voice.say(
        "file-too-large-here",
        megabytes=kept.size // 1_000_000,
        address=f"{voice.house.public_url}/c/{voice.commune.code}",
    )
    tell(voice, wish, job_id, replace(told, text=f"{text}\n\n{large}"))


def _warnings(voice: Voice, kept: Kept) -> Iterator[str]:
    if kept.fault:
        yield voice.say("file-template-broken", fault=kept.fault)
    if kept.lost:
        named = [*kept.lost[:MOST_LOST], *(["…"] if len(kept.lost) > MOST_LOST else [])]
        yield voice.say("file-lost-inside", count=len(kept.lost), list="\n".join(named))


def _is_carried(voice: Voice, wish: Wish, size: int) -> bool:
    """Whether the channel takes a file of this size; the others give a link to it."""
    address = voice.work.session.get_one(Address, wish.address)
    account = voice.work.session.get_one(Account, address.account_id)
    return size <= CARRIED.get(account.channel, size)


def give_up(voice: Voice, wish: Wish, job_id: int) -> None:
    """It could not be made."""
    tell(voice, wish, job_id, voice.reply("file-failed"))


def tell(voice: Voice, wish: Wish, job_id: int, reply: Reply) -> None:
    """What has become of it, once however often the job runs: where there is nothing to make a
    file of, words alone."""
    outbox.put(
        voice.work,
        voice.work.session.get_one(Address, wish.address),
        lane=Lane.NOTICE,
        key=f"sheet:{job_id}",
        body=reply.to_json(),
        now=voice.now,
        urgent=True,  # they have just asked for it
    )


def _row(voice: Voice, wish: Wish, job_id: int, kept: Kept) -> File:
    address = voice.work.session.get_one(Address, wish.address)
    row = attachments.announce(
        voice.work,
        commune_id=address.commune_id,
        address_id=wish.address,
        upload_key=f"{attachments.MADE}{job_id}",
        kind="document",
        name=kept.made.name,
        source={},
        now=voice.now,
    )
    attachments.stored(row, sha256=kept.sha256, mime=kept.made.mime, size=kept.size)
    return shown(row)
