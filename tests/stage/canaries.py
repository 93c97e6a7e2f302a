"""Listens to the log at its most talkative, in both forms, for anything that is a person's.

What people are called, their phones, every word that they or the office wrote, every secret: all of
it is read from the database and from the configuration at the end, and looked for.
"""

import io
import json
import logging
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import structlog
from sqlmodel import select

from bot import logs
from storage.database import Database
from storage.tables import Answer, ByHand, Inbox, Outbox, Person, Petition, PetitionPart
from storage.work import Work

# A shorter one stands in other words.
SHORTEST = 6


@dataclass
class Listener:
    """What was logged."""

    out: io.StringIO = field(default_factory=io.StringIO)

    @property
    def text(self) -> str:
        return self.out.getvalue()

    @property
    def events(self) -> list[dict[str, Any]]:
        """Each line of the JSON form."""
        lines = (line for line in self.text.splitlines() if line.startswith("{"))
        return [json.loads(line) for line in lines]

    def told(self, values: Iterable[str]) -> list[str]:
        """Those values that can be read somewhere in it."""
        text = self.text.casefold()
        return sorted(value for value in values if value.casefold() in text)


@contextmanager
def listened(secrets: Iterable[str] = ()) -> Iterator[Listener]:
    """The log of what happens inside, at DEBUG; afterwards it is as it was."""
    listener, before = Listener(), structlog.get_config()
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(logs, "_renderer", lambda form: _both)
        patch.setattr(sys, "stderr", listener.out)
        logs.set_up("DEBUG", secrets=secrets)
        try:
            yield listener
        finally:
            structlog.configure(**before)
            root.handlers[:], root.level = handlers, level


_console = structlog.dev.ConsoleRenderer(
    colors=False, exception_formatter=structlog.dev.plain_traceback
)
_json = structlog.processors.JSONRenderer(ensure_ascii=False)


def _both(logger: Any, name: str, event: Mapping[str, Any]) -> str:
    return f"{_console(logger, name, dict(event))}\n{_json(logger, name, dict(event))}"


def private(database: Database) -> set[str]:
    """Everything in the database that is somebody's."""

    def read(work: Work) -> list[str]:
        found: list[str] = []
        for person in (*work.session.exec(select(Person)), *work.session.exec(select(Petition))):
            found += [person.name, person.phone, person.position]
        found += work.session.exec(select(PetitionPart.text))
        found += work.session.exec(select(Answer.text))
        found += [event for event in work.session.exec(select(Inbox.event_id)) if ":" in event]
        bodies = (*work.session.exec(select(Outbox.body)), *work.session.exec(select(ByHand.body)))
        for body in bodies:
            found += [body.get("text", ""), *(str(value) for _, value in body.get("facts", ()))]
        return found

    lines = (line for text in database.read_now(read) for line in text.splitlines())
    return {line.strip() for line in lines if len(line.strip()) >= SHORTEST}
