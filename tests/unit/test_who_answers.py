"""Places are named by words: each of them is there, and each conversation is named."""

import ast
from pathlib import Path

import pytest

from handlers.conversation import Conversation
from handlers.turn import Turn
from handlers.who_answers import COMMANDS, CONVERSATIONS

HANDLERS = Path(__file__).parents[2] / "handlers"
# What conversations have in common is none itself.
BASES = {"Conversation", "Choosing"}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_answered_by_a_function(command: str) -> None:
    assert COMMANDS[command].handler.__annotations__["turn"] is Turn


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_a_conversation_is_found_by_its_own_name(name: str) -> None:
    assert issubclass(CONVERSATIONS[name], Conversation)
    assert CONVERSATIONS[name].__name__ == name


def test_every_conversation_is_named() -> None:
    classes = (
        node
        for path in HANDLERS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    written = {one.name for one in classes if {ast.unparse(base) for base in one.bases} & BASES}

    assert written - BASES == set(CONVERSATIONS)


def test_what_was_renamed_is_no_conversation() -> None:
    """Rows may hold a name that the program no longer has."""
    assert CONVERSATIONS.get("Gone") is None
