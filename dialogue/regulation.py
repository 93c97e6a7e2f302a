"""A regulation as data: read from TOML, with what it inherits from the one it extends."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar, TypeVar

from dialogue import toml_file
from dialogue.errors import RegulationError
from dialogue.names import Chair, Count, Decider, Level
from dialogue.rules import (
    Chairs,
    DossierItem,
    Forms,
    InForce,
    Kinds,
    Limit,
    MilestoneRule,
    Office,
    Recipient,
    ReportRule,
    Rule,
    Stated,
)

Entry = TypeVar("Entry", bound=Stated)
Key = TypeVar("Key", bound=str)
Offices = Mapping[Level, Mapping[Chair, Office]]
Faults = Iterator[toml_file.Fault]


@dataclass(frozen=True, kw_only=True)
class RegulationFile:
    """What one file states; the sections it leaves out come from the regulation it extends."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str
    title: str
    number: str | None = None
    issued: date | None = None
    issuer: str
    extends: str | None = None
    extends_reading: str | None = None
    sample: bool = False
    in_force: InForce = field(default_factory=InForce)
    kinds: Kinds | None = None
    forms: Forms | None = None
    chairs: Chairs | None = None
    offices: Offices = field(default_factory=dict)
    keepers: Offices = field(default_factory=dict)
    participation: Mapping[str, Rule] = field(default_factory=dict)
    milestones: Mapping[str, MilestoneRule] = field(default_factory=dict)
    reports: Mapping[str, ReportRule] = field(default_factory=dict)
    recipients: Mapping[str, Recipient] = field(default_factory=dict)
    dossier: Mapping[str, DossierItem] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Regulation:
    """A regulation with all it inherits; `version` names the content, its parents' included."""

    id: str
    title: str
    number: str | None
    issued: date | None
    issuer: str
    extends: str | None
    extends_reading: str | None
    sample: bool
    version: str
    in_force: InForce
    kinds: Kinds
    forms: Forms
    chairs: Chairs
    offices: Offices
    keepers: Offices
    participation: Mapping[str, Rule]
    milestones: Mapping[str, MilestoneRule]
    reports: Mapping[str, ReportRule]
    recipients: Mapping[str, Recipient]
    dossier: Mapping[str, DossierItem]


def load_file(path: Path, known: Mapping[str, Regulation]) -> Regulation:
    """One's own regulation, which may extend one of those known."""
    return load_text(toml_file.read(path, error=RegulationError), file=str(path), known=known)


def load_text(text: str, *, file: str, known: Mapping[str, Regulation]) -> Regulation:
    return _admit(_read(text, file), text=text, file=file, known=known)


def shipped() -> Mapping[str, Regulation]:
    """The regulations that come with the program, parents before children."""
    folder = files("dialogue") / "regulations"
    texts = {x.name: x.read_text("utf-8") for x in folder.iterdir() if x.name.endswith(".toml")}
    waiting = {file: _read(text, file) for file, text in sorted(texts.items())}
    known: dict[str, Regulation] = {}
    while waiting:
        file = _next(waiting, known)
        regulation = _admit(waiting.pop(file), text=texts[file], file=file, known=known)
        known[regulation.id] = regulation
    return MappingProxyType(known)


def _read(text: str, file: str) -> RegulationFile:
    return toml_file.parse(text, file=file, shape=RegulationFile, error=RegulationError)


def _next(waiting: Mapping[str, RegulationFile], known: Mapping[str, Regulation]) -> str:
    """A file whose parent is known; else any, and admitting it says what is missing."""
    ready = (file for file, stated in waiting.items() if stated.extends in (None, *known))
    return next(ready, next(iter(waiting)))


def _admit(
    stated: RegulationFile, *, text: str, file: str, known: Mapping[str, Regulation]
) -> Regulation:
    faults = list(_faults(stated, known))
    toml_file.refuse(faults, text=text, file=file, error=RegulationError)
    return _resolve(stated, text, known.get(stated.extends or ""))


def _faults(stated: RegulationFile, known: Mapping[str, Regulation]) -> Faults:
    if stated.extends is not None and stated.extends not in known:
        yield ("extends",), f"must be one of {', '.join(sorted(known)) or 'none'}"
    if stated.extends is None:
        for section in ("kinds", "forms", "chairs"):
            if getattr(stated, section) is None:
                yield (section,), "is required where nothing is extended"
    yield from _rule_faults(stated.participation)
    yield from _limit_faults(stated, known)


def _rule_faults(rules: Mapping[str, Rule]) -> Faults:
    for key, rule in rules.items():
        if rule.asked and rule.bars_on is None:
            yield ("participation", key, "bars_on"), "is required where a rule is asked"
        if rule.decides is Decider.PERSON and not rule.asked:
            yield ("participation", key, "asked"), "must be true where the person decides"


