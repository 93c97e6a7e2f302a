"""`[regulations] files`: an installation's own plans are known to whatever relies on the law."""

from pathlib import Path

import pytest
from integration.cli_kit import Operator

from bot.console import DONE, FAILED, WRONG_USE
from bot.regulations import configured_regulations
from bot.settings import load
from dialogue.regulation import shipped

PLAN = """\
id = "an-binh-2026"
title = "Kế hoạch đối thoại năm 2026"
issuer = "Đảng ủy xã"
extends = "hai-phong-13-hd"
"""
CONFIGURATION = """\
[regulations]
files = ["ke-hoach.toml"]

[[commune]]
code = "anbinh"
name = "Xã An Bình"
regulation = "an-binh-2026"
"""


@pytest.fixture
def operator(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Operator:
    operator = Operator.at(tmp_path, capsys, monkeypatch)
    operator.write(CONFIGURATION)
    return operator


def state(operator: Operator, text: str) -> None:
    """Write the plan that the configuration names."""
    (operator.folder / "ke-hoach.toml").write_text(text, encoding="utf-8")


def test_a_plan_that_the_configuration_names_is_known(operator: Operator) -> None:
    state(operator, PLAN)

    assert set(configured_regulations(load(None))) == {*shipped(), "an-binh-2026"}


def test_a_commune_holds_its_dialogues_by_its_own_plan(operator: Operator) -> None:
    state(operator, PLAN)
    operator.run("migrate")

    made = operator.ask("commune", "add", "anbinh", "--name", "X", "--regulation", "an-binh-2026")

    assert (made.code, made.document["regulation"]) == (DONE, "an-binh-2026")


def test_each_fault_of_a_plan_is_one_line_and_wrong_configuration(operator: Operator) -> None:
    state(operator, PLAN.replace("hai-phong", "hai-duong") + "issued = 5.5\n")
    operator.run("migrate")

    spoken = operator.run("commune", "list")

    assert spoken.code == WRONG_USE
    assert spoken.err == (
        "ke-hoach.toml:5: issued: must be a day, written as 2025-09-26 without quotes\n"
    )


def test_a_plan_that_is_not_there_is_one_line_and_wrong_configuration(operator: Operator) -> None:
    operator.run("migrate")

    spoken = operator.run("commune", "list")

    assert spoken.code == WRONG_USE
    assert spoken.err == "ke-hoach.toml: cannot be read (No such file or directory)\n"


def test_the_doctor_says_what_is_wrong_with_a_plan(operator: Operator) -> None:
    state(operator, PLAN.replace("hai-phong-13-hd", "nobody"))

    spoken = operator.ask("doctor")
    (found,) = [row for row in spoken.document if row["what"] == "regulations"]

    assert (spoken.code, found["good"]) == (FAILED, False)
    assert "ke-hoach.toml:4: extends: must be one of" in found["says"]


def test_the_doctor_names_the_plans_of_an_installation(operator: Operator) -> None:
    state(operator, PLAN)

    (found,) = [row for row in operator.ask("doctor").document if row["what"] == "regulations"]

    assert (found["good"], found["says"]) == (True, "an-binh-2026")
