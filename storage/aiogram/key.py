"""Whose row a key of aiogram's means: a conversation of ours, or one of its own."""

import json
from dataclasses import astuple

from aiogram.fsm.storage.base import DEFAULT_DESTINY, StorageKey

from storage import addresses
from storage.tables import Account
from storage.work import Work

CHANNEL = "telegram"


def key_text(key: StorageKey) -> str:
    """Every field of the key in its order, so that no two keys look alike."""
    return json.dumps(astuple(key))


def own_account(work: Work, key: StorageKey) -> Account | None:
    """The account of ours whose private chat the key means; None where the key is not ours."""
    if not _is_private_chat(key):
        return None
    return addresses.of_bot(work, CHANNEL, str(key.bot_id))


def _is_private_chat(key: StorageKey) -> bool:
    """A group is negative; by some of aiogram's strategies its state is kept under it alone."""
    chat = (key.thread_id, key.business_connection_id, key.destiny)
    return key.user_id == key.chat_id > 0 and chat == (None, None, DEFAULT_DESTINY)
