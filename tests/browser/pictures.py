"""`make pictures`: photographs every step, on phone and desktop, light and dark."""

import re
import sys
import tempfile
from pathlib import Path

from browser import walk
from browser.visit import ROOT, Served, Visitor, chromium, served
from playwright.sync_api import Browser

FOLDER = ROOT / "docs" / "pictures"


def take_all() -> int:
    """Walk once for each size and theme; how many pictures were taken."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    with chromium() as browser:
        for phone in (True, False):
            for dark in (False, True):
                with served() as program:
                    _walk(browser, program, phone=phone, dark=dark)
    return len(list(FOLDER.glob("*.png")))


def _walk(browser: Browser, program: Served, *, phone: bool, dark: bool) -> None:
    prefix = f"{'phone' if phone else 'desktop'}-{'dark' if dark else 'light'}"

    def look(visitor: Visitor, step: str) -> None:
        visitor.page.mouse.move(0, 0)  # a finger leaves no mark on a button
        visitor.page.wait_for_timeout(150)  # let the page scroll to the end
        visitor.page.screenshot(path=FOLDER / f"{prefix}-{step}.png")

    with (
        tempfile.TemporaryDirectory() as folder,
        Visitor(browser, program.url, phone=phone, dark=dark) as citizen,
        Visitor(browser, program.url, phone=phone, dark=dark) as officer,
    ):
        picture = walk.photo(Path(folder))
        walk.register(citizen, picture, look, name="Nguyễn Văn An")
        walk.enrol(officer, program.code, look)
        found = re.search(r"XM\d\d-\d{4}", citizen.text)
        assert found is not None
        walk.refuse_seat(officer, found[0], look)
        citizen.reads_last("không có chỗ dự hội nghị")
        citizen.messages.last.scroll_into_view_if_needed()
        look(citizen, "told")


if __name__ == "__main__":
    sys.stdout.write(f"{take_all()} pictures in {FOLDER.relative_to(ROOT)}\n")
