"""Methods about the bot itself and about chats: getMe, commands, descriptions, getChat."""

import re

from fakes.telegram.errors import bad_request
from fakes.telegram.markup import Json
from fakes.telegram.params import Params
from fakes.telegram.state import State

_NAME = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}|")
_MAX_COMMANDS = 100
_SCOPES: dict[str, tuple[str, ...]] = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}


def get_me(state: State, params: Params) -> Json:
    return {
        **state.bot(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(state: State, params: Params) -> Json:
    chat = state.chats.for_bot(params.text("chat_id"))
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    return {
        **chat.payload(),
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys((*gifts, "gifts_from_channels"), False),
    }


def set_my_commands(state: State, params: Params) -> bool:
    commands = params.parsed("commands")
    if not isinstance(commands, list):
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    if len(commands) > _MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    state.commands[_place(state, params)] = [_command(command) for command in commands]
    return True


def get_my_commands(state: State, params: Params) -> list[Json]:
    return state.commands.get(_place(state, params), [])


def delete_my_commands(state: State, params: Params) -> bool:
    state.commands.pop(_place(state, params), None)
    return True


def set_my_description(state: State, params: Params) -> bool:
    return _describe(state, params, "description", 512)


def set_my_short_description(state: State, params: Params) -> bool:
    return _describe(state, params, "short_description", 120)


def get_my_description(state: State, params: Params) -> Json:
    return {"description": state.descriptions.get(("description", _language(params)), "")}


def get_my_short_description(state: State, params: Params) -> Json:
    kind = "short_description"
    return {kind: state.descriptions.get((kind, _language(params)), "")}


def scope_key(scope: Json) -> str:
    """A scope as a key: its type, with the ids it names."""
    return ":".join([scope["type"], *(str(scope[name]) for name in _SCOPES[scope["type"]])])


def _describe(state: State, params: Params, kind: str, limit: int) -> bool:
    text = params.text(kind)
    if len(text) > limit:
        raise bad_request(f"BOT_{kind.upper()}_TOO_LONG")
    state.descriptions[(kind, _language(params))] = text
    return True


def _command(command: object) -> Json:
    if not isinstance(command, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name, description = str(command.get("command", "")), str(command.get("description", ""))
    if not _NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _place(state: State, params: Params) -> tuple[str, str]:
    scope = params.parsed("scope") or {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if not all(scope.get(name) for name in _SCOPES[scope["type"]]):
        raise bad_request("can't parse BotCommandScope: chat_id is empty")
    if "chat_id" in scope:
        state.chats.for_bot(str(scope["chat_id"]))
    return scope_key(scope), _language(params)


def _language(params: Params) -> str:
    language = params.text("language_code")
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language