def _limit_faults(stated: RegulationFile, known: Mapping[str, Regulation]) -> Faults:
    parent = known.get(stated.extends or "")
    rules = {**(parent.milestones if parent else {}), **stated.milestones}
    for key, rule in stated.milestones.items():
        for index, limit in enumerate(rule.limits):
            path = ("milestones", key, "limits", index)
            yield from _count_faults(path, limit)
            if limit.start != "conference" and _awaited(limit) not in rules:
                yield (*path, "start"), "must be conference, notice_* or a milestone's key"
        if rule.limits and all(limit.target_only for limit in rule.limits):
            yield ("milestones", key, "limits"), "needs a limit that sets the legal date"
        if key in _awaits(rules, key, frozenset()):
            yield ("milestones", key, "limits"), "must not start, in the end, from itself"


def _count_faults(path: toml_file.KeyPath, limit: Limit) -> Faults:
    if limit.count is Count.BEFORE_DATE:
        if limit.before is None:
            yield (*path, "before"), f"is required by {limit.count}"
    elif limit.days is None or limit.days < 1:
        yield (*path, "days"), f"must be 1 or more for {limit.count}"


def _awaited(limit: Limit) -> str:
    """The milestone a limit starts from; the notice's events wait for the notice."""
    return "conclusion_notice" if limit.start.startswith("notice_") else limit.start


def _awaits(rules: Mapping[str, MilestoneRule], key: str, seen: frozenset[str]) -> frozenset[str]:
    """Every milestone that has to be dated before this one."""
    limits = rules[key].limits if key in rules else ()
    for start in {_awaited(limit) for limit in limits} - seen:
        seen = _awaits(rules, start, seen | {start})
    return seen


def _resolve(stated: RegulationFile, text: str, parent: Regulation | None) -> Regulation:
    return Regulation(
        id=stated.id,
        title=stated.title,
        number=stated.number,
        issued=stated.issued,
        issuer=stated.issuer,
        extends=stated.extends,
        extends_reading=stated.extends_reading,
        sample=stated.sample,
        version=_version(text, parent),
        in_force=stated.in_force,
        kinds=_section(stated, "kinds", stated.kinds, parent.kinds if parent else None),
        forms=_section(stated, "forms", stated.forms, parent.forms if parent else None),
        chairs=_section(stated, "chairs", stated.chairs, parent.chairs if parent else None),
        offices=_offices(stated, stated.offices, parent.offices if parent else {}),
        keepers=_offices(stated, stated.keepers, parent.keepers if parent else {}),
        participation=_entries(
            stated, stated.participation, parent.participation if parent else {}
        ),
        milestones=_milestones(stated, parent.milestones if parent else {}),
        reports=_entries(stated, stated.reports, parent.reports if parent else {}),
        recipients=_entries(stated, stated.recipients, parent.recipients if parent else {}),
        # A dossier is one list: a child that states one replaces it whole.
        dossier=_entries(
            stated, stated.dossier, parent.dossier if parent and not stated.dossier else {}
        ),
    )


def _version(text: str, parent: Regulation | None) -> str:
    content = (parent.version if parent else "") + text
    return sha256(content.encode()).hexdigest()[:12]


def _stamp(stated: RegulationFile, key: str, entry: Entry) -> Entry:
    return replace(entry, key=key, regulation=stated.id)


def _section(stated: RegulationFile, key: str, own: Entry | None, inherited: Entry | None) -> Entry:
    if own is not None:
        return _stamp(stated, key, own)
    assert inherited is not None  # _faults has checked it
    return inherited


def _entries(
    stated: RegulationFile, own: Mapping[Key, Entry], inherited: Mapping[Key, Entry]
) -> Mapping[Key, Entry]:
    stamped = {key: _stamp(stated, key, entry) for key, entry in own.items()}
    return MappingProxyType({**inherited, **stamped})


def _milestones(
    stated: RegulationFile, inherited: Mapping[str, MilestoneRule]
) -> Mapping[str, MilestoneRule]:
    """An overridden milestone stays reachable: the stricter counts and both are shown."""
    own = {
        key: replace(rule, overrides=inherited.get(key)) for key, rule in stated.milestones.items()
    }
    return _entries(stated, own, inherited)


def _offices(stated: RegulationFile, own: Offices, inherited: Offices) -> Offices:
    levels = {**inherited, **own}
    return MappingProxyType(
        {level: _entries(stated, own.get(level, {}), inherited.get(level, {})) for level in levels}
    )
