"""One turn of a conversation: who spoke, what was said, and the means to answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from dialogue.roles import Action, Role, may
from handlers.messages import FileRef, Incoming, Reply
from handlers.voice import Voice
from locales.dates import local_date
from storage import staff as staff_rows
from storage.conversations import Borrowed
from storage.petitions import Counted
from storage.tables import Account, Address, Person, Petition, Staff


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
class Turn(Voice):
    """Everything that a handler may use while it answers one event, inside one transaction.

    `data` is what the open conversation remembers: ids and choices, and no words but those that
    are held until it is known where they belong (`handlers/held.py`).
    `said` collects what a machine's own callbacks have to say before its next question;
    `draft` is the one that the intake has read, so that it is not read for each answer anew, and
    `unwritten` what is to be written of it: once, when the next question is known; `counted` is
    how much content it has.
    """

    incoming: Incoming
    account: Account
    address: Address
    person: Person
    conversation: Borrowed
    data: dict[str, Any]
    said: list[Reply] = field(default_factory=list)
    draft: Petition | None = None
    counted: Counted | None = None
    unwritten: dict[str, Any] = field(default_factory=dict)

    @property
    def commune_id(self) -> int:
        """The commune of the account that was written to."""
        assert self.commune.id is not None
        return self.commune.id

    @cached_property
    def duties(self) -> Sequence[Staff]:
        """The roles that this person holds in the commune."""
        which = self.work, self.commune_id, self.person.id
        return staff_rows.active(*which) if staff_rows.is_any(*which) else ()

    @cached_property
    def stood_in_for(self) -> Sequence[Staff]:
        """The roles of absent colleagues for whom this person stands in today.

        Only such as they hold themselves: a role is never handed over, nor kept by who lost it.
        """
        today = local_date(self.now)
        away = staff_rows.stood_in_for(self.work, self.commune_id, self.person.id, today)
        return [duty for duty in away if duty.role in self.roles]

    @property
    def agencies(self) -> frozenset[int]:
        """The agencies for which this person answers: their own, and those they stand in for."""
        held = (*self.duties, *self.stood_in_for)
        return frozenset(duty.agency_id for duty in held if duty.agency_id is not None)

    def forget_duties(self) -> None:
        """After joining or leaving, the roles are read anew."""
        self.__dict__.pop("duties", None)
        self.__dict__.pop("stood_in_for", None)

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
