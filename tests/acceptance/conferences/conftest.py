"""Where a whole conference is played; the scripts do not know it (`stage/places.py`)."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from stage.canaries import listened, private
from stage.communes import Place
from stage.places import ON, Begin, beginning


@pytest.fixture(params=ON or ["stage-web"])
def begin(sqlite_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> Begin:
    """A commune on the morning of a day, before anything of a conference."""
    there = beginning(request.param, sqlite_url, tmp_path / "data")
    return lambda stated, day: unheard(there(stated, day))


@contextmanager
def unheard(beginning: AbstractContextManager[Place]) -> Iterator[Place]:
    """The log of the whole conference has nothing that is a person's."""
    with listened() as listener, beginning as place:
        yield place
        assert listener.told(private(place.database)) == []
