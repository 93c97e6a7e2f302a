"""Long lists a page at a time, eight lines each, with the ways to the pages around."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from handlers.messages import Choice
from handlers.reading import whole_number
from handlers.turn import Turn

PAGE = 8
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of `total` lines; pages are numbered from 1, and the last may be short."""

    number: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last page; an empty list has one too."""
        return max(-(-self.total // PAGE), 1)

    @property
    def offset(self) -> int:
        """How many lines stand before this page."""
        return (self.number - 1) * PAGE

    def of(self, items: Sequence[T]) -> Sequence[T]:
        """The lines of this page, of all of them."""
        return items[self.offset : self.offset + PAGE]


def page_of(typed: str | int, total: int) -> Page:
    """The page that was asked for, as far as there are so many."""
    wanted = typed if isinstance(typed, int) else whole_number(typed) or 1
    page = Page(number=max(wanted, 1), total=total)
    return Page(number=min(page.number, page.last), total=total)


def around(turn: Turn, page: Page, command: str) -> list[Choice]:
    """To the next page and the one before: `command` with its number."""
    ways = []
    if page.number < page.last:
        ways.append(turn.command("work-next", f"{command} {page.number + 1}"))
    if page.number > 1:
        ways.append(turn.command("work-before", f"{command} {page.number - 1}"))
    return ways
