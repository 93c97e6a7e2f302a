"""The catalogues: both languages say the same things, and nothing is said outside of them."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from locales.catalogue import FOLDER, LANGUAGES, Catalogue
from locales.folding import fold

ROOT = FOLDER.parent
CODE = ("handlers", "storage", "notifications", "scheduler", "bot")
VIETNAMESE = re.compile(
    r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE
)
NAME_OF_THE_PROGRAM = "Đối Thoại"
# Vietnamese in code that nobody is shown: what it is for stands beside each.
ALLOWED = {
    "bot/sample.py": "the sample commune's own data",
    "handlers/reading.py": "the counting word behind a number that people type",
}

# One thing has one name: what else it might be called, and what it is called here.
SYNONYMS = {
    "khiếu kiện": "kiến nghị",
    "thỉnh cầu": "kiến nghị",
    "phản ánh": "kiến nghị",
    "đơn thư": "kiến nghị",
    "tọa đàm": "hội nghị đối thoại",
    "tiếp xúc cử tri": "hội nghị đối thoại",
    "mật khẩu": "mật mã",
    "mã bí mật": "mật mã",
    "mã số": "mã",
    "mã mời": "mã tham gia",
    "khu phố": "thôn (tổ dân phố)",
    "nhân viên": "cán bộ",
    "công chức": "cán bộ",
    "suất dự": "chỗ dự",
    "chỗ ngồi": "chỗ dự",
    "tập tin": "tệp",
    "file": "tệp",
    "hình ảnh": "ảnh",
    "nháp": "bản viết dở",
    "nhấn": "bấm",
    "click": "bấm",
    "nhập": "gõ",
    "bác bỏ": "không đưa vào đối thoại",
    "trình cấp trên": "gửi lên cấp trên",
    "trạng thái": "tình trạng",
    "hiện trạng": "tình trạng",
    "việc chung": "mốc của hội nghị",
    "anh/chị": "Ông/Bà",
    "bạn": "Ông/Bà",
}
# The buttons of the page itself are in its own texts.
PAGE_TEXTS = ROOT / "bot" / "channels" / "web" / "static" / "texts.js"
NAMED_BUTTON = re.compile(r"(?:bấm|chọn|press|choose) “([^”]+)”", re.IGNORECASE)


class Variables(Visitor):
    """The variables of one pattern."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def variables_of(pattern: fluent.Pattern) -> frozenset[str]:
    found = Variables()
    found.visit(pattern)
    return frozenset(found.names)


@cache
def entries(language: str) -> tuple[fluent.EntryType, ...]:
    files = sorted((FOLDER / language).glob("*.ftl"))
    parser = FluentParser()
    return tuple(entry for file in files for entry in parser.parse(file.read_text("utf-8")).body)


def messages(language: str) -> list[fluent.Message]:
    return [entry for entry in entries(language) if isinstance(entry, fluent.Message)]


@cache
def texts(language: str) -> dict[str, frozenset[str]]:
    """Every key and key.attribute with its variables."""
    found = {}
    for message in messages(language):
        name = message.id.name
        if message.value is not None:
            found[name] = variables_of(message.value)
        for attribute in message.attributes:
            found[f"{name}.{attribute.id.name}"] = variables_of(attribute.value)
    return found


@cache
def catalogue() -> Catalogue:
    return Catalogue.shipped()


def said(language: str, key: str) -> str:
    return catalogue().text(language, key, **{name: f"<{name}>" for name in texts(language)[key]})


