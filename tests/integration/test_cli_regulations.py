"""`doithoai regulations` and `regulations check FILE`."""

from pathlib import Path

import pytest
from integration.cli_kit import Operator

from bot.console import DONE, FAILED, WRONG_USE
from dialogue.regulation import shipped

OWN = """
id = "xa-minh-2026"
title = "Kế hoạch đối thoại năm 2026"
issuer = "Đảng ủy xã"
extends = "hai-phong-13-hd"
"""


@pytest.fixture
def operator(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Operator:
    return Operator.at(tmp_path, capsys, monkeypatch)


def test_the_list_has_every_regulation_that_is_shipped(operator: Operator) -> None:
    spoken = operator.ask("regulations")

    assert spoken.code == DONE
    assert {row["id"] for row in spoken.document} == set(shipped())


def test_each_regulation_is_listed_with_what_scripts_rely_on(operator: Operator) -> None:
    for row in operator.ask("regulations").document:
        assert list(row) == ["id", "title", "number", "issued", "extends"]


def test_a_person_reads_one_line_for_each_regulation(operator: Operator) -> None:
    lines = operator.run("regulations").out.splitlines()

    assert len(lines) == len(shipped())
    assert any(line.startswith("hai-phong-13-hd ") for line in lines)


def test_the_list_needs_neither_configuration_nor_data(operator: Operator) -> None:
    operator.run("regulations")

    assert list(operator.folder.iterdir()) == []


def test_a_regulation_of_ones_own_without_fault_is_named_with_its_version(
    operator: Operator,
) -> None:
    file = operator.folder / "own.toml"
    file.write_text(OWN, encoding="utf-8")

    spoken = operator.ask("regulations", "check", str(file))

    assert spoken.code == DONE
    assert spoken.document["id"] == "xa-minh-2026"
    assert len(spoken.document["version"]) == 12
    assert operator.run("regulations", "check", str(file)).out == "xa-minh-2026: no error\n"


def test_each_fault_of_a_regulation_is_one_line_with_file_line_and_key(operator: Operator) -> None:
    file = operator.folder / "own.toml"
    file.write_text(OWN.replace("hai-phong-13-hd", "nobody") + 'colour = "red"\n', "utf-8")

    spoken = operator.run("regulations", "check", str(file))

    assert spoken.code == FAILED
    assert spoken.out == ""
    assert spoken.err.startswith(f"{file}:6: colour: is not a known key; known: id, title, ")
    assert spoken.err.count("\n") == 1


def test_the_faults_of_a_regulation_are_one_document_in_json(operator: Operator) -> None:
    file = operator.folder / "own.toml"
    file.write_text(OWN.replace("hai-phong-13-hd", "nobody"), encoding="utf-8")

    spoken = operator.ask("regulations", "check", str(file))

    assert spoken.code == FAILED
    assert f"{file}:5: extends: must be one of" in spoken.error


def test_a_file_that_is_not_there_is_one_line(operator: Operator) -> None:
    spoken = operator.run("regulations", "check", "nowhere.toml")

    assert spoken.code == FAILED
    assert spoken.err == "nowhere.toml: cannot be read (No such file or directory)\n"


def test_a_check_without_a_file_is_wrong_use(operator: Operator) -> None:
    assert operator.ask("regulations", "check").code == WRONG_USE
