"""The sections of the board, in the order in which they are shown: who sees each, what is in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dialogue.roles import Action
from handlers.office.board import items
from handlers.office.board.due import horizon
from handlers.office.board.items import Item
from handlers.turn import Turn
from storage import work_board
from storage.work_board import Count, Horizon, Queue

Waits = Callable[[Turn, Horizon], Queue]


@dataclass(frozen=True, kw_only=True)
class Section:
    """What waits in it, and how one of it is shown; `name` stands behind /viec."""

    name: str
    action: Action
    waits: Waits
    item: Callable[[Turn, Any], Item]
    only: Callable[[Turn], bool] = lambda turn: True

    def is_for(self, turn: Turn) -> bool:
        """Whether this person's roles may do what waits here."""
        return turn.may(self.action) and self.only(turn)

    def count(self, turn: Turn) -> Count:
        """How many wait for this person."""
        return work_board.count(turn.work, self.waits(turn, horizon(turn)))

    def page(self, turn: Turn, offset: int, limit: int) -> list[Item]:
        """Some of them."""
        queue = self.waits(turn, horizon(turn))
        rows = work_board.page(turn.work, queue, offset=offset, limit=limit)
        return [self.item(turn, row) for row in rows]


def _publishes(turn: Turn) -> bool:
    """Of office and chair, the commune names the one that publishes."""
    return turn.commune.publisher in turn.roles


SECTIONS = (
    Section(
        name="traloi",
        action=Action.ANSWER,
        waits=lambda turn, at: work_board.tasks_of(turn.commune_id, turn.agencies, at),
        item=items.own_task,
        only=lambda turn: bool(turn.agencies),
    ),
    Section(
        name="moc",
        action=Action.MANAGE_CONFERENCE,
        waits=lambda turn, at: work_board.limits_of_conferences(turn.commune_id, at),
        item=items.limit,
    ),
    Section(
        name="quahan",
        action=Action.ASSIGN,
        waits=lambda turn, at: work_board.overdue_tasks(turn.commune_id, at),
        item=items.overdue_task,
    ),
    Section(
        name="duyet",
        action=Action.PUBLISH,
        waits=lambda turn, at: work_board.to_publish(turn.commune_id, turn.person.id, at),
        item=items.to_publish,
        only=_publishes,
    ),
    Section(
        name="giahan",
        action=Action.ASSIGN,
        waits=lambda turn, at: work_board.to_extend(turn.commune_id, at),
        item=items.to_extend,
    ),
    Section(
        name="xet",
        action=Action.DECIDE_HEARING,
        waits=lambda turn, at: work_board.to_decide(turn.commune_id, at),
        item=items.to_decide,
    ),
    Section(
        name="hoinghikhac",
        action=Action.MANAGE_CONFERENCE,
        waits=lambda turn, at: work_board.to_place(turn.commune_id, at),
        item=items.to_place,
    ),
    Section(
        name="phanloai",
        action=Action.CLASSIFY,
        waits=lambda turn, at: work_board.to_classify(turn.commune_id, at),
        item=items.to_classify,
    ),
    Section(
        name="giao",
        action=Action.ASSIGN,
        waits=lambda turn, at: work_board.to_assign(turn.commune_id, at),
        item=items.to_assign,
    ),
    Section(
        name="giaosau",
        action=Action.ASSIGN,
        waits=lambda turn, at: work_board.to_assign_reply(turn.commune_id, at),
        item=items.to_assign_reply,
    ),
    Section(
        name="captren",
        action=Action.CONCLUDE,
        waits=lambda turn, at: work_board.to_ask_after(turn.commune_id),
        item=items.to_ask_after,
    ),
)


def sections_of(turn: Turn) -> list[Section]:
    """Those in which something may wait for this person."""
    return [section for section in SECTIONS if section.is_for(turn)]
