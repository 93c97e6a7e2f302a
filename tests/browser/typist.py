"""A visitor without a mouse: everything by Tab, Enter, Space, Escape and letters."""

from pathlib import Path
from typing import Any

from browser.visit import PATIENCE, Visitor
from playwright.sync_api import Browser, Locator, expect

# What has come is in its place: the page moves with what it shows, a frame later.
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
STOP = Path(__file__).with_name("stop.js").read_text()
FARTHEST = 120


class Typist(Visitor):
    """Presses and writes by the keyboard alone, and notes where it could not be followed."""

    def __init__(self, browser: Browser, url: str, **looks: Any) -> None:
        super().__init__(browser, url, **looks)
        self.noted: list[str] = []
        # From now on, because asking for it takes longer than the key that opens the dialog.
        self.page.on("filechooser", lambda _: None)

    def presses(self, label: str, *, whole: bool = True) -> "Typist":
        """Go to a button of the conversation, and press it."""
        return self.enters(self.choice(label, whole=whole))

    def enters(self, target: Locator, key: str = "Enter") -> "Typist":
        """Go to something, and press a key on it; the focus must then be somewhere."""
        self.goes_to(target).press(key)
        self.keeps_its_place()
        return self

    def says(self, text: str) -> "Typist":
        """Go to the box, write, and send with Enter."""
        self.goes_to(self.page.locator("#box"))
        self.page.keyboard.insert_text(text)
        self.press("Enter")
        self.keeps_its_place()
        return self

    def attaches(self, path: Path) -> "Typist":
        """Go to the file button, open the device's own dialog, and choose."""
        self.goes_to(self.page.locator("#files"))
        with self.page.expect_file_chooser() as chosen:
            self.press("Enter")
        chosen.value.set_files(path)
        self.keeps_its_place()
        return self

    def goes_to(self, target: Locator) -> "Typist":
        """Press Tab until `target` has the focus; every stop must be seen."""
        expect(target).to_be_attached(timeout=PATIENCE)
        self.page.evaluate(SETTLED)
        stops: list[str] = []
        where = target.evaluate(STOP)  # news may have moved it away since it was reached
        while not (where and where["here"]) and len(stops) < FARTHEST:
            self.press("Tab")
            where = target.evaluate(STOP)
            stops.append(self._note(where))
        if where and where["here"]:
            return self
        raise AssertionError(f"the keyboard does not reach {target}, only {stops}")

    def press(self, key: str) -> "Typist":
        """Press one key."""
        self.page.keyboard.press(key)
        return self

    def stop(self) -> str:
        """The name of what has the focus; empty at the browser's own."""
        return self._note(self.page.evaluate(STOP))

    def _note(self, where: dict[str, Any] | None) -> str:
        if where is None:
            return ""
        for fault in ("ringed", "seen"):
            if not where[fault]:
                self.noted.append(f"not {fault}: {where['name']!r}")
        return str(where["name"])

    def keeps_its_place(self) -> None:
        """The focus is on something that is there."""
        if self.page.evaluate(STOP) is None:
            self.noted.append("the focus was lost")
