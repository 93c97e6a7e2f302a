"""What comes in and what goes out, in terms that no channel owns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

# In a message's JSON: a typed number answers this one, the newest of the replies.
NUMBERED = "numbered"


class Kind(StrEnum):
    """What a person did at the edge."""

    TEXT = "text"
    CHOICE = "choice"
    CONTACT = "contact"
    EDIT = "edit"
    START = "start"
    UNSUPPORTED = "unsupported"
    BLOCKED = "blocked"
    RETURNED = "returned"
    MOVED = "moved"


class Lane(StrEnum):
    """The two orders in which an address gets its messages; see `storage/outbox.py`."""

    REPLY = "reply"
    NOTICE = "notice"


@dataclass(frozen=True, kw_only=True)
class FileRef:
    """A file that a person sent and that a channel still has to fetch, or has already stored.

    `source` is the channel's own way to find the bytes again (Telegram: `file_id`);
    `attachment` is set when the bytes are already ours (web upload).
    """

    kind: str
    name: str = ""
    size: int | None = None
    source: dict[str, Any] = field(default_factory=dict)
    attachment: int | None = None


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """One event of one person, parsed at the edge and never changed afterwards.

    `event_id` is the platform's own id of the event (a redelivery repeats it, an edit does not);
    `message_id` names the message itself, so that a later edit can find what it changes;
    `choice` is the value of the pressed button; `moved_to` the new address of a migrated chat;
    `sequence` grows with each event of an account where the platform numbers them, else it is 0.
    """

    channel: str
    account: str
    address: str
    event_id: str
    received_at: datetime
    kind: Kind = Kind.TEXT
    text: str = ""
    choice: str = ""
    payload: str = ""
    message_id: str = ""
    album: str = ""
    files: tuple[FileRef, ...] = ()
    moved_to: str = ""
    embedded: bool = False
    sequence: int = 0


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A button, or a line of a numbered list where the channel has none.

    A value that begins with "/" is a command and works for ever; any other value answers one
    question and dies with it. `url` opens a page instead.
    """

    label: str
    value: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class File:
    """A stored attachment to show; the channel fetches the bytes by `attachment`."""

    attachment: int
    name: str
    mime: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One message to a person: plain text without any markup, an emphasised first line, buttons.

    `facts` are pairs of a name and a value ("Thôn", "Thôn Đông") that stand between title and
    text: a table where the channel can draw one, else a line each.
    With `contact` a channel may offer to hand over the phone number that it knows.
    `kind` and `values` name a notice for channels that can only send prepared texts
    (`handlers/notice_kinds.py`); a `minor` one is not brought by hand where no channel takes it.
    A `sensitive` reply (it shows a secret) is wiped from the outbox once it has arrived.
    `menu` are the commands that this person may use from now on (after joining or leaving as
    staff), for channels that show a menu of commands.
    """

    text: str
    title: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    choices: tuple[Choice, ...] = ()
    files: tuple[File, ...] = ()
    sensitive: bool = False
    contact: bool = False
    kind: str = ""
    values: tuple[tuple[str, str], ...] = ()
    minor: bool = False
    menu: tuple[tuple[str, str], ...] = ()

    @property
    def lines(self) -> str:
        """Facts and text as plain lines, for channels that cannot draw a table."""
        facts = "\n".join(f"{name}: {value}" for name, value in self.facts)
        return "\n\n".join(part for part in (facts, self.text) if part)

    def to_json(self) -> dict[str, Any]:
        """The shape in which the outbox keeps it; empty parts are left out."""
        parts = {
            "title": self.title,
            "facts": [list(fact) for fact in self.facts],
            "choices": [_choice_json(choice) for choice in self.choices],
            "files": [vars(file) for file in self.files],
            "sensitive": self.sensitive,
            "contact": self.contact,
            "kind": self.kind,
            "values": [list(value) for value in self.values],
            "minor": self.minor,
            "menu": [list(command) for command in self.menu],
        }
        return {"text": self.text, **{name: part for name, part in parts.items() if part}}

    @staticmethod
    def from_json(body: dict[str, Any]) -> Reply:
        """The reply that `to_json` kept."""
        return Reply(
            text=body["text"],
            title=body.get("title", ""),
            facts=tuple((name, value) for name, value in body.get("facts", ())),
            choices=tuple(Choice(**choice) for choice in body.get("choices", ())),
            files=tuple(File(**file) for file in body.get("files", ())),
            sensitive=body.get("sensitive", False),
            contact=body.get("contact", False),
            kind=body.get("kind", ""),
            minor=body.get("minor", False),
            values=tuple((name, value) for name, value in body.get("values", ())),
            menu=tuple((name, about) for name, about in body.get("menu", ())),
        )


def _choice_json(choice: Choice) -> dict[str, str]:
    """Without its empty parts; a label is always there, even if a commune's list left it empty."""
    filled = {key: value for key, value in vars(choice).items() if value}
    return {"label": choice.label, **filled}
