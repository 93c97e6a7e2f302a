"""Word files are filled with texts as they are; a template's mistake is named."""

import io
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document

from documents.errors import BrokenTemplate
from documents.templates import Templates, shipped
from documents.word import fill

HOSTILE = 'A & B <i>"x"</i> {{ 7*7 }} {% if %} =1+1 🙂'


def template(*paragraphs: str) -> bytes:
    page = Document()
    for text in paragraphs:
        page.add_paragraph(text)
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def said(file: bytes) -> list[str]:
    return [one.text for one in Document(io.BytesIO(file)).paragraphs]


@dataclass(frozen=True, kw_only=True)
class View:
    """What the paper of these tests says."""

    words: str = "đã họp"


class TestFilling:
    """Values are texts, whatever they hold."""

    def test_a_text_that_looks_like_code_stands_there_as_it_is(self) -> None:
        assert said(fill(template("{{ words }}"), {"words": HOSTILE})) == [HOSTILE]

    def test_what_a_word_file_cannot_hold_is_left_out(self) -> None:
        assert said(fill(template("{{ words }}"), {"words": "a\x00b\x0b\ud800c\ufffe"})) == ["abc"]

    def test_lines_stay_lines(self) -> None:
        assert said(fill(template("{{ words }}"), {"words": "một\r\nhai"})) == ["một\nhai"]

    @pytest.mark.parametrize("mistake", ["{{ wrods }}", "{% if %}", "{{ words.upper.x }}"])
    def test_a_mistake_in_a_template_is_no_empty_place(self, mistake: str) -> None:
        with pytest.raises(BrokenTemplate):
            fill(template(mistake), {"words": "a"})

    def test_a_mistake_is_told_with_the_words_around_it(self) -> None:
        with pytest.raises(BrokenTemplate) as broken:
            fill(template("Kính gửi", "{% if words %}", "Nhân dân"), {"words": "a"})

        assert "Nhân dân" in broken.value.place

    def test_a_template_reaches_nothing_but_its_values(self) -> None:
        with pytest.raises(BrokenTemplate):
            fill(template("{{ words.__class__.__mro__[1].__subclasses__() }}"), {"words": "a"})


class TestOwnTemplates:
    """A commune edits a copy in Word; it wins until it is broken."""

    @pytest.fixture
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        (tmp_path / "anbien").mkdir()
        (tmp_path / "shipped").mkdir()
        (tmp_path / "shipped" / "notice.docx").write_bytes(template("Sẵn có: {{ words }}"))
        monkeypatch.setattr("documents.templates.SHIPPED", tmp_path / "shipped")
        return tmp_path

    def test_the_communes_own_is_used(self, folder: Path) -> None:
        (folder / "anbien" / "notice.docx").write_bytes(template("Của xã: {{ words }}"))
        filled = Templates(own=folder).fill("anbien", "notice", View())

        assert (said(filled.data), filled.fault) == (["Của xã: đã họp"], "")

    def test_another_commune_has_the_shipped_one(self, folder: Path) -> None:
        (folder / "anbien" / "notice.docx").write_bytes(template("Của xã: {{ words }}"))

        assert said(Templates(own=folder).fill("ben", "notice", View()).data) == ["Sẵn có: đã họp"]

    @pytest.mark.parametrize("broken", [template("{{ wrods }}"), b"PK\x03\x04", b""])
    def test_a_broken_one_keeps_no_paper_back(self, folder: Path, broken: bytes) -> None:
        (folder / "anbien" / "notice.docx").write_bytes(broken)
        filled = Templates(own=folder).fill("anbien", "notice", View())

        assert said(filled.data) == ["Sẵn có: đã họp"]
        assert filled.fault != ""


def test_every_shipped_template_is_what_its_drawing_makes() -> None:
    """`make templates` was run after the last change; edited copies belong to the communes."""
    from templates.__main__ import DRAWN

    def parts(data: bytes) -> str:
        return Document(io.BytesIO(data)).element.xml

    assert {name: parts(shipped(name)) for name in DRAWN} == {
        name: parts(draw()) for name, draw in DRAWN.items()
    }
