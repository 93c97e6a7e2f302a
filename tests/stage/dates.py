"""What moves dates on the stage: other days off, another regulation, a start of the program."""

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from bot.following import follow_what_changed
from dialogue.days_off import DayOff
from dialogue.working_days import calendar
from stage.news import tell
from stage.program import Program

SAMPLE_RULES = "mau"


def days_off(program: Program, *days: date) -> None:
    """These days are off besides, as an operator would configure it."""
    added = [DayOff(day=day, name="Nghỉ bão", decision="Quyết định mẫu") for day in days]
    program.house = replace(program.house, calendar=calendar(days_off=added))


def change_regulation(program: Program, *, days: int = 3, version: str = "changed") -> None:
    """The sample's own regulation comes with another limit for the conclusion notice."""
    known = program.house.regulations
    sample = known[SAMPLE_RULES]
    notice = sample.milestones["conclusion_notice"]
    limits = tuple(replace(limit, days=days) for limit in notice.limits)
    rules: Any = {**sample.milestones, notice.key: replace(notice, limits=limits)}
    changed = replace(sample, version=version, milestones=rules)
    program.house = replace(program.house, regulations={**known, SAMPLE_RULES: changed})


def restart(program: Program) -> None:
    """What the program does with dates when it starts."""
    program.wait(minutes=1)
    program.change(lambda work: follow_what_changed(work, program.house, program.now))


def bring_in_line(program: Program) -> None:
    """Let the worker do what waits, as it does right after a commit."""
    with tempfile.TemporaryDirectory() as folder:
        tell(program, Path(folder))
