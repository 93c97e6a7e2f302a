"""The dice of one body: whatever is thrown follows from seed, target and number alone."""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A source of choices that can be thrown again: the same three give the same body."""

    def __init__(self, seed: int, target: str, number: int) -> None:
        self.number = number
        self._random = random.Random(f"{seed}:{target}:{number}")

    def one_in(self, times: int) -> bool:
        """True once in so many throws."""
        return self._random.randrange(times) == 0

    def below(self, end: int) -> int:
        """A number from 0 up to, not including, `end`."""
        return self._random.randrange(end)

    def pick(self, among: Sequence[T]) -> T:
        """One of these."""
        return among[self._random.randrange(len(among))]

    def weighed(self, weights: dict[T, int]) -> T:
        """One of the keys, each as often as its weight says."""
        return self._random.choices(list(weights), list(weights.values()))[0]

    def some(self, among: Sequence[T], most: int) -> list[T]:
        """Up to `most` of these, repeats allowed."""
        return [self.pick(among) for _ in range(self.below(most + 1))]

    def noise(self, length: int) -> bytes:
        """Bytes of any value."""
        return self._random.randbytes(length)

    def uuid(self) -> str:
        """A UUID as clients make them."""
        digits = self._random.randbytes(16).hex()
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
