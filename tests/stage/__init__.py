"""The stage on which tests play: a small program without its edges, and people who use it."""

from stage.people import Actor
from stage.program import CHANNELS, Program

__all__ = ["CHANNELS", "Actor", "Program"]
