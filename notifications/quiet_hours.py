"""The hours in which a channel that rings brings no notices."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, kw_only=True)
class QuietHours:
    """From the evening to the morning, by the clock in Viet Nam; none where both are the same."""

    begin: time = time(21)
    end: time = time(7)

    def holds(self, now: datetime) -> bool:
        """Whether it is quiet now; at the very end it no longer is."""
        clock = now.astimezone(HERE).time()
        if self.begin <= self.end:
            return self.begin <= clock < self.end
        return clock >= self.begin or clock < self.end

    def over(self, now: datetime) -> datetime:
        """When those that hold now are over."""
        here = now.astimezone(HERE)
        end = datetime.combine(here.date(), self.end, HERE)
        return end if end > here else end + timedelta(days=1)


NEVER = QuietHours(begin=time(0), end=time(0))
