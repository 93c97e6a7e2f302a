"""Inspects a state of the page in every look: axe, contrast by pixels, sizes and places."""

from collections.abc import Iterator
from contextlib import contextmanager

from browser import axe, contrast, measures
from browser.axe import Doubt, Judge
from browser.visit import DESKTOP, PHONE
from playwright.sync_api import Frame, Page, ViewportSize

HALF: ViewportSize = {"width": 640, "height": 512}  # 1280 by 1024 at 200 %
QUARTER: ViewportSize = {"width": 320, "height": 256}  # 1280 by 1024 at 400 %

# What axe cannot decide and we have looked at, by rule and element, each with the reason.
LOOKED_AT: dict[tuple[str, str], str] = {}


class Inspection:
    """Goes with one way through the page; the same doubt is settled once for each look."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.states: list[str] = []
        self._settled: set[tuple[str, str, str]] = set()
        self._judges: dict[Frame, Judge] = {}

    def look(self, page: Page, state: str) -> None:
        """Inspect the state that the page is in, and leave the page as it was."""
        self.states.append(state)
        self._judge(page, page.main_frame, f"{state}, phone", ())
        with _dark(page):
            self._judge(page, page.main_frame, f"{state}, dark", axe.LOOKS)
        self._measure(page.main_frame, f"{state}, phone")
        for size, name in ((DESKTOP, "desktop"), (HALF, "200 %"), (QUARTER, "400 %")):
            page.set_viewport_size(size)
            self._measure(page.main_frame, f"{state}, {name}")
            if size is DESKTOP:
                self._judge(page, page.main_frame, f"{state}, {name}", axe.LOOKS)
        self.faults += [
            f"{state}, spaced: {fault}" for fault in measures.faults_when_spaced(page.main_frame)
        ]
        page.set_viewport_size(PHONE)

    def look_into(self, page: Page, frame: Frame, state: str) -> None:
        """The same for what stands in a frame, at the size that the portal gave it."""
        self.states.append(state)
        self._judge(page, frame, f"{state}, framed", ())
        with _dark(page):
            self._judge(page, frame, f"{state}, framed and dark", axe.LOOKS)
        self._measure(frame, f"{state}, framed")

    def _measure(self, frame: Frame, where: str) -> None:
        self.faults += [f"{where}: {fault}" for fault in measures.faults(frame)]

    def _judge(self, page: Page, frame: Frame, where: str, rules: tuple[str, ...]) -> None:
        verdict = self._judge_of(page, frame).verdict(rules)
        self.faults += [f"{where}: {violation}" for violation in verdict.violations]
        look = where.rpartition(", ")[2]
        for doubt in verdict.undecided:
            if fault := self._decide(page, frame, doubt, look):
                self.faults.append(f"{where}: {doubt.target}: {fault}")

    def _judge_of(self, page: Page, frame: Frame) -> Judge:
        if frame not in self._judges:
            self._judges[frame] = Judge(page, frame)
        return self._judges[frame]

    def _decide(self, page: Page, frame: Frame, doubt: Doubt, look: str) -> str:
        key = (look, doubt.rule, doubt.target)
        if key in self._settled or (doubt.rule, doubt.target) in LOOKED_AT:
            return ""
        if doubt.rule != "color-contrast":
            return f"nobody has looked at this yet: {doubt}"
        fault = contrast.too_faint(page, frame, doubt.target)
        if not fault and "overlapped" not in doubt.why:  # what covers it may go away
            self._settled.add(key)
        return fault


@contextmanager
def _dark(page: Page) -> Iterator[None]:
    page.emulate_media(color_scheme="dark")
    yield
    page.emulate_media(color_scheme="light")
