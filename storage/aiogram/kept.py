"""State and data as aiogram knows them, whichever row keeps them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What is kept at a key; an empty state is none."""

    state: str = ""
    data: dict[str, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.state or self.data)


Change = Callable[[Kept], Kept]
