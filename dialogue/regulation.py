"""A regulation as data: read from TOML, with what it inherits from the one it extends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from dialogue import toml_file
from dialogue.errors import RegulationError
from dialogue.inheritance import Entry, Heir, Key
from dialogue.names import Kind
from dialogue.regulation_faults import faults
from dialogue.regulation_file import Offices, Recipients, RegulationFile
from dialogue.rules import (
    Chairs,
    DossierItem,
    Exemption,
    Forms,
    InForce,
    Kinds,
    MilestoneRule,
    Paper,
    ReportRule,
    Rule,
    SessionStep,
    Statement,
    Target,
)

NOTHING = RegulationFile(id="", title="", issuer="")


SHIPPED = Path(__file__).parent / "regulations"


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
    target: Target | None
    offices: Offices
    keepers: Offices
    participation: Mapping[str, Rule]
    milestones: Mapping[str, MilestoneRule]
    reports: Mapping[str, ReportRule]
    recipients: Recipients
    dossier: Mapping[str, DossierItem]
    dossier_exempt: Mapping[Kind, Exemption]
    papers: Mapping[str, Paper]
    session: Mapping[str, SessionStep]
    contents: Mapping[str, Statement]
    arrangements: Mapping[str, Statement]
    rights: Mapping[str, Statement]
    duties: Mapping[str, Statement]

    def __hash__(self) -> int:
        # What is counted by it is remembered by it; a version names the whole content.
        return hash((self.id, self.version))


def holding(entries: Mapping[Key, Entry], day: date) -> Mapping[str, Entry]:
    """The entries of a section that hold on a day, by key: of two eras, the one of that day.

    Whether the regulation itself governs that day is its `in_force` to say.
    """
    return {entry.key: entry for entry in entries.values() if entry.holds(day)}


def load_file(path: Path, known: Mapping[str, Regulation]) -> Regulation:
    """One's own regulation, which may extend one of those known."""
    return load_text(_text(path), file=str(path), known=known)


def load_text(text: str, *, file: str, known: Mapping[str, Regulation]) -> Regulation:
    return _admit(_read(text, file), text=text, file=file, known=known)


def load_files(paths: Sequence[Path], known: Mapping[str, Regulation]) -> Mapping[str, Regulation]:
    """Those known and one's own, which may extend each other in whatever order they are named."""
    return _load({str(path): _text(path) for path in paths}, known)


def shipped() -> Mapping[str, Regulation]:
    """The regulations that come with the program, parents before children."""
    texts = {name: _shipped_text(name) for name in sorted(_shipped_names())}
    return _load(texts, {})


def shipped_line(regulation_id: str) -> Mapping[str, Regulation]:
    """One that comes with the program and those that it extends, and no other is read; empty where
    none has the id. Of those that come with the program a file has the name of its id."""
    names, read = _shipped_names(), dict[str, tuple[RegulationFile, str]]()
    name: str | None = regulation_id
    while (file := f"{name}.toml") in names:
        text = _shipped_text(file)
        read[file] = _read(text, file), text
        name = read[file][0].extends
    return _admit_all(read, {})


def _shipped_names() -> frozenset[str]:
    return frozenset(x.name for x in SHIPPED.iterdir() if x.name.endswith(".toml"))


def _shipped_text(name: str) -> str:
    return (SHIPPED / name).read_text("utf-8")


def _load(texts: Mapping[str, str], known: Mapping[str, Regulation]) -> Mapping[str, Regulation]:
    return _admit_all({file: (_read(text, file), text) for file, text in texts.items()}, known)


def _admit_all(
    read: Mapping[str, tuple[RegulationFile, str]], known: Mapping[str, Regulation]
) -> Mapping[str, Regulation]:
    waiting = {file: stated for file, (stated, _) in read.items()}
    found = dict(known)
    while waiting:
        file = _next(waiting, found)
        regulation = _admit(waiting.pop(file), text=read[file][1], file=file, known=found)
        found[regulation.id] = regulation
    return MappingProxyType(found)


def _text(path: Path) -> str:
    return toml_file.read(path, error=RegulationError)


def _read(text: str, file: str) -> RegulationFile:
    return toml_file.parse(text, file=file, shape=RegulationFile, error=RegulationError)


def _next(waiting: Mapping[str, RegulationFile], known: Mapping[str, Regulation]) -> str:
    """A file whose parent is known; else any, and admitting it says what is missing."""
    ready = (file for file, stated in waiting.items() if stated.extends in (None, *known))
    return next(ready, next(iter(waiting)))


def _admit(
    stated: RegulationFile, *, text: str, file: str, known: Mapping[str, Regulation]
) -> Regulation:
    parent = known.get(stated.extends or "")
    found = faults(stated, known=known, inherited=parent.milestones if parent else {})
    toml_file.refuse(list(found), text=text, file=file, error=RegulationError)
    return _resolve(stated, version=_version(text, parent), base=parent or NOTHING)


def _version(text: str, parent: Regulation | None) -> str:
    content = (parent.version if parent else "") + text
    return sha256(content.encode()).hexdigest()[:12]


def _resolve(
    stated: RegulationFile, *, version: str, base: Regulation | RegulationFile
) -> Regulation:
    heir = Heir(id=stated.id, in_force=stated.in_force, reading=stated.extends_reading)
    return Regulation(
        id=stated.id,
        title=stated.title,
        number=stated.number,
        issued=stated.issued,
        issuer=stated.issuer,
        extends=stated.extends,
        extends_reading=stated.extends_reading,
        sample=stated.sample,
        version=version,
        in_force=stated.in_force,
        kinds=heir.required("kinds", stated.kinds, base.kinds),
        forms=heir.required("forms", stated.forms, base.forms),
        chairs=heir.required("chairs", stated.chairs, base.chairs),
        target=heir.optional("target", stated.target, base.target),
        offices=heir.nested(stated.offices, base.offices),
        keepers=heir.nested(stated.keepers, base.keepers),
        participation=heir.by_key(stated.participation, base.participation),
        milestones=heir.milestones(stated.milestones, base.milestones),
        reports=heir.by_key(stated.reports, base.reports),
        recipients=heir.nested(stated.recipients, base.recipients),
        dossier=heir.whole(stated.dossier, base.dossier),
        dossier_exempt={**base.dossier_exempt, **stated.dossier_exempt},
        papers=heir.by_key(stated.papers, base.papers),
        session=heir.whole(stated.session, base.session),
        contents=heir.by_key(stated.contents, base.contents),
        arrangements=heir.by_key(stated.arrangements, base.arrangements),
        rights=heir.by_key(stated.rights, base.rights),
        duties=heir.by_key(stated.duties, base.duties),
    )
