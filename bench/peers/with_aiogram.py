"""aiogram 3: a webhook, its states, the answers on SQLAlchemy (docs.aiogram.dev, "Webhook").

`python -m bench.peers.with_aiogram DATABASE PORT CORE CHATS`. States are kept in the database too:
those that come with aiogram are in memory, or in a server that this machine does not need.
"""

import asyncio
import os
import sys
from collections.abc import Mapping
from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State as Question
from aiogram.fsm.state import StatesGroup
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from aiogram.types import Message, Update
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bench.messages import SECRET, chats
from bench.peers.tables import Answer, Reply, State, opened

Sessions = async_sessionmaker[AsyncSession]
router = Router()


class Petition(StatesGroup):
    """The question that is open."""

    content = Question()


class Kept(BaseStorage):
    """States and data in rows, each change committed."""

    def __init__(self, sessions: Sessions) -> None:
        self.sessions = sessions

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Keep the state."""
        async with self.sessions() as session:
            row = await session.get(State, key.chat_id) or State(chat=key.chat_id, data={})
            row.state = state.state if isinstance(state, Question) else state
            session.add(row)
            await session.commit()

    async def get_state(self, key: StorageKey) -> str | None:
        """The state that is kept."""
        async with self.sessions() as session:
            row = await session.get(State, key.chat_id)
            return row.state if row else None

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Keep the data."""
        async with self.sessions() as session:
            row = await session.get(State, key.chat_id) or State(chat=key.chat_id)
            row.data = dict(data)
            session.add(row)
            await session.commit()

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """The data that is kept."""
        async with self.sessions() as session:
            row = await session.get(State, key.chat_id)
            return dict(row.data) if row else {}

    async def close(self) -> None:
        """Nothing of its own."""


@router.message(Petition.content)
async def written(
    message: Message, state: FSMContext, sessions: Sessions, event_update: Update
) -> None:
    """One more piece of the text: kept, counted, answered."""
    async with sessions() as session:
        session.add(
            Answer(update_id=event_update.update_id, chat=message.chat.id, text=message.text or "")
        )
        session.add(Reply(chat=message.chat.id, text="Đã ghi. Ông/Bà viết tiếp, hoặc bấm “Xong”."))
        await session.commit()
    data = await state.get_data()
    await state.set_data({**data, "pieces": data.get("pieces", 0) + 1})


async def serve(path: str, port: int, count: int) -> None:
    """Serve until the process is stopped."""
    _, sessions = await opened(path)
    async with sessions() as session:
        asked = Petition.content.state
        session.add_all(State(chat=one, state=asked, data={}) for one in chats(count))
        await session.commit()
    dispatcher = Dispatcher(storage=Kept(sessions), sessions=sessions)
    dispatcher.include_router(router)
    app = web.Application()
    # Acknowledged only when it was handled: what is in the background is lost in a crash.
    SimpleRequestHandler(
        dispatcher, Bot("123:bench"), handle_in_background=False, secret_token=SECRET
    ).register(app, path="/")
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    os.sched_setaffinity(0, {int(sys.argv[3])})
    import uvloop

    uvloop.run(serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[4])))
