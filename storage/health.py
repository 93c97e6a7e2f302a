"""Counts by which an operator sees that something is stuck."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import col

from storage.tables import Job, Outbox
from storage.tables.traffic import Delivery, JobState
from storage.work import Work


def count_failed_messages(work: Work) -> int:
    """Messages that no platform would take."""
    failed = col(Outbox.state) == Delivery.FAILED
    return _count(work, select(func.count()).select_from(Outbox).where(failed))


def count_set_aside_jobs(work: Work) -> int:
    """Jobs that failed too often."""
    set_aside = col(Job.state) == JobState.SET_ASIDE
    return _count(work, select(func.count()).select_from(Job).where(set_aside))


def _count(work: Work, counted: Select[Any]) -> int:
    return int(work.session.execute(counted).scalar_one())
