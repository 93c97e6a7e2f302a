"""Where a whole conference is played; the scripts do not know it (`stage/places.py`)."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from stage.canaries import listened, private
from stage.communes import Place
from stage.places import ON, Begin, beginning

ENGINE = os.environ.get("CONFERENCES_ENGINE", "sqlite")


@pytest.fixture(params=ON or ["stage-web"])
def begin(tmp_path: Path, request: pytest.FixtureRequest) -> Begin:
    """A commune on the morning of a day, before anything of a conference."""
    url = request.getfixturevalue(f"{ENGINE}_url")
    there = beginning(request.param, url, tmp_path / "data")
    return lambda stated, day: unheard(there(stated, day))


@contextmanager
def unheard(beginning: AbstractContextManager[Place]) -> Iterator[Place]:
    """The log of the whole conference has nothing that is a person's."""
    with listened() as listener, beginning as place:
        yield place
        assert listener.told(private(place.database)) == []
