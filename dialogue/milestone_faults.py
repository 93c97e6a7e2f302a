"""What may be wrong with time limits: a start that is none, a date that is never counted."""

from collections.abc import Iterator, Mapping

from dialogue.expectations import KeyPath, listed
from dialogue.names import Count
from dialogue.rules import Limit, MilestoneRule

Faults = Iterator[tuple[KeyPath, str]]
Milestones = Mapping[str, MilestoneRule]

EVENTS = ("conference", "notice_issued", "notice_received")
NOTICE = "conclusion_notice"


def milestone_faults(own: Milestones, inherited: Milestones) -> Faults:
    """The faults of a file's own milestones, whose limits may start from inherited ones."""
    rules = {**inherited, **own}
    dated = [key for key in rules if any(_limits(key, rules, inherited))]
    for key, rule in own.items():
        for index, limit in enumerate(rule.limits):
            path = ("milestones", key, "limits", index)
            yield from _count_faults(path, limit)
            yield from _start_faults(path, limit, dated)
        yield from _date_faults(("milestones", key, "limits"), key, rules)


def _count_faults(path: KeyPath, limit: Limit) -> Faults:
    wanted, other = ("before", "days") if limit.count is Count.BEFORE_DATE else ("days", "before")
    if getattr(limit, wanted) is None:
        yield (*path, wanted), f"is required by {limit.count}"
    elif wanted == "days" and (limit.days or 0) < 1:
        yield (*path, "days"), f"must be 1 or more for {limit.count}"
    if getattr(limit, other) is not None:
        yield (*path, other), f"must be left out: {limit.count} is counted by `{wanted}`"
    if not limit.wording.strip():
        yield (*path, "wording"), "must not be empty"


def _limits(key: str, *layers: Milestones) -> Iterator[Limit]:
    """Those that may date a milestone: its own, and those of what it overrides."""
    for rule in (layer.get(key) for layer in layers):
        while rule:
            yield from rule.limits
            rule = rule.overrides


def _start_faults(path: KeyPath, limit: Limit, dated: list[str]) -> Faults:
    if limit.start not in (*EVENTS, *dated):
        known = listed((*EVENTS, *dated))
        yield (*path, "start"), f"must be an event or a milestone with a date, one of {known}"
    elif limit.start in EVENTS[1:] and NOTICE not in dated:
        yield (*path, "start"), f"needs the milestone {NOTICE}, with a date"


def _date_faults(path: KeyPath, key: str, rules: Milestones) -> Faults:
    limits = rules[key].limits
    if limits and all(limit.target_only for limit in limits):
        yield path, "needs a limit that sets the legal date, one without `target_only`"
    if key in _awaits(rules, key, frozenset()):
        yield path, "must not start, in the end, from itself"


def _awaited(limit: Limit) -> str:
    """The milestone a limit starts from; the notice's events wait for the notice."""
    return NOTICE if limit.start in EVENTS[1:] else limit.start


def _awaits(rules: Milestones, key: str, seen: frozenset[str]) -> frozenset[str]:
    """Every milestone that has to be dated before this one."""
    limits = rules[key].limits if key in rules else ()
    for start in {_awaited(limit) for limit in limits} - seen:
        seen = _awaits(rules, start, seen | {start})
    return seen
