"""Telling people of a conference, as the worker does it right after a commit."""

import asyncio
from datetime import datetime
from pathlib import Path

from bot.conference_news import ConferenceNews
from bot.following import Following
from bot.moving import Moving
from handlers.clock.queue import FOLLOW
from handlers.conference.moving import MOVE
from handlers.conference.news import NEWS
from scheduler.worker import Worker
from stage.program import Program
from storage.blobs import Blobs


def tell(program: Program, files: Path) -> None:
    """Do all the jobs about conferences and dates that wait; calendar files lie in `files`."""
    database, house = program.database, program.house

    def clock() -> datetime:
        return program.now

    news = ConferenceNews(database=database, house=house, blobs=Blobs(files), clock=clock)
    following = Following(database=database, house=house, clock=clock)
    moving = Moving(database=database, house=house, clock=clock)
    tasks = {NEWS: news.task(), FOLLOW: following.task(), MOVE: moving.task()}
    worker = Worker(database=database, tasks=tasks, clock=clock)

    async def work() -> None:
        while await worker.step():
            pass

    asyncio.run(work())
