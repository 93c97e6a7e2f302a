"""Texts that are read one by one say what Fluent's own library reads in the whole files."""

from collections.abc import Iterator

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, Term
from hypothesis import example, given
from hypothesis import strategies as some

from locales import patterns
from locales.catalogue import FOLDER, LANGUAGES, Catalogue, MissingText
from locales.entries import Texts, entries


class Anything(dict[str, object]):
    """A value for whatever name."""

    def __missing__(self, name: str) -> str:
        return f"<{name}>"


def sources(language: str) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in (FOLDER / language).glob("*.ftl")}


def by_fluent(language: str, source: str) -> Iterator[tuple[str, str, str]]:
    """Every text with name and attribute, each value written as its name in brackets."""
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(source))
    for name in bundle._messages:
        message = bundle.get_message(name)
        for attribute, pattern in {"": message.value, **message.attributes}.items():
            if pattern is not None:
                said, _ = bundle.format_pattern(pattern, {one: f"<{one}>" for one in NAMES})
                yield name, attribute, str(said)


NAMES = {
    name
    for language in LANGUAGES
    for source in sources(language).values()
    for name, _ in patterns._PLACEABLE.findall(source)
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_of_every_file_is_found_as_it_is_written(language: str) -> None:
    parser = FluentParser(with_spans=False)
    for name, source in sources(language).items():
        whole = [one for one in parser.parse(source).body if isinstance(one, Message | Term)]
        alone = [parser.parse_entry(written) for _, written in entries(source)]

        assert len(alone) == len(whole), name
        assert all(_bare(one).equals(_bare(two)) for one, two in zip(alone, whole, strict=True))


def _bare(entry: object) -> Message | Term:
    assert isinstance(entry, Message | Term), entry
    entry.comment = None  # whoever reads one text alone does not see what stands above it
    return entry


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_says_what_fluent_says(language: str) -> None:
    for source in sources(language).values():
        texts = Texts(language, source)
        for name, attribute, said in by_fluent(language, source):
            text = texts.find(name, attribute)

            assert text is not None and text(Anything()) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_that_comes_with_the_program_needs_the_library(language: str) -> None:
    """It takes as long to load as a quick command takes for everything."""
    written = [one for source in sources(language).values() for _, one in entries(source)]

    assert all(patterns.read(one) for one in written)


LINES = some.lists(
    some.sampled_from(
        ["", " ", "  ", "a", "b ", "{ $x }", '{ " " }', "{$y}", "{", "}", "[", "*", ".c = d", "\\"]
    ),
    max_size=4,
).map("".join)
ENTRIES = some.lists(LINES, min_size=1, max_size=5).map("\n ".join)


@given(rest=ENTRIES)
@example(rest="\n .c = d\n }\n .c = da")  # the first of two stands, the second is cut off
@example(rest="\n .c = d{\n .c = d")
def test_what_is_read_without_the_library_says_what_the_library_says(rest: str) -> None:
    written = f"key ={rest}"
    try:
        found = patterns.read(written)
    except patterns.MoreThanWords:
        return
    said = {name: text.format_map({"x": "<x>", "y": "<y>"}) for name, text in found.items()}

    bundle = FluentBundle(["vi"], use_isolating=False)
    bundle.add_resource(FluentResource(written))
    message = bundle.get_message("key")
    values = {"x": "<x>", "y": "<y>"}
    every = {"": message.value, **message.attributes}
    assert said == {
        name: bundle.format_pattern(one, values)[0] for name, one in every.items() if one
    }


def catalogue(source: str) -> Catalogue:
    return Catalogue({"vi": lambda: Texts("vi", source)})


def test_a_text_may_use_another_one_and_a_term() -> None:
    texts = catalogue(
        "-house = Xã Mẫu\nhello = Chào, { -house }\nboth =\n    { hello }\n    { hello }\n"
    )

    assert texts.text("vi", "both") == "Chào, Xã Mẫu\nChào, Xã Mẫu"
    assert texts.keys("vi") == {"hello", "both"}


def test_a_text_may_choose_its_words_by_a_value() -> None:
    texts = catalogue(
        "left = { $by ->\n    [office] Văn phòng\n   *[other] Ai { $by }\n }\n    .title = Hạn\n"
    )

    assert [texts.text("vi", "left", by=by) for by in ("office", "x")] == ["Văn phòng", "Ai x"]
    assert texts.text("vi", "left.title") == "Hạn"
    assert texts.find("vi", "left.other") is None
    assert texts.keys("vi") == {"left", "left.title"}


@pytest.mark.parametrize("source", ["a = { $x }\n", "a = { $x } { b }\nb = x\n"], ids=repr)
def test_a_text_without_one_of_its_values_is_not_said(source: str) -> None:
    with pytest.raises(MissingText, match="^a: .*x"):
        catalogue(source).text("vi", "a", y=1)


def test_of_two_texts_with_one_name_the_first_counts() -> None:
    texts = catalogue("a = một\nb = hai\na = ba\n")

    assert (texts.text("vi", "a"), texts.keys("vi")) == ("một", {"a", "b"})


def test_a_text_that_is_written_wrongly_is_not_there() -> None:
    texts = catalogue("a = { $\nb = hai\n")

    with pytest.raises(MissingText):
        texts.text("vi", "a")
    assert texts.text("vi", "b") == "hai"
