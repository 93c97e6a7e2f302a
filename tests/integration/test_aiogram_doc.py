"""What `docs/aiogram.md` shows works as it stands there."""

import re
from pathlib import Path
from typing import Any

from fakes.quiet_bot import QuietBot, say

DOC = Path(__file__).parents[2] / "docs" / "aiogram.md"
CHAT = 5001


def shown() -> dict[str, Any]:
    """The names that the page's only piece of Python makes."""
    (code,) = re.findall(r"^```python\n(.*?)^```", DOC.read_text(), re.MULTILINE | re.DOTALL)
    names: dict[str, Any] = {"__name__": "shown"}
    exec(compile(code, DOC, "exec"), names)
    return names


async def test_the_bot_of_the_page_remembers_what_it_was_told_across_a_restart(
    empty_url: str,
) -> None:
    """On an empty database, as somebody who tries it begins."""
    build, bot = shown()["build"], QuietBot(42)
    before = await build(empty_url)
    assert await say(before, bot, CHAT, "/report") == "Where is it?"
    assert await say(before, bot, CHAT, "Thôn Đông") == "What is wrong there?"
    await before.emit_shutdown()

    after = await build(empty_url)
    assert await say(after, bot, CHAT, "No light") == "Thôn Đông: No light. Thank you."
    assert await say(after, bot, CHAT, "And now?") == ""
    await after.emit_shutdown()
