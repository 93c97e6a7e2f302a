"""/viec: what waits for this person, what presses first, one touch from acting.

With one kind of work it is the list itself, with several a board that leads to each list.
"""

from dataclasses import dataclass
from datetime import date

from handlers.messages import Choice, Reply
from handlers.office.board import notes
from handlers.office.board.due import count_words
from handlers.office.board.items import Item
from handlers.office.board.sections import Section, sections_of
from handlers.pages import PAGE, around, page_of
from handlers.reading import whole_number
from handlers.turn import Turn
from storage.work_board import Count

# So many of each section compete for the first places of the board.
FIRST_OF_EACH = 3
FIRST = 5
_LAST_DAY = date.max


@dataclass(frozen=True, kw_only=True)
class _Filled:
    section: Section
    count: Count


def show(turn: Turn, argument: str = "") -> list[Reply]:
    """/viec [SECTION] [PAGE]: the board, or one page of one of its lists."""
    named, _, typed = argument.partition(" ")
    filled = _filled(turn)
    if not filled:
        return [_nothing(turn)]
    wanted = next((one for one in filled if one.section.name == named), None)
    if wanted is not None:
        return [_list(turn, wanted, typed, alone=len(filled) == 1)]
    if _is_page(argument) or len(filled) == 1:
        return [_list(turn, _unnamed(filled), argument, alone=len(filled) == 1)]
    return [_board(turn, filled)]


def _filled(turn: Turn) -> list[_Filled]:
    counted = [_Filled(section=one, count=one.count(turn)) for one in sections_of(turn)]
    return [one for one in counted if one.count.total]


def _is_page(argument: str) -> bool:
    """A bare number, on buttons of the time when there was one list: what is to be decided."""
    return whole_number(argument) is not None


def _unnamed(filled: list[_Filled]) -> _Filled:
    return next((one for one in filled if one.section.name == "xet"), filled[0])


def _nothing(turn: Turn) -> Reply:
    others = notes.choices(turn, back="work-refresh")
    return turn.reply("work-empty", choices=others, notes=notes.notes(turn))


def _board(turn: Turn, filled: list[_Filled]) -> Reply:
    first = _first(turn, filled)
    lists = [
        Choice(
            label=turn.say(f"board-{one.section.name}.list", count=one.count.total),
            value=f"/viec {one.section.name}",
        )
        for one in filled
    ]
    others = notes.choices(turn, back="work-refresh")
    return turn.reply(
        "board",
        choices=[*_opens(first), *lists, *others],
        sections="\n".join(f"• {_heading(turn, one)}" for one in filled),
        list="\n".join(item.line for item in first),
        notes=notes.notes(turn),
    )


def _heading(turn: Turn, filled: _Filled) -> str:
    said = turn.say(f"board-{filled.section.name}", count=filled.count.total)
    return said + count_words(turn, filled.count)


def _first(turn: Turn, filled: list[_Filled]) -> list[Item]:
    """What presses most, whatever its kind; without a date, in the order of the sections."""
    heads = [item for one in filled for item in one.section.page(turn, 0, FIRST_OF_EACH)]
    return sorted(heads, key=lambda item: item.due or _LAST_DAY)[:FIRST]


def _opens(items: list[Item]) -> list[Choice]:
    """A button for each, but one only where several lines lead to the same place."""
    return list({item.opens.value: item.opens for item in items}.values())


def _list(turn: Turn, filled: _Filled, typed: str, *, alone: bool) -> Reply:
    total = filled.count.total
    page = page_of(typed, total)
    items = filled.section.page(turn, page.offset, PAGE)
    others = notes.choices(turn, back="work-refresh" if alone else "menu-work")
    return turn.reply(
        "work-list",
        choices=[*_opens(items), *around(turn, page, f"/viec {filled.section.name}"), *others],
        section=_heading(turn, filled),
        shown=f"{page.offset + 1}–{page.offset + len(items)}",
        list="\n".join(item.line for item in items),
        notes=notes.notes(turn),
    )
