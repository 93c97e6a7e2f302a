"""Similar opinions stand side by side: suggested, confirmed by an officer, never merged."""

from collections.abc import Iterator

import pytest
from stage import Actor, Program
from stage.answers import enrol_agency, give
from stage.scenes import Scenes
from stage.steps import answer
from stage.walks import CONFERENCE, code_of, enrol, everywhere, publish_group, register
from states.invariants import check

from dialogue.roles import Role
from storage.tables import Audit, OpinionGroup, Petition

FLOODED = "Tuyến đường ở thôn Đông xuống cấp, cứ mưa to là ngập nước, đi lại rất khổ."
LIGHT = "Đề nghị lắp đèn chiếu sáng ở nhà văn hóa."


def twins(an: Actor, binh: Actor) -> tuple[str, str]:
    """Two people about one road."""
    return register(an), register(binh, FLOODED)


def grouped(chi: Actor, *, title: str = "Sửa đường thôn Đông") -> Actor:
    chi.say("/gom DT2510").press("Gợi ý: 2 ý kiến giống XM25-0001")
    return chi.press("Gom 2 ý kiến này").say(title)


def groups_of(program: Program) -> list[int | None]:
    return [petition.group_id for petition in program.all_of(Petition)]


class TestGrouping:
    """/gom: an officer reads what is suggested and decides."""

    @everywhere
    def test_a_paraphrase_is_suggested_and_confirmed(
        self, sqlite_program: Program, an: Actor, binh: Actor, channel: str
    ) -> None:
        chi = enrol(Actor(program=sqlite_program, name="chi", channel=channel))
        twins(an, binh)
        grouped(chi)

        assert "Đã gom 2 ý kiến vào nhóm “Sửa đường thôn Đông”." in chi.text
        assert groups_of(sqlite_program) == [1, 1]

    def test_each_keeps_its_code_and_its_words(self, an: Actor, binh: Actor, chi: Actor) -> None:
        codes = twins(an, binh)
        grouped(chi).press("Các nhóm của hội nghị").press("Sửa đường thôn Đông (2 ý kiến)")

        assert all(code in chi.text for code in codes)
        assert FLOODED in chi.text

    def test_what_is_another_matter_is_not_suggested(
        self, an: Actor, binh: Actor, chi: Actor
    ) -> None:
        register(an)
        register(binh, LIGHT)

        assert "0 gợi ý" in chi.say("/gom DT2510").text

    def test_one_is_left_out_before_it_is_confirmed(
        self, an: Actor, binh: Actor, chi: Actor
    ) -> None:
        _, second = twins(an, binh)
        chi.say("/gom DT2510").press("Gợi ý: 2 ý kiến giống XM25-0001").press(f"Bỏ {second}")
        chi.press("Gom 1 ý kiến này").say("Sửa đường")

        assert groups_of(chi.program) == [1, None]

    def test_one_is_added_and_taken_out_later(self, an: Actor, binh: Actor, chi: Actor) -> None:
        register(an)
        other = register(binh, LIGHT)
        chi.say("/gom DT2510").press("Tạo nhóm mới").say("Đèn đường").press("Thêm ý kiến")
        chi.press(other)
        assert groups_of(chi.program) == [None, 1]

        chi.press(f"Bỏ {other}")

        assert groups_of(chi.program) == [None, None]

    def test_an_opinion_is_in_one_group_only(self, an: Actor, binh: Actor, chi: Actor) -> None:
        code, _ = twins(an, binh)
        grouped(chi).say("/gom DT2510").press("Tạo nhóm mới").say("Khác")

        assert "Chưa ghi gì" in chi.say(f"/gom DT2510 them 2 {code}").text
        assert groups_of(chi.program) == [1, 1]

    def test_without_a_conference_they_are_offered(self, chi: Actor) -> None:
        assert any(label.startswith("DT2510") for label in chi.say("/gom").labels)

    def test_an_agency_may_not(self, dung: Actor) -> None:
        assert "không làm việc này được" in dung.say("/gom DT2510").text

    def test_the_front_may(self, sqlite_program: Program) -> None:
        front = enrol(Actor(program=sqlite_program, name="tam"), "Vũ Thị Tâm", Role.FRONT)

        assert "0 gợi ý" in front.say("/gom DT2510").text

    def test_another_commune_does_not_see_it(self, an: Actor, binh: Actor, chi: Actor) -> None:
        twins(an, binh)
        chi.program.add_neighbour()
        mai = Actor(program=chi.program, name="mai", account="ben")
        mai.say(f"/thamgia {chi.program.invite(commune='ben')}").say("Đỗ Thị Mai")

        assert "XM25" not in mai.say("/gom DT2510").text

    def test_the_author_reads_in_the_history_that_it_stands_beside_others(
        self, an: Actor, binh: Actor, chi: Actor
    ) -> None:
        code, _ = twins(an, binh)
        grouped(chi)

        assert "được xếp cạnh các ý kiến cùng nội dung" in an.say(f"/xem {code}").text


