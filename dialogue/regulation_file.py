"""What one file of a regulation may state: its sections, by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from dialogue.names import Chair, Kind, Level
from dialogue.rules import (
    Chairs,
    DossierItem,
    Exemption,
    Forms,
    InForce,
    Kinds,
    MilestoneRule,
    Office,
    Paper,
    Recipient,
    ReportRule,
    Rule,
    SessionStep,
    Statement,
    Target,
)

Offices = Mapping[Level, Mapping[Chair, Office]]
# By the milestone whose paper is sent.
Recipients = Mapping[str, Mapping[str, Recipient]]


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
    target: Target | None = None
    offices: Offices = field(default_factory=dict)
    keepers: Offices = field(default_factory=dict)
    participation: Mapping[str, Rule] = field(default_factory=dict)
    milestones: Mapping[str, MilestoneRule] = field(default_factory=dict)
    reports: Mapping[str, ReportRule] = field(default_factory=dict)
    recipients: Recipients = field(default_factory=dict)
    dossier: Mapping[str, DossierItem] = field(default_factory=dict)
    dossier_exempt: Mapping[Kind, Exemption] = field(default_factory=dict)
    papers: Mapping[str, Paper] = field(default_factory=dict)
    session: Mapping[str, SessionStep] = field(default_factory=dict)
    contents: Mapping[str, Statement] = field(default_factory=dict)
    arrangements: Mapping[str, Statement] = field(default_factory=dict)
    rights: Mapping[str, Statement] = field(default_factory=dict)
    duties: Mapping[str, Statement] = field(default_factory=dict)
