"""A visitor of the web chat in a real Chromium, and the program that serves it."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from browser.line import Line
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


class Served:
    """The whole program in a process of its own, on a free port of this machine."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.environment = environment
        self.port = 0
        self.code = ""
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> "Served":
        """Start it and read from its terminal where it is and the office's code."""
        environment = os.environ | {
            "DOITHOAI_DATA__DIR": str(self.folder),
            "DOITHOAI_WEB__PORT": str(self.port),
            **self.environment,
        }
        with (self.folder / "log.txt").open("a") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self._read_greeting()
        return self

    @property
    def url(self) -> str:
        """The address of the sample commune's chat."""
        return f"http://127.0.0.1:{self.port}/c/mau"

    @property
    def log(self) -> str:
        """What it has written to its log."""
        return (self.folder / "log.txt").read_text()

    def stop(self) -> int:
        """Stop it as an operator would; its exit code."""
        return self._end("terminate")

    def kill(self) -> int:
        """End it as a power cut would."""
        return self._end("kill")

    def _end(self, how: str) -> int:
        assert self._process is not None
        getattr(self._process, how)()
        code = self._process.wait(timeout=90)
        assert self._process.stdout is not None
        self._process.stdout.close()
        return code

    def _read_greeting(self) -> None:
        assert self._process is not None and self._process.stdout is not None
        for line in self._process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
                self.port = int(found[1])
            if found := re.search(r"/thamgia (\S+)", line):
                self.code = found[1]
            if line.startswith("Stop with"):
                return
        raise AssertionError(f"the program did not start:\n{self.log}")


@contextmanager
def served(**environment: str) -> Iterator[Served]:
    """A program of one's own, gone afterwards; `environment` are settings of its own."""
    with tempfile.TemporaryDirectory() as folder:
        program = Served(Path(folder), **environment).start()
        try:
            yield program
        finally:
            program.stop()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Visitor:
    """One person with one browser of their own."""

    def __init__(
        self,
        browser: Browser,
        url: str,
        *,
        phone: bool = True,
        dark: bool = False,
        line: Line | None = None,
    ) -> None:
        self.browser = browser
        self.errors: list[str] = []
        self.context: BrowserContext = browser.new_context(
            viewport=PHONE if phone else DESKTOP,
            color_scheme="dark" if dark else "light",
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            has_touch=phone,
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda fault: self.errors.append(str(fault)))
        self.page.on("console", self._hear)
        if line:
            line.lay(self.page)
        self.page.goto(url)

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.context.close()

    def says(self, text: str) -> "Visitor":
        """Write and send, then wait until it has arrived."""
        self.page.locator("#box").fill(text)
        self.page.get_by_role("button", name="Gửi", exact=True).last.click()
        return self

    def presses(self, label: str, *, whole: bool = True) -> "Visitor":
        """Press the newest button with this label, or with a label that holds it."""
        self.choice(label, whole=whole).click()
        return self

    def sees(self, text: str) -> "Visitor":
        """Wait until these words stand in the conversation."""
        expect(self.page.locator("#log")).to_contain_text(text, timeout=PATIENCE)
        return self

    def reads_last(self, text: str) -> "Visitor":
        """Wait until the newest message holds these words."""
        expect(self.messages.last).to_contain_text(text, timeout=PATIENCE)
        return self

    def attaches(self, path: Path) -> "Visitor":
        """Choose a file to send."""
        self.page.locator("#files").set_input_files(str(path))
        return self

    def choice(self, label: str, *, whole: bool = True) -> Locator:
        """The newest button of the conversation with this label."""
        return self.page.locator("#log").get_by_role("button", name=label, exact=whole).last

    @property
    def messages(self) -> Locator:
        """Every message of the conversation."""
        return self.page.locator("#log article")

    @property
    def text(self) -> str:
        """The whole conversation."""
        return self.page.locator("#log").inner_text()

    @property
    def code(self) -> str:
        """The code of the first petition that the conversation names."""
        found = re.search(r"XM\d\d-\d{4}", self.text)
        assert found is not None
        return found[0]

    def _hear(self, message: object) -> None:
        if getattr(message, "type", "") == "error":
            self.errors.append(str(getattr(message, "text", "")))
