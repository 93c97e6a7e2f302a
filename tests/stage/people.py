"""People on the stage: what they do and what they see, whatever their channel can carry."""

import re
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import col, select

from handlers.messages import File, FileRef, Incoming, Kind, Lane, Reply
from handlers.plain import pages
from stage.program import Program
from storage import outbox
from storage.partial import is_one_of
from storage.tables import Account, Address, Outbox
from storage.work import Work

# What the poorest channel takes in one message, and more than any message has.
POOR_LIMIT, ROOMY = 2_000, 1_000_000


@dataclass(kw_only=True)
class Actor:
    """One person at one address. On the poor channel buttons are numbers typed by hand."""

    program: Program
    name: str
    channel: str = "web"
    account: str = "main"
    seen: list[Reply] = field(default_factory=list)
    fresh: list[Reply] = field(default_factory=list)
    # The newest answer: only its choices have numbers, a notice never takes them away.
    answer: Reply | None = None
    # The platform's name of the newest message that this person wrote.
    message: str = ""
    # The newest event of this person, as it was handed in.
    before: Incoming | None = None
    embedded: bool = False
    # Whether the channel carries other files than pictures.
    sends_files: bool = True
    # Whether news come in full however long ago this person wrote.
    reads_all: bool = True
    # Whether the bytes of a file go with it; on the stage they lie with the platform.
    sends_bytes: bool = False

    def say(self, text: str = "", **more: Any) -> "Actor":
        """Write a message."""
        self.message = self.program.next_event()
        return self._do(kind=Kind.TEXT, text=text, message_id=self.message, **more)

    def open(self, payload: str = "") -> "Actor":
        """Open the chat, perhaps by a link."""
        return self._do(kind=Kind.START, payload=payload)

    def press(self, label: str) -> "Actor":
        """Press the button with this label (or type its number where there are none)."""
        reply, value, number = self._button(label)
        if self.channel == "poor":
            return self.say(str(number) if reply is self.answer else _command(value))
        return self._do(kind=Kind.CHOICE, choice=value)

    def press_value(self, value: str) -> "Actor":
        """Press a button of long ago by its value."""
        return self._do(kind=Kind.CHOICE, choice=value)

    def send_photo(self, caption: str = "", **more: Any) -> "Actor":
        """Send a photo that still lies with the platform."""
        photo = FileRef(kind="photo", source={"file_id": self.program.next_event()})
        return self.say(caption, files=(photo,), **more)

    def send_document(self, data: bytes, name: str, mime: str) -> "Actor":
        """Send a file with its bytes, where that can be done."""
        raise NotImplementedError

    def edit(self, message_id: str, text: str) -> "Actor":
        """Change an earlier message."""
        return self._do(kind=Kind.EDIT, text=text, message_id=message_id)

    def do(self, kind: Kind, **more: Any) -> "Actor":
        """Anything else that a channel may report."""
        return self._do(kind=kind, **more)

    def incoming(self, **values: Any) -> Incoming:
        """The event as this person's channel would parse it."""
        return Incoming(
            channel=self.channel,
            account=self.account,
            address=self.name,
            event_id=values.pop("event_id", None) or self.program.next_event(),
            received_at=self.program.now,
            embedded=self.embedded,
            **values,
        )

    @property
    def last(self) -> Reply:
        """The newest message."""
        return self.seen[-1]

    @property
    def text(self) -> str:
        """Everything that came after the last thing that this person did."""
        limit = POOR_LIMIT if self.channel == "poor" else ROOMY
        return "\n".join(
            shown(reply, last=reply is self.answer, limit=limit) for reply in self.fresh
        )

    @property
    def labels(self) -> list[str]:
        """The buttons under the newest message, answer or notice."""
        return [choice.label for choice in self.last.choices]

    @property
    def offered(self) -> list[str]:
        """The buttons under all that came after the last thing that this person did."""
        return [choice.label for reply in self.fresh for choice in reply.choices]

    @property
    def files(self) -> list[File]:
        """The files that came after it."""
        return [file for reply in self.fresh for file in reply.files]

    def fact(self, name: str) -> str:
        """What the newest message that names it says: "Mã" is VH25-0001."""
        line = re.compile(rf"^{re.escape(name)}: (.+)$", re.MULTILINE)
        found = (line.search(reply.lines) for reply in reversed(self.seen))
        return next(match[1] for match in found if match)

    def read(self) -> "Actor":
        """Look at what has arrived since."""
        return self._see(self.program.database.write_now(self._fetch))

    def _do(self, **values: Any) -> "Actor":
        self.before = self.incoming(**values)
        return self._see(self.program.receive_and_look(self.before, self._fetch))

    def _see(self, arrived: list[Reply]) -> "Actor":
        self.fresh = arrived
        self.seen += arrived
        return self

    def _button(self, label: str) -> tuple[Reply, str, int]:
        for reply in reversed(self.seen):
            for number, choice in enumerate(reply.choices, start=1):
                if choice.label == label:
                    return reply, choice.value, number
        raise AssertionError(f"no button {label!r}; there are {self.labels}")

    def _fetch(self, work: Work) -> list[Reply]:
        where = {"channel": self.channel, "account": self.account, "name": self.name}
        rows = work.session.exec(_WAITING, params={**where, "now": self.program.now}).all()
        if not rows:
            return []
        bodies = [Reply.from_json(row.body) for row in rows]
        assert all(_says_something(reply) for reply in bodies), bodies
        answers = [b for b, row in zip(bodies, rows, strict=True) if row.lane == Lane.REPLY]
        self.answer = answers[-1] if answers else self.answer
        ids = [row.id for row in rows if row.id]
        outbox.acknowledge(work, rows[0].address_id, ids, self.program.now)
        return bodies


# Built once: each thing that somebody does asks for it.
_WAITING = (
    select(Outbox)
    .join(Address, col(Address.id) == col(Outbox.address_id))
    .join(Account, col(Account.id) == col(Address.account_id))
    .where(
        Account.channel == bindparam("channel"),
        Account.name == bindparam("account"),
        Address.external == bindparam("name"),
        is_one_of(col(Outbox.state), outbox.OPEN),
        col(Outbox.due_at) <= bindparam("now"),
    )
    .order_by(col(Outbox.id))
)


def _says_something(reply: Reply) -> bool:
    """Nobody is ever sent an empty message or a button without a word."""
    return bool(reply.lines.strip()) and all(choice.label.strip() for choice in reply.choices)


def shown(reply: Reply, *, last: bool = True, limit: int = ROOMY) -> str:
    """A message as a channel without buttons, edits or files shows it."""
    texts = pages(reply, limit=limit, link_to=_link, is_last=last)
    assert all(0 < len(text) <= limit for text in texts)
    return "\n".join(texts)


def _link(file: File) -> str:
    return f"https://xa.example/files/{file.attachment}"


def _command(value: str) -> str:
    assert value.startswith("/"), f"{value!r} can no longer be typed"
    return value
