"""What may be wrong with a regulation although each of its values has the right type."""

import re
from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from itertools import combinations

from dialogue.expectations import KeyPath, listed
from dialogue.milestone_faults import Milestones, milestone_faults
from dialogue.names import Decider, Kind, Period
from dialogue.regulation_file import RegulationFile
from dialogue.rules import InForce, Office, ReportRule, Rule, Stated

Faults = Iterator[tuple[KeyPath, str]]

# Part of a command line and of rows: the same letters on every machine.
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NEVER_EMPTY = ("clause", "title", "wording", "body", "responsible", "to")
# What a content is stated for, where the regulation knows no kinds.
EVERY_KIND = "all"
LAST_OF_QUARTERS = (3, 6, 9, 12)
# No leap year: a report is due every year.
ANY_YEAR = 2025


def faults(stated: RegulationFile, *, known: Collection[str], inherited: Milestones) -> Faults:
    """Every fault of a file: the path of its key, and what was expected there."""
    yield from _identity_faults(stated, known)
    yield from _day_faults(("in_force",), stated.in_force)
    yield from _entry_faults((), vars(stated))
    yield from _content_faults(stated)
    yield from _rule_faults(stated.participation)
    yield from _report_faults(stated.reports)
    yield from milestone_faults(stated.milestones, inherited)
    yield from _recipient_faults(stated, {**inherited, **stated.milestones})


def _identity_faults(stated: RegulationFile, known: Collection[str]) -> Faults:
    if not ID.fullmatch(stated.id):
        yield ("id",), "must be small letters without accents, digits and dashes"
    if stated.id in known:
        yield ("id",), f"must differ from the ids that are taken: {listed(known)}"
    if stated.extends is not None and stated.extends not in known:
        yield ("extends",), f"must be one of {listed(known) or 'none'}"
    if stated.extends is None:
        for section in ("kinds", "forms", "chairs"):
            if getattr(stated, section) is None:
                yield (section,), "is required where nothing is extended"


def _entry_faults(path: KeyPath, value: object) -> Faults:
    """What holds for every rule, wherever it stands in the file."""
    if isinstance(value, Stated):
        yield from _day_faults(path, value)
        yield from _empty_faults(path, value)
        yield from _body_faults(path, value)
    elif isinstance(value, Mapping):
        yield from _era_faults(path, value)
        for key, inner in value.items():
            yield from _entry_faults((*path, key), inner)


def _day_faults(path: KeyPath, span: Stated | InForce) -> Faults:
    if span.since and span.until and span.until < span.since:
        yield (*path, "until"), f"must not be before `since`, which is {span.since}"


def _empty_faults(path: KeyPath, entry: Stated) -> Faults:
    for name in (field.name for field in fields(entry) if field.name in NEVER_EMPTY):
        value = getattr(entry, name)
        if isinstance(value, str) and not value.strip():
            yield (*path, name), "must not be empty"


def _body_faults(path: KeyPath, entry: Stated) -> Faults:
    if isinstance(entry, Office) and not (entry.body or entry.assigned_by):
        yield path, "must state `body`, or in `assigned_by` who names one"


def _era_faults(path: KeyPath, section: Mapping[str, object]) -> Faults:
    """Two eras of one rule never hold on the same day."""
    entries = {key: entry for key, entry in section.items() if isinstance(entry, Stated)}
    for key, entry in entries.items():
        others = [other for other in entries if other != key]
        if entry.era_of is not None and entry.era_of not in others:
            yield (*path, key, "era_of"), f"must be another key of this section: {listed(others)}"
    for (first, one), (second, other) in combinations(entries.items(), 2):
        if (one.era_of or first) == (other.era_of or second) and _meet(one, other):
            yield (*path, second), f"must not hold on a day on which {first} holds"


def _meet(one: Stated, other: Stated) -> bool:
    begins = max(one.since or date.min, other.since or date.min)
    return begins <= min(one.until or date.max, other.until or date.max)


def _content_faults(stated: RegulationFile) -> Faults:
    keys = (*Kind, EVERY_KIND)
    for key, entry in stated.contents.items():
        if (entry.era_of or key) not in keys:
            yield ("contents", key), f"must be one of {listed(keys)}"


def _rule_faults(rules: Mapping[str, Rule]) -> Faults:
    for key, rule in rules.items():
        if rule.asked and rule.bars_on is None:
            yield ("participation", key, "bars_on"), "is required where a rule is asked"
        if rule.decides is Decider.PERSON and not rule.asked:
            yield ("participation", key, "asked"), "must be true where the person decides"


def _report_faults(reports: Mapping[str, ReportRule]) -> Faults:
    for key, report in reports.items():
        yield from _month_faults(("reports", key), report)
        last = min(_days_of(month) for month in _months(report))
        if not 1 <= report.day <= last:
            yield ("reports", key, "day"), f"must be a day of its month: 1 to {last}"


def _month_faults(path: KeyPath, report: ReportRule) -> Faults:
    if report.period is Period.QUARTER and report.month is not None:
        yield (*path, "month"), "must be left out: a quarter's report is due in its last month"
    if report.period is Period.YEAR and report.month not in range(1, 13):
        yield (*path, "month"), "must be 1 to 12 for a year's report"


def _months(report: ReportRule) -> Iterable[int]:
    """The months in which it is due; all of them where the one that is stated is none."""
    if report.period is Period.QUARTER:
        return LAST_OF_QUARTERS
    return (report.month,) if report.month and report.month in range(1, 13) else (1,)


def _days_of(month: int) -> int:
    return monthrange(ANY_YEAR, month)[1]


def _recipient_faults(stated: RegulationFile, rules: Milestones) -> Faults:
    for milestone in stated.recipients:
        if milestone not in rules:
            yield ("recipients", milestone), f"must be the key of a milestone: {listed(rules)}"
