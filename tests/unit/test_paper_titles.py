"""Every paper of the program has a title: a button says it, and so does its file in a dossier."""

import pytest

from handlers.papers.listed import PAPERS
from locales.catalogue import LANGUAGES, Catalogue


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", PAPERS)
def test_a_paper_has_a_title(key: str, language: str) -> None:
    assert Catalogue.shipped().find(language, f"paper-title-{key}")
