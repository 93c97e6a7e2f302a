"""Runs axe-core beside the page, in a world of its own: the page stays as it is."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import CDPSession, Error, Frame, Page

SOURCE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# The rules that may judge the same page otherwise when its colours or its measures change.
LOOKS = ("color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block")


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """One element that axe complains of, or could not decide on."""

    rule: str
    target: str
    why: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.target}: {self.why}"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    violations: tuple[Doubt, ...]
    undecided: tuple[Doubt, ...]


class Judge:
    """Axe beside one frame of a page; loaded once for each document that is shown there."""

    def __init__(self, page: Page, frame: Frame) -> None:
        self._frame = frame
        self._session = _session(page, frame)

    def verdict(self, rules: Sequence[str] = ()) -> Verdict:
        """Of what is shown now; without `rules`, by all of `TAGS`."""
        only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
        options = {"runOnly": only, "resultTypes": ["violations", "incomplete"]}
        world = self._world()
        if self._told("typeof axe", world) == "undefined":
            self._told(f"{SOURCE};0", world)
        run = f"axe.run({json.dumps(options)}).then((all) => [all.violations, all.incomplete])"
        violations, undecided = self._told(run, world)
        return Verdict(violations=_doubts(violations), undecided=_doubts(undecided))

    def _world(self) -> int:
        tree = self._session.send("Page.getFrameTree")["frameTree"]
        frames = [one["frame"] for one in (tree, *tree.get("childFrames", ()))]
        wanted = next(one["id"] for one in frames if one["url"] == self._frame.url)
        named = {"frameId": wanted, "worldName": "axe"}
        return int(self._session.send("Page.createIsolatedWorld", named)["executionContextId"])

    def _told(self, expression: str, world: int) -> Any:
        asked = {"expression": expression, "contextId": world}
        how = {"awaitPromise": True, "returnByValue": True}
        answer = self._session.send("Runtime.evaluate", asked | how)
        assert "exceptionDetails" not in answer, answer
        return answer["result"]["value"]


def _session(page: Page, frame: Frame) -> CDPSession:
    try:
        return page.context.new_cdp_session(frame)
    except Error:  # only the frame of another site has one of its own
        return page.context.new_cdp_session(page)


def _doubts(rules: list[dict[str, Any]]) -> tuple[Doubt, ...]:
    return tuple(
        Doubt(rule=rule["id"], target=str(node["target"][-1]), why=_why(node))
        for rule in rules
        for node in rule["nodes"]
    )


def _why(node: dict[str, Any]) -> str:
    checks = [*node["any"], *node["all"], *node["none"]]
    return "; ".join(check["message"] for check in checks)
