"""The stage on Zalo: the program beside a strict Bot Platform, which carries texts and pictures.

The poorest channel that there is: choices are numbers typed by hand, and only the newest message's.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from fakes.zalo_bot import FakeZaloBot
from fakes.zalo_bot.state import Sent
from integration.zalo_kit import bot_settings

from bot.channels.zalo.spool import Spool
from bot.channels.zalo_oa.parse import PRESSED
from handlers.messages import Choice, File, Kind, Reply
from stage.people import Actor
from stage.served import ServedPlace, picture

NUMBERED = re.compile(r"^(\d+)\. (.+)$", re.MULTILINE)
WRITTEN_OUT = re.compile(r"^(.+): (/\S.*)$", re.MULTILINE)


@dataclass(kw_only=True)
class ZaloPlace(ServedPlace):
    """A commune with one bot, which Zalo calls."""

    channel: str = "zalo_bot"
    zalo: FakeZaloBot = field(default_factory=FakeZaloBot)

    @contextmanager
    def served(self) -> Iterator[None]:
        """The platform runs around the program."""
        with self.zalo, super().served():
            yield

    def person(self, name: str) -> Actor:
        """Somebody who writes to the bot."""
        return ZaloActor(program=self, name=name, channel="zalo_bot")

    def has_on_the_way(self) -> bool:
        """Whether the platform has not handed something over, or the program not handled it."""
        taken = Spool(self.files / "incoming" / "zalo_bot" / "main")
        return bool(self.zalo.state.waiting or taken.count())

    def settings(self) -> dict[str, Any]:
        """A bot with a webhook."""
        bot = bot_settings(self.zalo, mode="webhook", commune=self.stated.code)
        return {"zalo_bot": {"main": bot}}


@dataclass(kw_only=True)
class ZaloActor(Actor):
    """One person in their chat with the bot."""

    program: ZaloPlace
    sends_files: bool = False
    read_until: int = 0

    def press(self, label: str) -> Actor:
        """Type the number before this label, or the command after it."""
        return self.say(typed(self.seen, label))

    def send_photo(self, caption: str = "", **more: Any) -> Actor:
        """Send a real picture."""
        self.program.zalo.send_photo(self.name, picture(), caption)
        return self.read()

    @property
    def text(self) -> str:
        """Everything that came after the last thing that this person did."""
        return "\n".join(reply.text for reply in self.fresh)

    def read(self) -> Actor:
        """Look at what has arrived since."""
        self.program.settle()
        sent = self.program.zalo.sent(self.name)
        new, self.read_until = sent[self.read_until :], len(sent)
        return self._see([_reply(one) for one in new])

    def _do(self, **values: Any) -> Actor:
        kind = values.pop("kind")
        assert kind in (Kind.TEXT, Kind.START), kind
        self.program.zalo.say(self.name, values["text"] if kind is Kind.TEXT else "/start")
        return self.read()


def typed(seen: Sequence[Reply], label: str) -> str:
    """What the choice with this label says when it is made: a button's value, a command, or a
    number, which answers the newest list alone (it may take several messages)."""
    numbers = True
    for reply in reversed(seen):
        for choice in reply.choices:
            if choice.label == label and (numbers or not choice.value.isdecimal()):
                return choice.value
        numbers = numbers and not any(_ends_lists(choice) for choice in reply.choices)
    raise AssertionError(f"no choice {label!r}; there are {[c.label for c in seen[-1].choices]}")


def _ends_lists(choice: Choice) -> bool:
    """A new question: its first choice, or a button that is no command."""
    return choice.value == "1" or (
        choice.value.startswith(PRESSED) and not choice.value.startswith(f"{PRESSED}/")
    )


def _reply(sent: Sent) -> Reply:
    """What is seen, as a script looks at it."""
    numbered = [Choice(label=label, value=number) for number, label in NUMBERED.findall(sent.text)]
    written = [Choice(label=label, value=said) for label, said in WRITTEN_OUT.findall(sent.text)]
    file = File(attachment=0, name="", mime="", size=1)
    return Reply(
        text=sent.text,
        choices=(*numbered, *written),
        files=(file,) if sent.picture is not None else (),
    )
