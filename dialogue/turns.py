"""Fair turns: nobody's second question goes before another's first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """A question that waits for its turn; a lower number was sent earlier."""

    number: int
    author: int


def in_turn(waiting: Sequence[Waiting], heard: Mapping[int, int]) -> list[Waiting]:
    """The order in which they are called; `heard` is how often each author has had a turn.

    Round by round: an author's next question belongs to the round after the turns they have had,
    the one after it to the next round. Within a round, who sent first goes first.
    """
    taken = Counter(heard)
    rounds: list[tuple[int, int, Waiting]] = []
    for one in sorted(waiting, key=lambda one: one.number):
        rounds.append((taken[one.author], one.number, one))
        taken[one.author] += 1
    return [one for _, _, one in sorted(rounds, key=lambda line: line[:2])]
