"""What docs/regulations.md tells an office: its example works, and no key is left out."""

import re
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from datetime import date
from pathlib import Path

import pytest

from dialogue.clock import StepKind
from dialogue.conference import check_conference
from dialogue.expectations import RESERVED
from dialogue.milestones import Milestone, milestones
from dialogue.names import Form
from dialogue.regulation import Regulation, load_text, shipped
from dialogue.regulation_file import RegulationFile
from dialogue.rules import (
    Chairs,
    DossierItem,
    Exemption,
    Forms,
    InForce,
    Kinds,
    Limit,
    MilestoneRule,
    Office,
    Paper,
    Reach,
    Recipient,
    ReportRule,
    Rule,
    SessionStep,
    Stated,
    Statement,
    Target,
)
from dialogue.working_days import calendar

DOCUMENT = (Path(__file__).parents[3] / "docs" / "regulations.md").read_text("utf-8")
EXAMPLE = re.compile(r"### The example.*?```toml\n(.*?)```", re.DOTALL)
DATE_ROW = re.compile(r"^\| `(\w+)` \| (\d{4}-\d\d-\d\d) \| (.+) \|$", re.MULTILINE)
HEADING = re.compile(r"^### (.+)$", re.MULTILINE)
KEY_ROW = re.compile(r"^\| `(\w+)`( \*)? \|", re.MULTILINE)
KNOWN = shipped()
THURSDAY = date(2026, 9, 24)

HEAD = "The head of the file"
EVERY_ENTRY = "Keys of every entry"
SHAPES: dict[str, tuple[type, ...]] = {
    EVERY_ENTRY: (Stated,),
    "`[in_force]`": (InForce,),
    "`[kinds]`, `[forms]`, `[chairs]`": (Kinds, Forms, Chairs),
    "`[target]`": (Target,),
    "`[offices.LEVEL.CHAIR]`, `[keepers.LEVEL.CHAIR]`": (Office,),
    "`[participation.KEY]`": (Rule,),
    "`[milestones.KEY]`": (MilestoneRule,),
    "`[[milestones.KEY.limits]]`": (Limit,),
    "`[milestones.KEY.exempt.KIND]`, `[dossier_exempt.KIND]`": (Exemption,),
    "`[milestones.KEY.settled]`": (Reach,),
    "`[reports.KEY]`": (ReportRule,),
    "`[recipients.MILESTONE.KEY]`": (Recipient,),
    "`[dossier.KEY]`": (DossierItem,),
    "`[papers.KEY]`": (Paper,),
    "`[session.KEY]`": (SessionStep,),
    "`[contents.KEY]`, `[arrangements.KEY]`, `[rights.KEY]`, `[duties.KEY]`": (Statement,),
}


@pytest.fixture(scope="module")
def plan() -> Regulation:
    found = EXAMPLE.search(DOCUMENT)
    assert found is not None
    return load_text(found[1], file="ke-hoach-2026.toml", known=KNOWN)


@pytest.fixture(scope="module")
def dated(plan: Regulation) -> dict[str, Milestone]:
    found = milestones(plan, conference_date=THURSDAY, calendar=calendar())
    return {milestone.key: milestone for milestone in found}


def tables() -> dict[str, str]:
    """The text below each heading of the document, by heading."""
    parts = HEADING.split(DOCUMENT)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def keys(heading: str) -> dict[str, bool]:
    """The keys of a table, and whether each is marked as required."""
    return {row[1]: bool(row[2]) for row in KEY_ROW.finditer(tables()[heading])}


def stated(shape: type) -> Iterator[Field[object]]:
    """What a file may state of a shape, without what every entry may."""
    common = {field.name for field in fields(Stated)} if issubclass(shape, Stated) else set()
    for field in fields(shape):  # type: ignore[arg-type]  # every shape is a dataclass
        if field.name not in RESERVED and (shape is Stated or field.name not in common):
            yield field


def required(shape: type) -> dict[str, bool]:
    return {
        field.name: field.default is MISSING and field.default_factory is MISSING
        for field in stated(shape)
    }


def test_the_example_is_a_regulation(plan: Regulation) -> None:
    """An office can begin by copying it."""

    assert (plan.id, plan.extends) == ("an-binh-2026", "hai-phong-13-hd")


@pytest.mark.parametrize("row", DATE_ROW.findall(DOCUMENT), ids=lambda row: row[0])
def test_the_example_has_the_dates_that_are_told(
    dated: dict[str, Milestone], row: tuple[str, str, str]
) -> None:
    """Counted by hand: V.1(1) 7 working days back, V.4 7 on, V.3.2 15 from the notice."""
    key, day, source = row
    due = dated[key]

    assert (str(due.legal_due), f"{due.regulation} {due.clause}") == (day, source)


def test_what_the_guidance_would_allow_is_shown_as_it_is_told(
    dated: dict[str, Milestone],
) -> None:
    """hai-phong-13-hd V.3.1(1): ten working days, until 08/10/2026."""
    steps = dated["conclusion_notice"].steps
    (laxer,) = [step for step in steps if step.kind is StepKind.LAXER_RULE]

    assert laxer.day == date(2026, 10, 8)
    assert f"until {laxer.day}" in DOCUMENT


def test_the_example_knows_the_direct_form_only(plan: Regulation) -> None:
    """Its III.3; the other forms are refused with that clause."""
    (refusal,) = check_conference(plan, form=Form.TRUC_TUYEN)

    assert (refusal.clause, refusal.regulation) == ("III.3", "an-binh-2026")


def test_the_example_has_everything_else_from_the_guidance(plan: Regulation) -> None:
    """Reports, recipients and dossier need not be stated again."""
    parent = KNOWN["hai-phong-13-hd"]

    assert (plan.reports, plan.recipients, plan.dossier) == (
        parent.reports,
        parent.recipients,
        parent.dossier,
    )


@pytest.mark.parametrize("heading", SHAPES)
def test_every_key_of_a_section_is_told_and_marked_if_required(heading: str) -> None:
    """No key that works is secret, and none is told that does not."""
    for shape in SHAPES[heading]:
        assert keys(heading) == required(shape)


def test_the_head_of_the_file_is_told(plan: Regulation) -> None:
    """What is no section is a key of the head."""
    sections = {name for heading in SHAPES for name in re.findall(r"\[(\w+)[\].]", heading)}

    assert set(keys(HEAD)) == {field.name for field in fields(RegulationFile)} - sections
