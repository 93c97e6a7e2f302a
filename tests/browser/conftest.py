"""One Chromium for the browser tests of a module, one program for each test."""

from collections.abc import Callable, Iterator

import pytest
from browser import portal as portals
from browser.portal import Portal
from browser.visit import Served, Visitor, chromium, served
from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; not for the session, because asynchronous tests cannot run beside it."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def program() -> Iterator[Served]:
    """The whole program, on a folder of its own."""
    with served() as running:
        yield running


@pytest.fixture
def visit(browser: Browser, program: Served) -> Iterator[Callable[..., Visitor]]:
    """Opens the chat for one more person; the page must stay without errors."""
    visitors: list[Visitor] = []

    def open_chat(*, url: str = "", **looks: bool) -> Visitor:
        visitors.append(Visitor(browser, url or program.url, **looks))
        return visitors[-1]

    yield open_chat
    errors = [error for visitor in visitors for error in visitor.errors]
    for visitor in visitors:
        visitor.context.close()
    assert not errors


@pytest.fixture(scope="module")
def portal() -> Iterator[Portal]:
    """A portal on a free port of this machine."""
    with portals.opened() as shown:
        yield shown
