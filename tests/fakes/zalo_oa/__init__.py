"""A strict OpenAPI of Zalo Official Accounts for tests: real HTTP, written from the facts."""

from fakes.zalo_oa.fake import FakeZaloOa
from fakes.zalo_oa.state import Habits, Seen

__all__ = ["FakeZaloOa", "Habits", "Seen"]
