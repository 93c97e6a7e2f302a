"""Of a conference little is known yet: its papers have room, and Word opens them."""

import io
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn

from handlers.papers.listed import PAPERS
from handlers.papers.writing import Writing
from papers.held_by import writing_by
from papers.meeting import Meeting
from storage.work import Work

KEYS = (
    *("plan", "task_assignment", "invitation", "invitations", "public_notice"),
    *("speakers", "opinion_slip", "programme", "minutes"),
)


def writing(held: Meeting, work: Work) -> Writing:
    """No list, no tasks, no numbers, nobody in charge; the program has no address of its own."""
    bare = {"id": 999, "office": "", "capacity": None, "participants": None}
    known = writing_by(held, work, "hai-phong-13-hd", **bare)
    voice = replace(known.voice, house=replace(known.voice.house, public_url=""))
    return replace(known, voice=voice)


@pytest.mark.parametrize("key", KEYS)
def test_a_paper_has_room_for_what_is_not_known(held: Meeting, key: str) -> None:
    made = held.place.database.read_now(lambda work: PAPERS[key].compose(writing(held, work)))
    page = Document(io.BytesIO(made.write().data))
    words = "".join(text.text or "" for text in page.element.body.iter(qn("w:t")))

    assert "None" not in words and "{{" not in words
    # Word opens no file in which a cell has no paragraph.
    assert all(cell[-1].tag == qn("w:p") for cell in page.element.body.iter(qn("w:tc")))


def test_a_list_that_nobody_is_on_says_so_or_has_room(held: Meeting) -> None:
    def text(key: str) -> str:
        made = held.place.database.read_now(lambda work: PAPERS[key].compose(writing(held, work)))
        page = Document(io.BytesIO(made.write().data))
        return "\n".join(one.text for one in page.paragraphs)

    assert "Chưa có ai đăng ký." in text("programme")
    assert "Không có người đăng ký trước." in text("minutes")
    assert "Không có ý kiến nào được ghi trước hội nghị." in text("minutes")
