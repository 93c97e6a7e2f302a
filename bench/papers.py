"""Papers of a thousand opinions, beside docxtpl's bare time for one table of that size."""

import io
import zipfile
from collections.abc import Iterator, Sequence

from papers.speed.measure import BARE, DOSSIER, OPINIONS, REPORT, papers, seconds

from bench.spread import Told, middle, rows, spread

HEAD = ("what", "seconds", "of docxtpl's")


def section(rounds: int) -> str:
    """The part of the page."""
    with papers() as every:
        whole = every[DOSSIER]()
        assert isinstance(whole, bytes)
        names = zipfile.ZipFile(io.BytesIO(whole)).namelist()
        told = [{name: seconds(make) for name, make in every.items()} for _ in range(rounds)]
    return "\n".join(["## Papers", "", *_told(told, len(names))])


def _told(told: Sequence[Told], files: int) -> Iterator[str]:
    names = {
        BARE: f"docxtpl alone, a table of {OPINIONS} rows and 7 columns from values in memory",
        REPORT: "synthesis report, with its queries",
        DOSSIER: f"dossier of {files} files, with its queries",
    }
    yield f"{OPINIONS} opinions, a fifth of them in groups and half of them answered."
    yield ""
    yield from rows(
        HEAD,
        (
            (what, spread(told, name, digits=2), f"{middle(told, name) / middle(told, BARE):.1f}")
            for name, what in names.items()
        ),
    )
