"""A person on Telegram in a storm."""

from fakes.telegram import FakeTelegram, Seen

from crash.talks import PATIENCE


class TelegramTalk:
    """A private chat with the bot."""

    def __init__(self, fake: FakeTelegram, chat: int) -> None:
        self.fake, self.chat = fake, chat

    async def says(self, text: str, then: str) -> str:
        """See `crash.talks.Talk`."""
        mark = self._mark()
        self.fake.say(self.chat, text)
        return await self._answer(mark, then)

    async def presses(self, label: str, then: str) -> str:
        """See `crash.talks.Talk`."""
        mark = self._mark()
        shown = [seen for seen in self.fake.sent(self.chat) if label in seen.labels][-1]
        self.fake.press(shown.message_id, shown.data(label))
        return await self._answer(mark, then)

    async def sends_photo(self, photo: bytes, caption: str, then: str) -> str:
        """See `crash.talks.Talk`."""
        mark = self._mark()
        self.fake.send_photo(self.chat, photo, caption)
        return await self._answer(mark, then)

    async def hears(self, words: str) -> str:
        """See `crash.talks.Talk`."""
        return await self._answer(0, words)

    def _mark(self) -> int:
        return len(self.fake.sent(self.chat))

    async def _answer(self, mark: int, then: str) -> str:
        def found() -> Seen | None:
            fresh = self.fake.sent(self.chat)[mark:]
            return next((seen for seen in reversed(fresh) if then in seen.text), None)

        seen = await self.fake.eventually(found, timeout=PATIENCE)
        assert seen is not None
        return seen.text
