"""A life as a state diagram, in the plainest words of mermaid."""

from collections import defaultdict
from collections.abc import Iterator

from diagrams.lives import Life


def diagram(life: Life) -> str:
    """From the state in which it begins to those in which it ends."""
    lines = ["```mermaid", "stateDiagram-v2", *_arrows(life), "```"]
    return "\n".join(lines)


def _arrows(life: Life) -> Iterator[str]:
    yield f"    [*] --> {life.first}"
    for (before, after), events in _events_between(life).items():
        yield f"    {before} --> {after}: {', '.join(events)}"
    for state in life.ends:
        yield f"    {state} --> [*]"


def _events_between(life: Life) -> dict[tuple[str, str], list[str]]:
    """Two states have one arrow, whatever leads from one to the other."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for step in life.steps:
        found[step.state, step.next].append(step.event)
    return found
