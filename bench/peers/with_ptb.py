"""python-telegram-bot: a ConversationHandler behind a webhook of one's own, answers on SQLAlchemy.

After its example "customwebhookbot", but that an update is handled before it is acknowledged.
`python -m bench.peers.with_ptb DATABASE PORT CORE`. Where a chat stands is in memory, as its
ConversationHandler has it; its own persistence is no durable one.

`python -m bench.peers.with_ptb FILE PORT CORE pickle`: no database, but PicklePersistence, flushed
before an update is acknowledged. It writes the whole file anew each time, and the file is not
waited for: what was acknowledged may be gone after a power cut, and half a file after a crash.
"""

import os
import sys

import uvicorn
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)
from telegram.request import BaseRequest

from bench.messages import SECRET, SECRET_HEADER
from bench.peers.tables import Answer, Reply, opened

CONTENT = 1


class Nowhere(BaseRequest):
    """Telegram is not called."""

    read_timeout = 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(self, *_: object, **__: object) -> tuple[int, bytes]:
        """The bot itself."""
        return 200, (
            b'{"ok":true,"result":{"id":123,"is_bot":true,"first_name":"b","username":"b_bot"}}'
        )


async def written(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """One more piece of the text: kept, counted, answered."""
    sessions: async_sessionmaker[AsyncSession] = context.bot_data["sessions"]
    assert update.message and update.effective_chat and context.user_data is not None
    chat = update.effective_chat.id
    async with sessions() as session:
        session.add(Answer(update_id=update.update_id, chat=chat, text=update.message.text or ""))
        session.add(Reply(chat=chat, text="Đã ghi. Ông/Bà viết tiếp, hoặc bấm “Xong”."))
        await session.commit()
    context.user_data["pieces"] = context.user_data.get("pieces", 0) + 1
    return CONTENT


async def pickled(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """One more piece of the text, kept with what belongs to the chat."""
    assert update.message and context.user_data is not None
    context.user_data.setdefault("pieces", []).append(update.message.text or "")
    return CONTENT


def built_with_file(path: str) -> "Application":  # type: ignore[type-arg]
    """The bot whose chats are kept in a file."""
    text = MessageHandler(filters.TEXT & ~filters.COMMAND, pickled)
    builder = ApplicationBuilder().token("123:bench").updater(None).request(Nowhere())
    # Written when it is told to be, which is after each update.
    app = builder.persistence(PicklePersistence(path, on_flush=True)).build()
    states = {CONTENT: [text]}
    app.add_handler(ConversationHandler([text], states, [], name="petition", persistent=True))
    return app


def built(sessions: async_sessionmaker[AsyncSession]) -> "Application":  # type: ignore[type-arg]
    """The bot."""
    text = MessageHandler(filters.TEXT & ~filters.COMMAND, written)
    builder = ApplicationBuilder().token("123:bench").updater(None)
    app = builder.request(Nowhere()).concurrent_updates(False).build()
    app.add_handler(ConversationHandler([text], {CONTENT: [text]}, []))
    app.bot_data["sessions"] = sessions
    return app


async def serve(path: str, port: int, way: str) -> None:
    """Serve until the process is stopped."""
    bot = built_with_file(path) if way else built((await opened(path))[1])

    async def receive(request: Request) -> Response:
        if request.headers.get(SECRET_HEADER) != SECRET:
            return Response(status_code=403)
        await bot.process_update(Update.de_json(await request.json(), bot.bot))
        if bot.persistence:
            await bot.update_persistence()
            await bot.persistence.flush()
        return Response()

    app = Starlette(routes=[Route("/", receive, methods=["POST"])])
    async with bot:
        await bot.start()
        config = uvicorn.Config(
            app, port=port, log_level="error", access_log=False, http="httptools"
        )
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    os.sched_setaffinity(0, {int(sys.argv[3])})
    import uvloop

    uvloop.run(serve(sys.argv[1], int(sys.argv[2]), sys.argv[4] if sys.argv[4:] else ""))
