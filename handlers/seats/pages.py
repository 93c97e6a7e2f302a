"""Long lists a page at a time, eight lines each, with the ways to the pages around."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from handlers.messages import Choice
from handlers.reading import whole_number
from handlers.turn import Turn

PAGE = 8
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Page(Generic[T]):
    """What one page shows; the first line of all is number 1."""

    number: int
    first: int
    items: Sequence[T]
    total: int


def page_of(items: Sequence[T], typed: str) -> Page[T]:
    """The page that was asked for, as far as there are so many."""
    last = max(-(-len(items) // PAGE), 1)
    number = min(max(whole_number(typed) or 1, 1), last)
    start = (number - 1) * PAGE
    return Page(number=number, first=start + 1, items=items[start : start + PAGE], total=len(items))


def around(turn: Turn, page: Page[T], command: str) -> list[Choice]:
    """To the next page and the one before."""
    ways = []
    if page.number * PAGE < page.total:
        ways.append(turn.command("work-next", f"{command} {page.number + 1}"))
    if page.number > 1:
        ways.append(turn.command("work-before", f"{command} {page.number - 1}"))
    return ways
