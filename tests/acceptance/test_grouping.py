"""Similar opinions stand side by side: suggested, confirmed by an officer, never merged."""

import pytest
from stage import Actor, Program
from stage.walks import CONFERENCE, code_of, enrol, everywhere, publish_group, register

from dialogue.roles import Role
from storage.tables import OpinionGroup, Petition

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
