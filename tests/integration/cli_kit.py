"""What the tests of the command line share: an operator with a folder of their own."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.cli import app
from bot.console import fold_global_options, run_reporting
from storage.database import Database


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """What a command left behind: its exit code and its two outputs."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)

    @property
    def error(self) -> str:
        """What the JSON document says went wrong."""
        return str(self.document["error"])


@dataclass(frozen=True, kw_only=True)
class Operator:
    """Somebody at a terminal in an empty folder, with a configuration once they write one."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    @staticmethod
    def at(
        folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> "Operator":
        """An operator whose working folder is `folder`, at a terminal of a known width."""
        monkeypatch.chdir(folder)
        monkeypatch.setenv("COLUMNS", "100")
        return Operator(folder=folder, capsys=capsys)

    def write(self, text: str) -> None:
        """Write the configuration."""
        (self.folder / "config.toml").write_text(text, encoding="utf-8")

    def run(self, *arguments: str) -> Spoken:
        """Run a command as a terminal would."""
        self.capsys.readouterr()
        code = run_reporting(app, fold_global_options(arguments))
        out, err = self.capsys.readouterr()
        return Spoken(code=code, out=out, err=err)

    def ask(self, *arguments: str) -> Spoken:
        """Run a command as a script would."""
        return self.run(*arguments, "--json")

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.folder / "data"

    @property
    def key(self) -> Path:
        """The installation's key."""
        return self.data / "key"

    @contextmanager
    def database(self) -> Iterator[Database]:
        """What the commands have written."""
        opened = Database(f"sqlite:///{self.data / 'doithoai.db'}")
        try:
            yield opened
        finally:
            opened.close()
