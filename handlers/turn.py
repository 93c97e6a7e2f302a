"""One turn of a conversation: who spoke, what was said, and the means to answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from dialogue.roles import Action, Role, may
from handlers.house import House
from handlers.messages import Choice, File, FileRef, Incoming, Reply
from locales import dates
from storage import staff as staff_rows
from storage.tables import Account, Address, Commune, Conversation, Person, Petition, Staff
from storage.work import Work


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the person said, as far as the router understood it.

    `value` is the value of the offered choice that was pressed, named or numbered, else empty.
    """

    text: str = ""
    value: str = ""
    files: tuple[FileRef, ...] = ()
    message_id: str = ""


@dataclass(kw_only=True)
class Turn:
    """Everything that a handler may use while it answers one event, inside one transaction.

    `data` is what the open conversation remembers: ids and choices, and no words but those that
    are held until it is known where they belong (`handlers/held.py`).
    `said` collects what a machine's own callbacks have to say before its next question;
    `draft` is the one that the intake has read, so that it is not read for each answer anew.
    """

    work: Work
    house: House
    now: datetime
    incoming: Incoming
    account: Account
    address: Address
    person: Person
    commune: Commune
    conversation: Conversation
    data: dict[str, Any]
    said: list[Reply] = field(default_factory=list)
    draft: Petition | None = None

    @property
    def commune_id(self) -> int:
        """The commune of the account that was written to."""
        assert self.commune.id is not None
        return self.commune.id

    @property
    def language(self) -> str:
        """The language in which this person is answered."""
        return self.commune.language

    @cached_property
    def duties(self) -> Sequence[Staff]:
        """The roles that this person holds in the commune."""
        return staff_rows.active(self.work, self.commune_id, self.person.id)

    def forget_duties(self) -> None:
        """After joining or leaving, the roles are read anew."""
        self.__dict__.pop("duties", None)

    @property
    def roles(self) -> frozenset[Role]:
        """The roles without their rows."""
        return frozenset(Role(duty.role) for duty in self.duties)

    def may(self, action: Action) -> bool:
        """Whether this person's roles allow `action`; decided in `dialogue/roles.py`."""
        return may(self.roles, action)

    def acting_as(self, action: Action) -> Staff:
        """The role that allows `action`: under it stands what this person does."""
        return next(duty for duty in self.duties if may((Role(duty.role),), action))

    def say(self, key: str, /, **values: object) -> str:
        """A text of the catalogue in this person's language."""
        return self.house.catalogue.text(self.language, key, **values)

    def reply(
        self,
        key: str,
        /,
        *labels: str,
        facts: Sequence[tuple[str, str]] = (),
        choices: Sequence[Choice] = (),
        files: Sequence[File] = (),
        sensitive: bool = False,
        **values: object,
    ) -> Reply:
        """The message `key` with its title, and a button for each label that it has by name.

        `labels` are attribute names of the message; each becomes a choice with that value.
        """
        title = self.house.catalogue.find(self.language, f"{key}.title", **values) or ""
        named = [Choice(label=self.say(f"{key}.{label}"), value=label) for label in labels]
        return Reply(
            text=self.say(key, **values),
            title=title,
            facts=tuple(facts),
            choices=(*choices, *named),
            files=tuple(files),
            sensitive=sensitive,
        )

    def fact(self, key: str, value: str) -> tuple[str, str]:
        """A line of a table: the name from the catalogue, and its value."""
        return self.say(key), value

    def command(self, label_key: str, command: str, /, **values: object) -> Choice:
        """A button that carries a command, labelled from the catalogue."""
        return Choice(label=self.say(label_key, **values), value=command)

    def date(self, day: date) -> str:
        """A day in full."""
        return dates.full_date(day, self.language)

    def time(self, moment: datetime) -> str:
        """A moment in full."""
        return dates.full_time(moment, self.language)
