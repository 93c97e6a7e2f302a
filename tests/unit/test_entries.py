"""Texts that are read one by one say what the whole files say."""

import pytest
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, Term

from locales.catalogue import FOLDER, LANGUAGES, Catalogue
from locales.entries import entries, fill


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_every_file_is_found_as_it_is_written(language: str) -> None:
    parser = FluentParser(with_spans=False)
    for path in sorted((FOLDER / language).glob("*.ftl")):
        source = path.read_text(encoding="utf-8")
        whole = [one for one in parser.parse(source).body if isinstance(one, Message | Term)]
        alone = [parser.parse_entry(written) for _, written in entries(source)]

        assert len(alone) == len(whole), path.name
        assert all(_bare(one).equals(_bare(two)) for one, two in zip(alone, whole, strict=True))


def _bare(entry: object) -> Message | Term:
    assert isinstance(entry, Message | Term), entry
    entry.comment = None  # whoever reads one text alone does not see what stands above it
    return entry


def bundle(source: str) -> FluentBundle:
    made = FluentBundle(["vi"], use_isolating=False)
    fill(made, source)
    return made


def test_a_text_may_use_another_one_and_a_term() -> None:
    texts = bundle(
        "-house = Xã Mẫu\nhello = Chào, { -house }\nboth =\n    { hello }\n    { hello }\n"
    )
    pattern = texts.get_message("both").value
    assert pattern is not None

    assert texts.format_pattern(pattern, {}) == ("Chào, Xã Mẫu\nChào, Xã Mẫu", [])


def test_of_two_texts_with_one_name_the_first_counts() -> None:
    texts = Catalogue({"vi": lambda: bundle("a = một\nb = hai\na = ba\n")})

    assert (texts.text("vi", "a"), texts.keys("vi")) == ("một", {"a", "b"})


def test_a_text_that_is_written_wrongly_is_not_there() -> None:
    texts = Catalogue({"vi": lambda: bundle("a = { $\nb = hai\n")})

    with pytest.raises(LookupError):
        texts.text("vi", "a")
    assert texts.text("vi", "b") == "hai"
