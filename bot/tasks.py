"""Every kind of long work with how it is done: the one list, for the program, a command, a test."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.clearing import Clearing
from bot.conference_news import ConferenceNews
from bot.exporting import Exporting
from bot.fetching import Fetch, Fetching
from bot.importing import PENDING_CASES, Importing
from bot.piecewise import Piecewise
from handlers.clock.following import follow_on
from handlers.clock.queue import FOLLOW
from handlers.conclusion.issue import ISSUE, issue_piece
from handlers.conference.moving import MOVE, move_piece
from handlers.conference.news import NEWS
from handlers.entering.listed import ENTER
from handlers.files import FETCH, FETCH_PAPER
from handlers.house import House
from handlers.live.opened import TELL, tell_piece
from handlers.live.opening import CARRY, carry_piece
from handlers.ordered import WRITE
from handlers.pending.file import IMPORT as IMPORT_PENDING
from handlers.piecewise import Piece, in_order
from handlers.piecewise import give_up as tell_officer
from handlers.publish.publishing import SEND, send_piece
from handlers.reminders.meeting import REMIND, remind_piece
from handlers.seats.file import IMPORT
from scheduler.worker import Task, Worker
from storage.blobs import Blobs
from storage.database import Database


@dataclass(frozen=True, kw_only=True)
class Means:
    """What long work is done with; `fetchers` bring files, by the row ids of their accounts."""

    database: Database
    house: House
    blobs: Blobs
    clock: Callable[[], datetime]
    fetchers: Mapping[int, Fetch] = field(default_factory=dict)


def worker_of(means: Means) -> Worker:
    """Who does all of it."""
    return Worker(database=means.database, tasks=tasks_of(means), clock=means.clock)


def tasks_of(means: Means) -> Mapping[str, Task]:
    """How each kind is done."""
    telling: dict[str, Any] = {
        "database": means.database,
        "house": means.house,
        "clock": means.clock,
    }
    keeping: dict[str, Any] = {**telling, "blobs": means.blobs}
    fetching = Fetching(**keeping, fetchers=means.fetchers)
    importing = Importing(**keeping, fetching=fetching)

    def piecewise(piece: Piece) -> Task:
        return Piecewise(**telling, piece=piece).task()

    def begun(piece: Piece) -> Task:
        """What an officer's message has begun, and who was promised to hear of its end."""
        return Piecewise(**telling, piece=piece, stopped=tell_officer).task()

    return {
        FETCH: fetching.task(),
        FETCH_PAPER: fetching.task(),
        FOLLOW: piecewise(follow_on),
        NEWS: ConferenceNews(**keeping).task(),
        MOVE: piecewise(in_order(move_piece)),
        IMPORT: importing.task(),
        IMPORT_PENDING: replace(importing, reading=PENDING_CASES).task(),
        WRITE: Exporting(**keeping).task(),
        CARRY: piecewise(carry_piece),
        REMIND: piecewise(in_order(remind_piece)),
        TELL: piecewise(in_order(tell_piece)),
        ISSUE: begun(issue_piece),
        SEND: begun(send_piece),
        ENTER: Clearing(database=means.database, clock=means.clock).task(),
    }
