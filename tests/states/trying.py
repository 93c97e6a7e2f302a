"""Tries events on somebody who stands at a question, each in a transaction that leaves nothing.

So one database, brought to the question once, serves for hundreds of events.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col
from stage import Actor
from states.events import SILENT, Stand, make
from states.invariants import Since, check
from states.judging import faults

from handlers.messages import Incoming, Kind, Lane, Reply
from handlers.receive import receive
from handlers.who_answers import COMMANDS
from storage.tables import Account, Address, Conversation, Outbox
from storage.work import Work

TRIED = "tried"


@dataclass(kw_only=True)
class Trial:
    """Somebody at a question; `met` are the events that were handed in there, as it was seen."""

    actor: Actor
    met: set[tuple[str, str]] = field(default_factory=set)
    # What each offered choice leads to is tried once for each question.
    followed: set[tuple[str, str]] = field(default_factory=set)
    # What the database held before the event, where each event is undone.
    since: Since | None = None

    def run(self, names: Sequence[str]) -> list[str]:
        """What is wrong after each of these events, with its name."""
        return self._in_transaction(lambda work: [*self._all(work, names)])

    def act(self, name: str, values: dict[str, Any]) -> list[str]:
        """Hand in one event for good; what is wrong afterwards."""
        stand = self.stand_now()
        self._remember(values)
        return self._in_transaction(lambda work: [*self._answered(work, stand, name, values)])

    def _remember(self, values: dict[str, Any]) -> None:
        """What this person did and wrote last, so that a redelivery or an edit can name it."""
        late: timedelta = values.pop("late", timedelta())
        self.actor.program.wait(seconds=late.total_seconds())
        if "event_id" in values:
            return
        values["event_id"] = self.actor.program.next_event()
        if values["kind"] == Kind.TEXT:
            self.actor.message = values.setdefault("message_id", values["event_id"])
        self.actor.before = self._incoming(dict(values))

    def stand_now(self) -> Stand:
        """Where the person stands."""
        return self.actor.program.database.write_now(self._stand)

    def _in_transaction(self, act: Callable[[Work], list[str]]) -> list[str]:
        return self.actor.program.database.write_now(act)

    def _all(self, work: Work, names: Sequence[str]) -> Iterator[str]:
        stand = self._stand(work)
        connection = work.session.connection()
        self.since = Since(work)
        for name in names:
            with Session(
                connection, join_transaction_mode="create_savepoint", expire_on_commit=False
            ) as session:
                yield from (f"{name}: {fault}" for fault in self._one(Work(session), stand, name))
                session.rollback()
            self.since.forget()
        self.since = None

    def _stand(self, work: Work) -> Stand:
        held = self._conversation(work)
        return Stand(
            state=held.state if held else "",
            offered=tuple(tuple(pair) for pair in held.offered) if held else (),
            turn=held.turn if held else 0,
            message=self.actor.message,
            before=self.actor.before,
        )

    def _one(self, work: Work, stand: Stand, name: str) -> Iterator[str]:
        yield from self._answered(work, stand, name, make(name, stand))

    def _answered(
        self, work: Work, stand: Stand, name: str, values: dict[str, Any]
    ) -> Iterator[str]:
        self.met.add((self._state(work), name))
        try:
            replies = self._hand_in(work, self._incoming(values))
        except Exception as fault:  # noqa: BLE001 - that is what is looked for
            yield f"raises {fault!r}"
            return
        yield from check(work, since=self.since)
        if name not in SILENT:
            yield from faults(replies, self._state(work), said=str(values.get("text", "")))
            yield from self._follow(work, replies)
        elif replies and (stand.before or name != "redelivered"):
            yield "an answer to what asks for none"

    def _incoming(self, values: dict[str, Any]) -> Incoming:
        late: timedelta = values.pop("late", timedelta())
        now, embedded = self.actor.program.now, values.pop("embedded", False)
        event = values.pop("event_id", TRIED)
        try:
            self.actor.program.now, self.actor.embedded = now + late, embedded
            return self.actor.incoming(event_id=event, **{"message_id": "m-tried", **values})
        finally:
            self.actor.program.now, self.actor.embedded = now, False

    def _hand_in(self, work: Work, incoming: Incoming) -> list[Reply]:
        newest = work.session.connection().execute(_NEWEST).scalar_one() or 0
        receive(work, self.actor.program.house, incoming)
        work.session.flush()
        found = work.session.connection().execute(_NEW, {"newest": newest})
        return [Reply.from_json(body) for (body,) in found]

    def _follow(self, work: Work, replies: Sequence[Reply]) -> Iterator[str]:
        """Press each choice of the last message: none of them is the end of the way.

        Bare commands are events themselves, met in every state.
        """
        state = self._state(work)
        for number, choice in enumerate(replies[-1].choices if replies else ()):
            step = state, choice.value.rpartition(".")[2]
            if not choice.value or choice.value in COMMANDS or step in self.followed:
                continue
            self.followed.add(step)
            before = work.session.begin_nested()
            yield from (
                f"then {choice.label!r}: {fault}"
                for fault in self._press(work, f"{TRIED} {number}", choice.value)
            )
            before.rollback()

    def _press(self, work: Work, event: str, value: str) -> Iterator[str]:
        values = {"kind": "choice", "choice": value, "event_id": event}
        try:
            replies = self._hand_in(work, self._incoming(values))
        except Exception as fault:  # noqa: BLE001 - that is what is looked for
            yield f"raises {fault!r}"
            return
        yield from check(work, since=self.since)
        yield from faults(replies, self._state(work), said="")

    def _state(self, work: Work) -> str:
        held = self._conversation(work)
        return str(held.state) if held else ""

    def _conversation(self, work: Work) -> Any:
        """The row as it stands in the database, whatever the session remembers of it."""
        who = {"channel": self.actor.channel, "who": self.actor.name}
        return work.session.connection().execute(_CONVERSATION, who).one_or_none()


# Built once: building it takes longer than running it.
_CONVERSATION = (
    select(Conversation.__table__)  # type: ignore[attr-defined]
    .join(Address, col(Address.id) == col(Conversation.address_id))
    .join(Account, col(Account.id) == col(Address.account_id))
    .where(col(Account.channel) == bindparam("channel"), col(Address.external) == bindparam("who"))
)
_NEWEST = select(func.max(col(Outbox.id)))
_NEW = (
    select(col(Outbox.body))
    .where(col(Outbox.id) > bindparam("newest"), col(Outbox.lane) == Lane.REPLY)
    .order_by(col(Outbox.id))
)
