"""A strict Bot Platform of Zalo for tests: real HTTP on 127.0.0.1, written from the facts."""

from fakes.zalo_bot.fake import FakeZaloBot, Plan

__all__ = ["FakeZaloBot", "Plan"]
