"""The HTML pages as templates, read once, filled with escaped values."""

import hashlib
from html import escape
from pathlib import Path
from string import Template

HERE = Path(__file__).parent
PAGES = HERE / "pages"
STATIC = HERE / "static"


class Templates:
    """The pages of `pages/`; `version` changes with any file that they load."""

    def __init__(self, pages: Path = PAGES, static: Path = STATIC) -> None:
        self._pages = {
            path.stem: Template(path.read_text(encoding="utf-8")) for path in pages.glob("*.html")
        }
        self.version = _version(static)

    def fill(self, page: str, *, html: str = "", **values: str) -> str:
        """The page with `values` escaped; `html` is put in for `$items` as it is."""
        safe = {name: escape(value) for name, value in values.items()}
        return self._pages[page].substitute(safe, version=self.version, items=html)


def _version(static: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(static.rglob("*")):
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:10]
