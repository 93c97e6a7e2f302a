"""How what a file states is set over what it inherits from the regulation it extends."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar

from dialogue.names import Phase
from dialogue.rules import InForce, MilestoneRule, Stated

Entry = TypeVar("Entry", bound=Stated)
Key = TypeVar("Key", bound=str)
Outer = TypeVar("Outer", bound=str)
PHASES = tuple(Phase)


@dataclass(frozen=True, kw_only=True)
class Heir:
    """The file that states something; every rule of its own bears its name and its days.

    `reading` says that inheriting at all is ours: then every rule that it inherits says so.
    """

    id: str
    in_force: InForce
    reading: str | None = None

    def required(self, key: str, own: Entry | None, inherited: Entry | None) -> Entry:
        found = self.optional(key, own, inherited)
        assert found is not None  # the faults of the file have been told before
        return found

    def optional(self, key: str, own: Entry | None, inherited: Entry | None) -> Entry | None:
        if own is not None:
            return self._stamped(key, own)
        return inherited and self._read(inherited)

    def by_key(
        self, own: Mapping[Key, Entry], inherited: Mapping[Key, Entry]
    ) -> Mapping[Key, Entry]:
        """A rule that is stated replaces every era of the one it inherits."""
        stated = {key: self._stamped(entry.era_of or key, entry) for key, entry in own.items()}
        restated = {entry.key for entry in stated.values()}
        kept = {
            key: self._read(entry)
            for key, entry in inherited.items()
            if key in stated or entry.key not in restated
        }
        return MappingProxyType({**kept, **stated})

    def whole(
        self, own: Mapping[Key, Entry], inherited: Mapping[Key, Entry]
    ) -> Mapping[Key, Entry]:
        """A list that is stated replaces the inherited one: a dossier, the order of a session."""
        return self.by_key(own, {} if own else inherited)

    def nested(
        self,
        own: Mapping[Outer, Mapping[Key, Entry]],
        inherited: Mapping[Outer, Mapping[Key, Entry]],
    ) -> Mapping[Outer, Mapping[Key, Entry]]:
        return MappingProxyType(
            {
                key: self.by_key(own.get(key, {}), inherited.get(key, {}))
                for key in {**inherited, **own}
            }
        )

    def milestones(
        self, own: Mapping[str, MilestoneRule], inherited: Mapping[str, MilestoneRule]
    ) -> Mapping[str, MilestoneRule]:
        """An overridden milestone stays reachable: the stricter counts and both are shown."""
        chained = {key: self._chained(rule, inherited.get(key)) for key, rule in own.items()}
        every = self.by_key(chained, inherited)
        merged = _merged([key for key in inherited if key in every], own)
        order = sorted(merged, key=lambda key: PHASES.index(every[key].phase))
        return MappingProxyType({key: every[key] for key in order})

    def _chained(self, rule: MilestoneRule, inherited: MilestoneRule | None) -> MilestoneRule:
        return replace(rule, overrides=inherited and self._read(inherited))

    def _stamped(self, key: str, entry: Entry) -> Entry:
        return replace(entry, key=key, regulation=self.id, governs=self.in_force)

    def _read(self, entry: Entry) -> Entry:
        if self.reading is None:
            return entry
        return replace(entry, reading=" ".join(filter(None, (entry.reading, self.reading))))


def _merged(inherited: Iterable[str], own: Iterable[str]) -> list[str]:
    """The inherited order; what a child adds stands behind that after which its file states it."""
    order, place = list(inherited), 0
    for key in own:
        if key not in order:
            order.insert(place, key)
        place = order.index(key) + 1
    return order
