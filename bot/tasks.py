"""Every kind of long work with how it is done: the one list, for the program, a command, a test."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.clearing import Clearing
from bot.conference_news import ConferenceNews
from bot.exporting import Exporting
from bot.fetching import Fetch, Fetching
from bot.following import Following
from bot.importing import PENDING_CASES, Importing
from bot.live_session import LiveSessions
from bot.moving import Moving
from bot.piecewise import Piecewise
from bot.reminding import Reminding
from handlers.clock.queue import FOLLOW
from handlers.conclusion.issue import ISSUE, issue_piece
from handlers.conference.moving import MOVE
from handlers.conference.news import NEWS
from handlers.entering.listed import ENTER
from handlers.files import FETCH, FETCH_PAPER
from handlers.house import House
from handlers.live.opened import TELL, tell_piece
from handlers.live.opening import CARRY
from handlers.ordered import WRITE
from handlers.pending.file import IMPORT as IMPORT_PENDING
from handlers.piecewise import Piece
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

    return {
        FETCH: fetching.task(),
        FETCH_PAPER: fetching.task(),
        FOLLOW: Following(**telling).task(),
        NEWS: ConferenceNews(**keeping).task(),
        MOVE: Moving(**telling).task(),
        IMPORT: importing.task(),
        IMPORT_PENDING: replace(importing, reading=PENDING_CASES).task(),
        WRITE: Exporting(**keeping).task(),
        CARRY: LiveSessions(**telling).task(),
        REMIND: Reminding(**telling, piece=remind_piece).task(),
        TELL: Reminding(**telling, piece=tell_piece).task(),
        ISSUE: piecewise(issue_piece),
        SEND: piecewise(send_piece),
        ENTER: Clearing(database=means.database, clock=means.clock).task(),
    }
