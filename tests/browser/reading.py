"""What a screen reader is told: the accessibility tree in the order in which it is read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page


@dataclass(kw_only=True)
class Heard:
    """One thing in the tree, with what is in it."""

    role: str
    name: str
    says: dict[str, Any]
    within: list["Heard"] = field(default_factory=list)

    def all(self, *roles: str) -> Iterator["Heard"]:
        """Itself and everything in it, in reading order; with `roles`, only those."""
        if not roles or self.role in roles:
            yield self
        for one in self.within:
            yield from one.all(*roles)

    def one(self, role: str) -> "Heard":
        """The first of a role."""
        return next(self.all(role))

    @property
    def text(self) -> str:
        """All words in it, as they are read."""
        return " ".join(one.name for one in self.all("StaticText"))


def read(page: Page) -> Heard:
    """The whole page as Chromium tells it to a screen reader."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}
    root = _heard(nodes[0], by_id)
    assert len(root) == 1
    return root[0]


def _heard(node: dict[str, Any], by_id: dict[str, Any]) -> list[Heard]:
    children = [by_id[child] for child in node.get("childIds", ()) if child in by_id]
    within = [one for child in children for one in _heard(child, by_id)]
    if node.get("ignored"):
        return within
    says = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
    says["description"] = node.get("description", {}).get("value", "")
    name = node.get("name", {}).get("value", "")
    return [Heard(role=node["role"]["value"], name=name, says=says, within=within)]