def modules() -> Iterator[tuple[str, ast.Module]]:
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "versions" not in path.parts:
                yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def test_both_languages_have_the_same_files() -> None:
    names = [{path.name for path in (FOLDER / language).glob("*.ftl")} for language in LANGUAGES]

    assert names[0] == names[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_a_catalogue_is_lost_to_a_slip_of_syntax(language: str) -> None:
    junk = [entry.content for entry in entries(language) if isinstance(entry, fluent.Junk)]

    assert junk == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_is_given_twice(language: str) -> None:
    count = Counter(message.id.name for message in messages(language))

    assert [key for key, times in count.items() if times > 1] == []


def test_both_languages_have_the_same_keys_and_attributes() -> None:
    vietnamese, english = texts("vi"), texts("en")

    assert sorted(vietnamese.keys() ^ english.keys()) == []


def test_both_languages_put_the_same_values_into_each_text() -> None:
    vietnamese, english = texts("vi"), texts("en")
    shared = vietnamese.keys() & english.keys()

    assert {key for key in shared if vietnamese[key] != english[key]} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_said_with_its_values(language: str) -> None:
    for key, names in texts(language).items():
        written = said(language, key)

        assert written.strip(), key
        assert all(f"<{name}>" in written for name in names), key


def test_a_value_may_be_as_long_as_all_milestones_of_a_conference() -> None:
    long = "Thông báo ý kiến kết luận. " * 400

    assert catalogue().text("vi", "milestones", list=long, code="H1") == long


def test_the_program_finds_every_text_that_the_files_hold() -> None:
    for language in LANGUAGES:
        missing = texts(language).keys() - catalogue().keys(language)

        assert missing == set()


def test_english_texts_hold_vietnamese_only_as_examples_and_names() -> None:
    allowed = ("Nguyễn Văn An", NAME_OF_THE_PROGRAM)
    for key in texts("en"):
        text = said("en", key)
        for name in allowed:
            text = text.replace(name, "")

        assert not VIETNAMESE.search(text), key


@pytest.mark.parametrize(("synonym", "term"), SYNONYMS.items())
def test_a_thing_has_one_name(synonym: str, term: str) -> None:
    word = re.compile(rf"(?<!\w){re.escape(synonym)}(?!\w)", re.IGNORECASE)
    wrong = [key for key in texts("vi") if word.search(said("vi", key))]

    assert wrong == [], f"say {term!r}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_button_that_a_text_names_exists_under_that_name(language: str) -> None:
    labels = {said(language, key) for key in texts(language)}
    page = PAGE_TEXTS.read_text("utf-8")
    named = {
        label for key in texts(language) for label in NAMED_BUTTON.findall(said(language, key))
    }

    assert {label for label in named if label not in labels and f"'{label}'" not in page} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_buttons_of_a_question_can_be_told_apart_when_they_are_typed(language: str) -> None:
    for message in messages(language):
        keys = [f"{message.id.name}.{attribute.id.name}" for attribute in message.attributes]
        labels = [fold(said(language, key)) for key in keys if not key.endswith(".title")]

        assert len(set(labels)) == len(labels), message.id.name


def docstrings(tree: ast.Module) -> set[int]:
    """The nodes that document and do nothing: docstrings, and strings that stand alone."""
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def vietnamese_strings(tree: ast.Module) -> list[str]:
    silent = docstrings(tree)
    return [
        f"line {node.lineno}: {node.value!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and len(node.value) > 1  # a lone letter is compared, not read
        and id(node) not in silent
        and VIETNAMESE.search(node.value.replace(NAME_OF_THE_PROGRAM, ""))
    ]


def test_no_vietnamese_text_stands_in_code() -> None:
    found = {path: vietnamese_strings(tree) for path, tree in modules() if path not in ALLOWED}

    assert {path: strings for path, strings in found.items() if strings} == {}


def test_each_file_that_may_hold_vietnamese_still_does() -> None:
    trees = dict(modules())

    assert [path for path in ALLOWED if not vietnamese_strings(trees[path])] == []


# Where code names a text: the call, the place of its key, and what is not a value of the text.
SAYERS = {"say": 0, "reply": 0, "text": 1, "find": 1, "command": 0, "fact": 0}
NOT_VALUES = {"choices", "facts", "files", "sensitive"}


def key_named_in(call: ast.Call) -> str | None:
    """The key that a call names as it stands; None where it names none or makes one up."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else None
    place = SAYERS.get(name or "")
    if place is None or len(call.args) <= place:
        return None
    key = call.args[place]
    return key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else None


def sayings() -> Iterator[tuple[str, str, ast.Call]]:
    """Where a text is said: the place, its key, and the call."""
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (key := key_named_in(node)) is not None:
                yield f"{path}:{node.lineno}", key, node


def test_every_text_that_code_names_is_in_the_catalogue() -> None:
    missing = {
        f"{where}: {key}" for where, key, _ in sayings() if "-" in key and key not in texts("vi")
    }

    assert missing == set()


def test_whoever_says_a_text_gives_it_all_its_values() -> None:
    lacking = {
        f"{where}: {key} lacks {sorted(needs)}"
        for where, key, call in sayings()
        if all(keyword.arg for keyword in call.keywords)
        and (needs := needed(key) - {str(keyword.arg) for keyword in call.keywords} - NOT_VALUES)
    }

    assert lacking == set()


def needed(key: str) -> frozenset[str]:
    """The values of a text and of its title."""
    known = texts("vi")
    return known.get(key, frozenset()) | known.get(f"{key}.title", frozenset())


def test_hints_that_conversations_give_are_in_the_catalogue() -> None:
    named = {
        keyword.value.value
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Misread"
        for keyword in node.keywords
        if keyword.arg == "key" and isinstance(keyword.value, ast.Constant)
    }

    assert named
    assert named - texts("vi").keys() == set()
