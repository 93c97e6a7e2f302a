"""Every state of the page, in every look: what axe-core, pixels and measures say of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser import states
from browser.inspection import Inspection
from browser.line import Line
from browser.states import Tour, Way
from browser.visit import Served, Visitor, served
from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def program() -> Iterator[Served]:
    """One program for all ways: each begins with a browser that it has not seen."""
    with served() as running:
        yield running


@pytest.mark.parametrize("way", states.WAYS, ids=lambda way: way.name)
def test_every_state_is_accessible_in_every_look(
    browser: Browser, program: Served, tmp_path: Path, way: Way
) -> None:
    """WCAG 2.2 AA by axe-core, light and dark, phone and desktop, 200 % and 400 %, spaced."""
    inspection = walked(browser, program, tmp_path, way.go)

    assert inspection.faults == []
    assert tuple(inspection.states) == way.states


def walked(
    browser: Browser, program: Served, folder: Path, go: Callable[[Tour], None]
) -> Inspection:
    """Go a way, and inspect each state on it."""
    inspection, line = Inspection(), Line()
    with Visitor(browser, program.url, line=line) as visitor:
        go(
            Tour(
                visitor=visitor,
                line=line,
                program=program,
                folder=folder,
                look=inspection.look,
            )
        )
    return inspection
