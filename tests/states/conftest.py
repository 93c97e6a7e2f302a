"""The neighbourhood in which people are led to every question: Bình has sent a petition."""

from pathlib import Path

import pytest
from stage.scenes import Scenes


@pytest.fixture(scope="session")
def scenes(_sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Scenes:
    """What every test begins with is played once."""
    return Scenes(migrated=_sqlite_template, folder=tmp_path_factory.mktemp("states"))
