"""The programme before a session, and the minutes from what was recorded in it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from handlers.papers.session import Asked, Minutes, Programme, minutes, programme
from papers.held_by import writing_by
from papers.meeting import HOSTILE, NOTICE, Meeting
from papers.printing import pages_of, text_of
from storage.tables import Answer, LiveSession, Petition, SessionQuestion
from storage.tables.petition import Origin
from storage.tables.task import AnswerState
from storage.work import Work


def one_line(pdf: Path) -> str:
    return " ".join(text_of(pdf).split())


class TestTheProgramme:
    """hai-phong-13-hd V.2, tinh-1573-qd 8."""

    def test_it_has_the_steps_in_order_and_the_speakers(self, printed: dict[str, Path]) -> None:
        told = one_line(printed["programme"])

        assert told.index("Giới thiệu đại biểu") < told.index("Trả lời, giải trình")
        assert told.index("Vũ Văn Hùng") < told.index("Đặng Thị Ánh")
        assert "Rác thải chưa được" in told
        assert pages_of(printed["programme"]) == 1

    def test_rights_and_duties_stand_there_where_the_regulation_has_them(
        self, held: Meeting
    ) -> None:
        """tinh-1573-qd 11.1, 11.2."""

        def look(work: Work) -> Programme:
            view = programme(writing_by(held, work, "tinh-1573-qd")).view
            assert isinstance(view, Programme)
            return view

        view = held.place.database.read_now(look)

        assert len(view.rights) == 2 and len(view.duties) == 5
        assert view.starts == "8 giờ"


class TestTheMinutes:
    """What was recorded stands there; for the rest there is room."""

    def view(self, held: Meeting) -> Minutes:
        def look(work: Work) -> Minutes:
            view = minutes(held.writing(work)).view
            assert isinstance(view, Minutes)
            return view

        return held.place.database.read_now(look)

    def test_they_say_who_chaired_and_when(self, printed: dict[str, Path]) -> None:
        told = one_line(printed["minutes"])

        assert "khai mạc lúc 8 giờ, thứ Ba, 4/11/2025." in told
        assert "3. Chủ trì: Bí thư Đảng ủy." in told
        assert "4. Thư ký: ........" in told
        assert "Nguyễn Thị Minh" in told

    def test_they_say_what_was_concluded_of_each_matter(self, held: Meeting) -> None:
        view = self.view(held)

        assert [one.outcome for one in view.matters][:3] == [
            "đã giải quyết, trả lời tại hội nghị",
            "đã giải quyết, trả lời tại hội nghị",
            "giao Phòng Kinh tế trả lời, chậm nhất 03/12/2025",
        ]
        assert list(view.conclusion) == ["Đã xem xét các việc."]

    def test_what_was_raised_and_answered_there_stands_in_them(self, held: Meeting) -> None:
        """An answer that came later is not told of the session."""

        def look(work: Work) -> Minutes:
            road, _, land, _, _, school, _ = work.session.exec(
                select(Petition).order_by(col(Petition.id))
            )
            school.origin = Origin.SESSION
            answers = list(work.session.exec(select(Answer)))
            for answer in answers:
                answer.state = AnswerState.PUBLISHED
            assert [answer.petition_id for answer in answers] == [road.id, land.id]
            work.session.flush()
            view = minutes(held.writing(work)).view
            assert isinstance(view, Minutes)
            return view

        view = held.place.database.read_now(look)

        assert view.matters[0].answer == "Đường được sửa trong quý I/2026."
        assert [one.name for one in view.raised] == ["Bùi Thị Lan"]

    def test_the_words_of_a_citizen_stand_there_as_they_are(
        self, held: Meeting, printed: dict[str, Path]
    ) -> None:
        assert HOSTILE in [one.content for one in self.view(held).matters]
        assert "<vật tư>" in text_of(printed["minutes"])

    def test_of_a_session_in_the_hall_no_questions_of_phones_are_spoken(
        self, held: Meeting, printed: dict[str, Path]
    ) -> None:
        assert self.view(held).questions is None
        assert "phiên trực tuyến" not in text_of(printed["minutes"])


class TestQuestionsOfTheSession:
    """Those of an online session, in the order in which they were put."""

    @pytest.fixture
    def asked(self, held: Meeting) -> list[Asked]:
        def question(number: int, **values: Any) -> SessionQuestion:
            row = {
                "commune_id": 1,
                "conference_id": 1,
                "number": number,
                "person_id": 1,
                "address_id": 1,
                "name": "Phạm Thị Mai",
                "text": "Bao giờ có nước sạch?",
                "state": "answered",
                "asked_at": NOTICE,
                "changed_at": NOTICE,
                **values,
            }
            return SessionQuestion(**row)

        def look(work: Work) -> list[Asked]:
            work.session.add(
                LiveSession(commune_id=1, conference_id=1, opened_at=NOTICE, opened_by=1)
            )
            later = NOTICE + timedelta(minutes=9)
            work.session.add(question(1, called_at=later, answered_by="Chủ tịch", note="Quý I."))
            work.session.add(question(2, called_at=NOTICE, answered_by="Bí thư"))
            work.session.add(question(3, state="refused", reason="ngoài nội dung"))
            work.session.flush()
            view = minutes(held.writing(work)).view
            assert isinstance(view, Minutes) and view.questions is not None
            return list(view.questions)

        return held.place.database.read_now(look)

    def test_they_stand_in_the_order_of_their_turns(self, asked: list[Asked]) -> None:
        assert [one.number for one in asked] == [2, 1, 3]

    def test_the_answer_that_was_noted_stands_beside(self, asked: list[Asked]) -> None:
        answered = asked[1]

        assert (answered.who, answered.note, answered.time) == ("Chủ tịch", "Quý I.", "9 giờ 09")

    def test_why_one_was_not_put_stands_there_too(self, asked: list[Asked]) -> None:
        assert (asked[2].state, asked[2].note) == ("không đưa ra phiên", "ngoài nội dung")
