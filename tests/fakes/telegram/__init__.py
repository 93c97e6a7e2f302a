"""A strict fake of the Telegram Bot API server, for tests."""

from fakes.telegram.chats import Person, Seen
from fakes.telegram.fake import FakeTelegram
from fakes.telegram.faults import FaultKind
from fakes.telegram.state import Call, Delivery, Settings

__all__ = ["Call", "Delivery", "FakeTelegram", "FaultKind", "Person", "Seen", "Settings"]
