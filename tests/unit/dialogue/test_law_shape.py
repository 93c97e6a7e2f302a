"""What is built at once is what pydantic would have made of it; the rest is left to pydantic."""

import tomllib
from datetime import datetime
from importlib.resources import files
from typing import Any

import pytest
from pydantic import TypeAdapter

from dialogue.days_off import CalendarFile
from dialogue.regulation_file import RegulationFile
from dialogue.shape import Misfit, build

SHAPES = {"regulations": RegulationFile, "calendars": CalendarFile}
SHIPPED = [
    (shape, entry.read_text("utf-8"))
    for folder, shape in SHAPES.items()
    for entry in (files("dialogue") / folder).iterdir()
    if entry.name.endswith(".toml")
]
DAY_OFF = {"day": datetime(2027, 1, 1).date(), "name": "x", "decision": "x"}  # noqa: DTZ001
YEAR = {"year": 2027, "decided": True, "decision": "x", "days_off": [DAY_OFF]}


@pytest.mark.parametrize(("shape", "text"), SHIPPED)
def test_a_shipped_file_is_built_as_pydantic_builds_it(shape: type, text: str) -> None:
    """Two readers, one law."""
    raw = tomllib.loads(text)

    assert build(shape, raw) == TypeAdapter(shape).validate_python(raw)


def test_the_sample_of_these_tests_fits() -> None:
    """So that what is changed below is the reason that it does not."""

    assert build(CalendarFile, YEAR).days_off[0].name == "x"


@pytest.mark.parametrize(
    "changed",
    [
        {"year": "2027"},
        {"year": True},
        {"decided": 1},
        {"decision": None},
        {"days_off": {}},
        {"days_off": [{**DAY_OFF, "day": datetime(2027, 1, 1, 8)}]},  # noqa: DTZ001
        {"days_off": [{**DAY_OFF, "origin": "nowhere"}]},
        {"days_off": [{"day": DAY_OFF["day"]}]},
        {"days_off": ["x"]},
        {"colour": "red"},
    ],
)
def test_what_does_not_fit_exactly_is_not_built(changed: dict[str, Any]) -> None:
    """Another type, a key too many, one too few: pydantic says what was expected."""
    with pytest.raises(Misfit):
        build(CalendarFile, {**YEAR, **changed})
