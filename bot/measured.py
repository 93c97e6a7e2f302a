"""A sender that counts what comes of its messages."""

from dataclasses import dataclass
from time import monotonic
from typing import Any

from bot.metrics import Metrics
from notifications.outcomes import Delivered, Moved, Never, TryAgain
from notifications.relay import Sender

# What a sender may raise, as it is counted; a fault of ours is tried again.
OUTCOMES: dict[type[Exception], str] = {TryAgain: "later", Never: "never", Moved: "moved"}


@dataclass(frozen=True, kw_only=True)
class Measured:
    """The sender of one account; see `notifications.relay.Sender`."""

    sender: Sender
    metrics: Metrics
    channel: str
    account: str

    async def send(self, external: str, body: dict[str, Any]) -> str | Delivered:
        """Send it, and count."""
        since = monotonic()
        try:
            came = await self.sender.send(external, body)
        except Exception as fault:
            outcome = OUTCOMES.get(type(fault), "later")
            self.metrics.not_sent.labels(self.channel, self.account, outcome).inc()
            raise
        finally:
            self.metrics.sending.labels(self.channel).observe(monotonic() - since)
        self.metrics.sent.labels(self.channel, self.account).inc()
        return came
