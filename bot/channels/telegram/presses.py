"""What a pressed button shows afterwards: it no longer waits, and answered choices are gone.

Best effort both: the event itself is saved, and nothing here may undo that.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog
from telegram import Bot, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

log = structlog.get_logger()

_PATIENCE = 5.0


async def settle(bot: Bot, query: CallbackQuery) -> None:
    """Answer the press, once, and take away the choices that died with it."""
    await asyncio.gather(_try(_answer(bot, query)), _try(_take_choices(bot, query)))


async def _answer(bot: Bot, query: CallbackQuery) -> None:
    await bot.answer_callback_query(query.id)


async def _take_choices(bot: Bot, query: CallbackQuery) -> None:
    shown = query.message
    if not isinstance(shown, Message) or shown.reply_markup is None:
        return  # too old: Telegram no longer tells what it showed
    before = shown.reply_markup.inline_keyboard
    rows = [[button for button in row if _lasts(button)] for row in before]
    if [list(row) for row in before] != rows:
        await bot.edit_message_reply_markup(
            shown.chat.id,
            shown.message_id,
            reply_markup=InlineKeyboardMarkup([row for row in rows if row]),
        )


def _lasts(button: InlineKeyboardButton) -> bool:
    """Commands and pages work for ever; see `handlers.messages.Choice`."""
    return bool(button.url) or str(button.callback_data or "").startswith("/")


async def _try(call: Coroutine[Any, Any, None]) -> None:
    try:
        async with asyncio.timeout(_PATIENCE):
            await call
    except Exception as fault:  # noqa: BLE001 - too old, pressed twice, changed meanwhile, no network
        log.debug("a press was not settled", fault=type(fault).__name__)
