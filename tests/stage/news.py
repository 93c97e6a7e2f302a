"""Telling people of what concerns many, as the worker does it right after a commit."""

import asyncio
from datetime import datetime
from pathlib import Path

from bot.conference_news import ConferenceNews
from bot.following import Following
from bot.moving import Moving
from bot.piecewise import Piecewise
from handlers.clock.queue import FOLLOW
from handlers.conclusion.issue import ISSUE, issue_piece
from handlers.conference.moving import MOVE
from handlers.conference.news import NEWS
from handlers.publish.publishing import SEND, send_piece
from scheduler.worker import Worker
from stage.program import Program
from storage.blobs import Blobs


def tell(program: Program, files: Path) -> None:
    """Do all the jobs about conferences and dates that wait; calendar files lie in `files`."""
    worker = worker_of(program, files)

    async def work() -> None:
        while await worker.step():
            pass

    asyncio.run(work())


def worker_of(program: Program, files: Path) -> Worker:
    """Who does all that concerns many people."""
    database, house = program.database, program.house

    def clock() -> datetime:
        return program.now

    news = ConferenceNews(database=database, house=house, blobs=Blobs(files), clock=clock)
    following = Following(database=database, house=house, clock=clock)
    moving = Moving(database=database, house=house, clock=clock)
    pieces = {
        kind: Piecewise(database=database, house=house, clock=clock, piece=piece).task()
        for kind, piece in ((ISSUE, issue_piece), (SEND, send_piece))
    }
    tasks = {NEWS: news.task(), FOLLOW: following.task(), MOVE: moving.task(), **pieces}
    return Worker(database=database, tasks=tasks, clock=clock)