class TestVoice:
    """A published group: others add their voice, with words and a code of their own."""

    @pytest.fixture
    def published(self, an: Actor, binh: Actor, chi: Actor) -> Actor:
        twins(an, binh)
        return grouped(chi).press("Công bố nhóm")

    def third(self, chi: Actor, channel: str = "web") -> Actor:
        third = Actor(program=chi.program, name="third", channel=channel)
        third.open().press("Gửi câu hỏi, kiến nghị").press("Tôi đồng ý").press(CONFERENCE)
        third.press("Chỉ gửi nội dung").say("Trần Văn Cường").press("Thôn Đông")
        third.press("Người dân").press("Cho bản thân, gia đình").say("0987654321")
        third.press("Tôi không rõ").say("Đường thôn Đông ngập, hỏng hết rồi.").press("Xong")
        return third.press("Gửi")

    @everywhere
    def test_a_voice_is_a_petition_of_its_own(self, published: Actor, channel: str) -> None:
        third = self.third(published, channel)
        third.press("Cùng nêu: Sửa đường thôn Đông")

        assert code_of(third) == "XM25-0003"
        assert groups_of(published.program) == [1, 1, 1]

    def test_nobody_reads_the_words_of_another(self, published: Actor) -> None:
        third = self.third(published)

        assert "Nhiều người dân đã nêu việc này" in third.text
        assert FLOODED not in third.text
        assert "Nguyễn Văn An" not in third.text

    def test_it_may_be_sent_by_itself(self, published: Actor) -> None:
        third = self.third(published).press("Gửi riêng, không vào nhóm")

        assert code_of(third) == "XM25-0003"
        assert groups_of(published.program)[-1] is None

    def test_a_group_that_is_published_no_longer_is_not_offered(self, published: Actor) -> None:
        published.press("Thôi công bố")

        assert code_of(self.third(published)) == "XM25-0003"

    def test_one_that_was_taken_back_meanwhile_leads_back_to_the_summary(
        self, published: Actor
    ) -> None:
        third = self.third(published)
        published.press("Thôi công bố")
        third.press("Cùng nêu: Sửa đường thôn Đông").press("Gửi")

        assert code_of(third) == "XM25-0003"

    def test_another_matter_is_asked_nothing(self, an: Actor, binh: Actor) -> None:
        publish_group(an)
        register(binh, LIGHT)

        assert len(binh.program.all_of(OpinionGroup)) == 1
        assert groups_of(binh.program) == [None]


class TestVoiceFromTheSchedule:
    """What several people have raised stands in the schedule, with a button to join them."""

    @pytest.fixture
    def third(self, scenes: Scenes) -> Iterator[Actor]:
        """Somebody else; An and Bình have raised the road, and the office shows it."""
        with scenes.at("a published group", _publish) as an:
            yield Actor(program=an.program, name="third")

    def join(self, third: Actor) -> Actor:
        third.say("/lich").press("Cùng nêu: Sửa đường thôn Đông").press("Tôi đồng ý")
        third.press("Chỉ gửi nội dung").say("Trần Văn Cường").press("Thôn Đông")
        third.press("Người dân").press("Cho bản thân, gia đình").press("Không cần")
        return third.press("Tôi không rõ")

    def test_it_is_shown_with_how_many_and_without_their_words(self, third: Actor) -> None:
        third.say("/lich")

        assert "Sửa đường thôn Đông (số ý kiến: 2)" in third.text
        assert FLOODED not in third.text

    def test_a_voice_is_counted_and_has_a_code_of_its_own(self, third: Actor) -> None:
        self.join(third).press("Tôi cũng nêu việc này").press("Xong")
        assert ("Cùng nêu", "Sửa đường thôn Đông") in third.last.facts
        third.press("Gửi")

        assert code_of(third) == "XM25-0003"
        assert groups_of(third.program) == [1, 1, 1]
        assert "(số ý kiến: 3)" in third.say("/lich").text
        assert third.program.database.read_now(check) == []

    def test_words_of_ones_own_are_sent_with_it(self, third: Actor) -> None:
        self.join(third).say("Xe cứu thương không vào được.").press("Xong").press("Gửi")

        assert "Xe cứu thương" in third.press("Xem diễn biến").text
        assert groups_of(third.program)[-1] == 1

    def test_it_gets_the_answer_under_its_own_code(self, third: Actor) -> None:
        self.join(third).press("Tôi cũng nêu việc này").press("Xong").press("Gửi")
        give(third.program, "XM25-0001")
        dung = enrol_agency(Actor(program=third.program, name="dung"))
        answer(dung, "XM25-0001", "Sẽ sửa trong quý này.", "12/KT")
        Actor(program=third.program, name="chi").say("/duyet XM25-0001").press("Công bố")
        third.read()

        assert "XM25-0003" in third.text
        assert "Sẽ sửa trong quý này." in third.text

    def test_another_conference_is_another_matter(self, third: Actor) -> None:
        self.join(third).press("Tôi cũng nêu việc này").press("Xong").press("Sửa")
        third.press("Hội nghị").press("Hòm thư chung (không theo hội nghị)").press("Gửi")

        assert groups_of(third.program)[-1] is None

    def test_what_the_office_shows_no_more_is_sent_by_itself(self, third: Actor) -> None:
        self.join(third).press("Tôi cũng nêu việc này").press("Xong")
        Actor(program=third.program, name="chi").say("/gom DT2510 thoicongbo 1")
        third.press("Gửi")

        assert code_of(third) == "XM25-0003"
        assert groups_of(third.program)[-1] is None

    @pytest.mark.parametrize("words", ["DT2510 9", "DT2510 x", "H9 1", "DT2510 1 1", "1"])
    def test_a_group_that_is_not_there_is_a_petition_like_any_other(
        self, third: Actor, words: str
    ) -> None:
        third.say(f"/gui {words}")

        assert "Tôi đồng ý" in third.labels

    def test_who_shows_it_and_who_hides_it_is_on_record(self, third: Actor) -> None:
        Actor(program=third.program, name="chi").say("/gom DT2510 thoicongbo 1")
        kinds = [
            one.action for one in third.program.all_of(Audit) if one.subject == "opinion_group"
        ]

        assert kinds == ["group_made", "group_published", "group_unpublished"]


def _publish(an: Actor) -> None:
    twins(an, Actor(program=an.program, name="binh"))
    chi = enrol(Actor(program=an.program, name="chi"))
    grouped(chi).press("Công bố nhóm")
