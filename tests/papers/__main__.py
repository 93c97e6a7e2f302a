"""Makes every paper and chart of the played conference and photographs it: `make papers`.

With keys of `PAPERS` or `REPORTS` behind the folder, only those.
"""

import sys
import tempfile
from pathlib import Path

from handlers.papers.listed import PAPERS
from papers.meeting import REPORTS, meeting, play
from papers.printing import missing, pictures_of, print_all
from storage.database import Database
from storage.schema import upgrade


def main(target: Path, *keys: str) -> None:
    """Into `target`: each paper as file; of the Word files a PDF and a picture of each page."""
    if lacking := missing():
        sys.exit(f"not there: {', '.join(lacking)} (libreoffice-writer-nogui, poppler-utils)")
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/papers.db"
        database = Database(url)
        upgrade(database.engine)
        database.close()
        play(url, Path(folder))
        with meeting(url, Path(folder)) as held:
            files = held.files(keys or (*PAPERS, *REPORTS))
            charts = {key: chart.write().data for key, chart in held.charts().items()}
    for pdf in print_all(files, target).values():
        pictures_of(pdf, target)
    for key, data in charts.items():
        (target / f"chart-{key}.png").write_bytes(data)
    print(f"written: {target}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
