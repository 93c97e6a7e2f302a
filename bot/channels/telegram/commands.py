"""The menu of commands: one for everybody, others for the chats of staff."""

from collections.abc import Sequence

import structlog
from telegram import Bot, BotCommand, BotCommandScopeChat, BotCommandScopeDefault
from telegram.error import TelegramError

log = structlog.get_logger()

MOST = 100
LONGEST = 256
Commands = Sequence[tuple[str, str]]
_Scope = BotCommandScopeDefault | BotCommandScopeChat


async def set_default(bot: Bot, commands: Commands) -> bool:
    """The menu that everybody sees; whether Telegram took it."""
    return await _set(bot, BotCommandScopeDefault(), commands)


async def set_for_chat(bot: Bot, chat_id: str, commands: Commands) -> bool:
    """The menu of one chat; without commands it goes back to everybody's."""
    return await _set(bot, BotCommandScopeChat(chat_id), commands)


async def _set(bot: Bot, scope: _Scope, commands: Commands) -> bool:
    menu = [_command(name, about) for name, about in commands][:MOST]
    try:
        if menu:
            return await bot.set_my_commands(menu, scope=scope)
        return await bot.delete_my_commands(scope=scope)
    except TelegramError as fault:  # a menu is a comfort: everything works without it
        log.warning("the menu of commands was not set", fault=type(fault).__name__)
        return False


def _command(name: str, about: str) -> BotCommand:
    return BotCommand(name.removeprefix("/"), about[:LONGEST])
