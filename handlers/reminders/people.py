"""Who is told in the morning: the people behind a level, and where each of them is reached."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dialogue.reminders import Level
from dialogue.roles import Role
from handlers.petition.notify import address_of
from handlers.petition.tell_staff import people_in
from handlers.voice import Voice
from locales.dates import local_date
from locales.folding import fold
from storage import tasks
from storage.tables import Address

# Words of a regulation, folded, by which it names who answers for a milestone.
_NAMED = {
    Role.FRONT: ("mttq", "mat tran"),
    Role.BOARD: ("ban xay dung dang", "ban tuyen giao"),
    Role.OFFICE: ("van phong", "co quan chu tri tham muu"),
}
# Who only helps is named after these.
_WITH = "phoi hop"
_ABOVE = {Level.OFFICE: (Role.OFFICE,), Level.CHAIR: (Role.CHAIR,)}


@dataclass(frozen=True, kw_only=True)
class Owing:
    """Who owes something: an agency, or whoever holds one of these roles."""

    roles: tuple[Role, ...] = ()
    agency: int | None = None


def named_in(responsible: str) -> tuple[Role, ...]:
    """The roles that a regulation's words mean; the office, where they mean none of ours."""
    leading = fold(responsible).partition(_WITH)[0]
    found = [role for role, words in _NAMED.items() if any(word in leading for word in words)]
    return tuple(found) or (Role.OFFICE,)


@dataclass(kw_only=True)
class Reach:
    """The people of one commune this morning, each looked for once."""

    voice: Voice
    _people: dict[Owing, list[int]] = field(default_factory=dict)
    _addresses: dict[int, Address | None] = field(default_factory=dict)

    def told(self, level: Level, owing: Owing) -> tuple[Sequence[int], bool]:
        """Who hears of something at this level, and whether it is those whom it is meant for.

        What reaches nobody goes to the office: no date may pass in silence.
        """
        meant = owing if level is Level.OWING else Owing(roles=_ABOVE[level])
        people = self._reached(meant)
        if people or meant.roles == (Role.OFFICE,):
            return people, True
        return self._reached(Owing(roles=(Role.OFFICE,))), False

    def address(self, person: int) -> Address | None:
        """Where somebody is told; None where no address of theirs takes messages."""
        if person not in self._addresses:
            self._addresses[person] = address_of(self.voice, person)
        return self._addresses[person]

    def _reached(self, owing: Owing) -> list[int]:
        if owing not in self._people:
            found = self._of_agency(owing.agency) if owing.agency else self._in(owing.roles)
            self._people[owing] = [one for one in found if self.address(one) is not None]
        return self._people[owing]

    def _of_agency(self, agency: int) -> list[int]:
        voice = self.voice
        assert voice.commune.id is not None
        return tasks.people_of(voice.work, voice.commune.id, agency, local_date(voice.now))

    def _in(self, roles: Sequence[Role]) -> list[int]:
        return people_in(self.voice, roles)
