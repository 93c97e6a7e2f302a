"""docs/life.md: for each life its diagram, its states and who may do what."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from diagrams.lives import LIVES, Life
from diagrams.mermaid import diagram
from locales.catalogue import Catalogue

PATH = Path(__file__).parents[2] / "docs" / "life.md"
HEAD = """\
# The lives of a petition, a conference, a seat and a question in the session

Written by `make diagrams` from the law itself; change that, not this page. A state's name in the
chat comes from `locales/`. “Who” are the roles of `dialogue/roles.py` and three that hold none:
`citizen` is the author, `rule` is a regulation's rule on the person's own answer or on a list,
`clock` is a day or an hour that has come.
"""
# A clause that the chat would fill in.
NO_CLAUSE = "…"


def written() -> str:
    """The whole page as it should stand in docs/."""
    catalogue = Catalogue.shipped()
    return "\n".join([HEAD, *(part for life in LIVES for part in _parts(life, catalogue))])


def _parts(life: Life, catalogue: Catalogue) -> Iterator[str]:
    yield f"## {life.name}\n"
    yield f"`{life.file}`. {life.about}\n"
    yield f"{diagram(life)}\n"
    yield f"{_states(life, catalogue)}\n"
    yield f"{_steps(life)}\n"


def _states(life: Life, catalogue: Catalogue) -> str:
    def said(state: str, language: str) -> str:
        key = f"{life.spoken}-{state}"
        known = key in catalogue.keys(language)
        return catalogue.text(language, key, clause=NO_CLAUSE) if known else "–"

    rows = [(f"`{state}`", said(state, "vi"), said(state, "en")) for state in life.states]
    return _table(("state", "in the chat", "in English"), rows)


def _steps(life: Life) -> str:
    rows = [
        (f"`{step.state}`", f"`{step.event}`", f"`{step.next}`", step.who, step.which)
        for step in life.steps
    ]
    if life.only:
        return _table(("state", "event", "next", "who", "which kind or form"), rows)
    return _table(("state", "event", "next", "who"), [row[:-1] for row in rows])


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
