"""The list of a dossier, as it is printed and as it counts."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from handlers.papers.contents import Contents, contents, with_lost
from handlers.papers.dossier import Dossier, dossier_of
from handlers.papers.dossier_zip import made
from handlers.papers.listed import PAPERS
from handlers.papers.writing import Writing
from papers.meeting import Meeting
from papers.printing import pages_of, text_of
from storage.blobs import Blobs


def dossier(held: Meeting) -> Dossier:
    return held.place.database.read_now(
        lambda work: dossier_of(held.writing(work), tuple(PAPERS), files=True)
    )


def shown(held: Meeting, change: Callable[[Dossier], Dossier] = lambda it: it) -> Contents:
    """What the list says of the conference, or of a dossier that is changed a little."""

    def compose(writing: Writing) -> Contents:
        found = dossier_of(writing, tuple(PAPERS), files=True)
        view = contents(writing, change(found)).view
        assert isinstance(view, Contents)
        return view

    return held.place.database.read_now(lambda work: compose(held.writing(work)))


def test_its_cover_names_who_keeps_it(printed: dict[str, Path]) -> None:
    cover, *_ = text_of(printed["dossier_contents"]).split("\f")

    assert "HỘI NGHỊ ĐỐI THOẠI" in cover
    assert "Văn phòng Đảng ủy" in cover.partition("Nơi lưu hồ sơ")[2]


def test_it_lists_what_the_regulation_asks_for_by_phase(printed: dict[str, Path]) -> None:
    """hai-phong-13-hd V.4.2."""
    told = " ".join(text_of(printed["dossier_contents"]).split())

    before = told.index("Trước hội nghị (V.4.2(1))")
    session = told.index("Trong hội nghị (V.4.2(2))")
    after = told.index("Sau hội nghị (V.4.2(3))")
    assert before < session < after
    assert pages_of(printed["dossier_contents"]) <= 4


def test_who_owes_is_named_and_a_paper_if_any_is_not_missing(held: Meeting) -> None:
    said = shown(held)
    (results,) = [row for part in said.parts for row in part.rows if "kết quả" in row.title]

    assert "Phòng Kinh tế (1 nội dung chưa trả lời)" in results.missing
    assert not [line for line in said.missing if "tiếp tục kiến nghị" in line]


def test_a_signed_notice_that_was_issued_as_words_is_not_signed(held: Meeting) -> None:
    """The notice of the scene has a number and words, and no file."""
    entry = dossier(held).find("conclusion_notice")

    assert entry is not None and not entry.signed


def test_a_dossier_without_anything_says_so(held: Meeting) -> None:
    empty = shown(held, lambda it: replace(it, entries=(), extra=(), petition_files=()))

    assert (empty.parts, empty.others, empty.missing, empty.petition_files) == ((), (), (), "")


def test_a_file_that_is_lost_is_named_in_the_list(held: Meeting) -> None:
    def compose(writing: Writing) -> bytes:
        found = dossier_of(writing, tuple(PAPERS))
        return with_lost(contents(writing, found), ["1. Trước/đơn & <thư>.pdf"]).write().data

    data = held.place.database.read_now(lambda work: compose(held.writing(work)))
    said = zipfile.ZipFile(BytesIO(data)).read("word/document.xml").decode()

    assert "đơn &amp; &lt;thư&gt;.pdf" in said


@pytest.mark.parametrize("ending", [".docx", "SHA256SUMS.txt"])
def test_the_archive_of_a_played_conference_is_whole(
    held: Meeting, tmp_path: Path, ending: str
) -> None:
    archive = held.place.database.read_now(lambda work: made(held.writing(work)))
    out = BytesIO()
    archive.pour(out, Blobs(tmp_path).path)
    opened = zipfile.ZipFile(out)

    assert opened.testzip() is None
    assert [name for name in opened.namelist() if name.endswith(ending)]
