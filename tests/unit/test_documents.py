"""The documents: what they name exists, and no file holds what is nobody's business."""

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer

from bot.cli import app

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
README = ROOT / "README.md"
GLOSSARY = ROOT / "GLOSSARY.md"

LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(#[^)\s]*)?\)")
CODE = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"```.*?```", re.DOTALL)
# A path of this repository: a folder of it, or a file in one; capitals stand for something else.
PLACE = re.compile(r"(?:\.ci|bot|dialogue|docs|documents|handlers|locales|notifications|scheduler|"
                   r"scripts|storage|tests)/[\w./-]*|[\w.-]+\.(?:md|toml|lock)")  # fmt: skip
STANDS_FOR_ANOTHER = re.compile(r"\b(?:NAME|ID|YEAR|LANGUAGE|FILE)\b")
MADE_BY_PEOPLE = {"config.toml"}
COMMAND = re.compile(r"doithoai ((?:[a-z]+ ?)+)(.*)")
ADDRESS = re.compile(r"^\| `(?:GET|POST) (/[^`]*)`", re.MULTILINE)

# Written in pieces, so that this file does not hold what it looks for.
NOBODYS_BUSINESS = {
    "the address of a package registry": re.compile(
        "|".join(
            re.escape(host)
            for host in (
                "pypi" + ".org",
                "pythonhosted" + ".org",
                "registry.npm" + "js",
                "index" + "-url = ",
                "proxy.go" + "lang",
            )
        )
    ),
    "a path of somebody's machine": re.compile(
        r"(?<![\w.])(?:"
        + "|".join(("/ro" + "ot", "/ho" + "me", "/wo" + "rk", "/Us" + "ers"))
        + ")/"
    ),
}


@cache
def text(path: Path) -> str:
    return path.read_text("utf-8")


def named_places(path: Path) -> set[str]:
    return {
        code
        for code in CODE.findall(FENCE.sub("", text(path)))
        if PLACE.fullmatch(code)
        and not STANDS_FOR_ANOTHER.search(code)
        and code not in MADE_BY_PEOPLE
    }


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_link_leads_somewhere(document: Path) -> None:
    targets = [target for target, _ in LINK.findall(text(document)) if "://" not in target]

    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_file_that_a_document_names_exists(document: Path) -> None:
    assert {place for place in named_places(document) if not (ROOT / place).exists()} == set()


def test_the_documents_that_name_many_files_are_read_as_meant() -> None:
    assert len(named_places(GLOSSARY)) > 20
    assert len(named_places(ROOT / "CONTRIBUTING.md")) > 30


def test_every_decision_is_in_the_list_of_decisions() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = {target for target, _ in LINK.findall(text(folder / "README.md"))}

    assert listed == {path.name for path in folder.glob("0*.md")}


@pytest.mark.parametrize("record", sorted((ROOT / "docs" / "decisions").glob("0*.md")))
def test_a_decision_says_when_to_think_again(record: Path) -> None:
    headings = re.findall(r"^## (.+)$", text(record), re.MULTILINE)

    assert text(record).startswith(f"# {record.name[:4]} ")
    assert headings == ["Context", "Decision", "We would think again if"]


def glossary() -> Iterator[tuple[str, str]]:
    """Each name in code with the file where it is."""
    for line in text(GLOSSARY).splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 4 and (file := CODE.search(cells[3])):
            for name in CODE.findall(cells[1]):
                yield name, file[1]


@pytest.mark.parametrize(("name", "file"), sorted(set(glossary())))
def test_a_name_of_the_glossary_stands_in_its_file(name: str, file: str) -> None:
    word = name.rpartition(".")[2]

    assert re.search(rf"\b{re.escape(word)}\b", text(ROOT / file)) or word in file.split("/")


@cache
def commands() -> dict[str, Any]:
    """Every command that can be run, by its words."""
    found: dict[str, Any] = {}
    waiting = [("", typer.main.get_command(app))]
    while waiting:
        words, command = waiting.pop()
        inner = getattr(command, "commands", {})
        waiting += [(f"{words} {name}".strip(), below) for name, below in inner.items()]
        if words and (not inner or getattr(command, "invoke_without_command", False)):
            found[words] = command
    return found


def shown_commands(path: Path) -> Iterator[tuple[str, str]]:
    for code in CODE.findall(text(path)):
        if match := COMMAND.fullmatch(code):
            yield match[1].strip(), match[2]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_command_that_a_document_shows_exists(document: Path) -> None:
    shown = {words for words, _ in shown_commands(document)}

    assert shown - commands().keys() == set()


def test_the_readme_shows_every_command() -> None:
    shown = {words for words, _ in shown_commands(README)}

    assert commands().keys() - shown == set()


def test_an_option_that_the_readme_shows_exists() -> None:
    for words, rest in shown_commands(README):
        known = {option for parameter in commands()[words].params for option in parameter.opts}

        assert set(re.findall(r"--[a-z]+", rest)) <= known, words


def test_a_target_that_a_document_shows_is_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", text(ROOT / "Makefile"), re.MULTILINE))
    shown = {
        target
        for document in DOCUMENTS
        for code in CODE.findall(text(document))
        for target in re.findall(r"^make ([a-z]+)", code)
    }

    assert {"run", "test", "check"} <= shown
    assert shown - targets == set()


def test_an_address_that_the_readme_shows_is_served() -> None:
    code = "".join(text(path) for path in (ROOT / "bot").rglob("*.py"))
    served = re.findall(r'Route\("(/[^"]*)"', code)
    served += re.findall(r'f"(/(?:telegram|zalo/bot)/\{[^"]*\})"', code)
    patterns = [re.sub(r"\\\{.*?\\\}", "[^/]+", re.escape(route)) for route in served]
    shown = ADDRESS.findall(text(README))

    assert len(shown) > 5
    assert [at for at in shown if not any(re.fullmatch(known, at) for known in patterns)] == []


@cache
def files() -> tuple[Path, ...]:
    """What is, or is about to be, committed; in a copy without history, all but what is made."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    )
    names = listed.stdout.split("\0") if listed.returncode == 0 else _without_made_ones()
    return tuple(path for name in names if name and (path := ROOT / name).is_file())


def _without_made_ones() -> Iterator[str]:
    made = {".venv", "data", "build", "__pycache__", ".git"}
    for path in ROOT.rglob("*"):
        if made.isdisjoint(path.relative_to(ROOT).parts):
            yield path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("what", NOBODYS_BUSINESS)
def test_no_file_holds_what_is_nobodys_business(what: str) -> None:
    holding = []
    for path in files():
        try:
            content = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        if match := NOBODYS_BUSINESS[what].search(content):
            holding.append(f"{path.relative_to(ROOT)}: {match[0]}")

    assert holding == []
