"""A draft survives: the end of the program, days of silence, a conference that closes meanwhile."""

import pytest
from sqlmodel import select
from stage import Actor, Program
from stage.walks import (
    CONFERENCE,
    ROAD,
    WAYS,
    code_of,
    everywhere,
    lead_to,
    open_question,
    press,
    register,
    write,
)

from handlers.messages import FileRef, Kind
from storage.tables import Conversation, Person, Petition, PetitionPart
from storage.work import Work

QUESTIONS = sorted(WAYS)
TO_RESUME = "Ông/Bà muốn viết tiếp hay bắt đầu lại?"
# Questions at which there is a draft to go on with.
WITH_DRAFT = [
    question for question in QUESTIONS if question not in ("consenting", "asking_to_resume")
]


def texts(actor: Actor) -> list[str]:
    return [part.text for part in actor.program.all_of(PetitionPart)]


def draft_of(actor: Actor) -> Petition:
    return actor.program.all_of(Petition)[-1]


@everywhere
def test_a_draft_goes_on_after_the_program_was_started_anew(an: Actor) -> None:
    lead_to(an, "asking_village")

    an.program = Program(database=an.program.database, events=an.program.events)
    an.press("Thôn Đông")

    assert an.text.startswith("Chức vụ hoặc đơn vị của Ông/Bà là gì?")


@pytest.mark.parametrize("question", WITH_DRAFT)
def test_who_comes_back_after_long_is_asked_whether_to_go_on(asked: Actor, question: str) -> None:
    asked.program.wait(hours=13)

    assert TO_RESUME in asked.say("Tôi quay lại đây.").text
    assert asked.labels == ["Viết tiếp", "Bắt đầu lại"]


def test_within_half_a_day_nobody_is_asked(an: Actor) -> None:
    lead_to(an, "asking_name").program.wait(hours=11)

    assert an.say("Nguyễn Văn An").text.startswith("Ông/Bà ở thôn")


@pytest.mark.parametrize("question", WITH_DRAFT)
def test_going_on_leads_to_the_question_that_was_open(asked: Actor, question: str) -> None:
    asked.program.wait(hours=13)
    asked.press_value("0.old").press("Viết tiếp")

    assert open_question(asked) == question


@everywhere
def test_the_answer_given_meanwhile_is_not_lost(an: Actor) -> None:
    lead_to(an, "asking_name").program.wait(hours=13)
    an.say("Nguyễn Văn An").press("Viết tiếp")

    assert draft_of(an).name == "Nguyễn Văn An"
    assert an.text.startswith("Ông/Bà ở thôn (tổ dân phố) nào?")


@everywhere
def test_a_button_pressed_after_three_days_is_not_lost(an: Actor) -> None:
    lead_to(an, "asking_position").program.wait(days=3)
    an.press("Người dân").press("Viết tiếp")

    assert draft_of(an).position == "Người dân"


def test_an_album_that_comes_after_three_days_is_content_in_its_order(an: Actor) -> None:
    """The second photo arrives before anybody can answer whether to go on."""
    lead_to(an, "writing").say(ROAD).program.wait(days=3)
    an.send_photo("Ảnh một", album="7").send_photo(album="7").send_photo(album="7")
    an.press("Viết tiếp")

    assert texts(an) == [ROAD, "Ảnh một", "", "", ""]
    assert "Nội dung đã có 4 tin." in an.text


def test_photos_that_come_while_a_name_is_open_are_content_too(an: Actor) -> None:
    lead_to(an, "asking_to_resume").send_photo().press("Viết tiếp")

    assert texts(an) == [ROAD, ""]


@everywhere
def test_beginning_anew_drops_the_draft_and_the_old_answer(an: Actor) -> None:
    lead_to(an, "asking_village").program.wait(hours=13)
    an.say("Thôn Đông").press("Bắt đầu lại")

    assert "Ông/Bà muốn gửi tới hội nghị nào?" in an.text
    assert [(d.name, d.village_id) for d in an.program.all_of(Petition)] == [("", None)]


def test_content_written_before_beginning_anew_is_the_new_draft_s(an: Actor) -> None:
    lead_to(an, "writing").say(ROAD).program.wait(days=3)
    an.say("Cầu thôn Đoài hỏng.").press("Bắt đầu lại")

    assert texts(an) == ["Cầu thôn Đoài hỏng."]


def test_begin_again_may_be_typed_as_the_question_says_it(an: Actor) -> None:
    lead_to(an, "asking_to_resume").say("bắt đầu lại")

    assert open_question(an) == "choosing_conference"


def test_a_number_typed_after_a_week_drops_no_draft(an: Actor) -> None:
    """It may be meant for a notice that came in between."""
    lead_to(an, "asking_to_resume").program.wait(days=7)
    an.say("2")

    assert TO_RESUME in an.text
    assert texts(an) == [ROAD]


def test_a_way_back_remains_after_going_on(an: Actor) -> None:
    lead_to(an, "asking_village").program.wait(hours=13)
    an.say("Thôn Đông").press("Viết tiếp").press("‹ Quay lại")

    assert open_question(an) == "asking_village"


@pytest.mark.parametrize("question", ["asking_name", "asking_behalf", "writing"])
def test_a_draft_left_by_the_menu_goes_on_where_it_was(asked: Actor, question: str) -> None:
    asked.say("/start")
    assert "đang viết dở" in asked.text

    asked.press("Gửi câu hỏi, kiến nghị").press("Viết tiếp")

    assert open_question(asked) == question


def test_a_draft_left_while_it_was_edited_goes_on_at_its_summary(an: Actor) -> None:
    """Nothing that was answered is asked again."""
    lead_to(an, "choosing_change").press("Họ và tên").say("/gui").press("Viết tiếp")

    assert open_question(an) == "reviewing"


class TestConferenceClosed:
    """The registration of the draft's conference ends in between."""

    def test_while_it_is_chosen_how_to_take_part(self, an: Actor) -> None:
        lead_to(an, "choosing_want").program.close_registration()
        an.program.wait(hours=13)
        an.press("Đến dự và phát biểu").press("Viết tiếp")

        assert open_question(an) == "choosing_conference"
        assert an.labels == ["Hòm thư chung (không theo hội nghị)", "‹ Quay lại"]

    def test_later_answers_are_kept_and_the_summary_says_it(self, an: Actor) -> None:
        lead_to(an, "writing").program.close_registration()
        an.program.wait(days=3)
        an.say(ROAD).press("Viết tiếp").press("Xong").press("Gửi")

        assert "Hội nghị này vừa hết hạn đăng ký." in an.text
        assert texts(an) == [ROAD]

    def test_it_is_then_sent_to_the_box(self, an: Actor) -> None:
        """A person who was too late is never left without a way."""
        lead_to(an, "reviewing").program.close_registration()
        an.press("Gửi").press("Sửa").press("Hội nghị")
        an.press("Hòm thư chung (không theo hội nghị)").press("Gửi")

        assert code_of(an) == "XM25-0001"
        assert draft_of(an).seat == "not_wanted"


def test_who_has_not_agreed_to_the_new_text_is_asked_before_going_on(an: Actor) -> None:
    lead_to(an, "asking_village")

    def new_text(work: Work) -> None:
        for person in work.session.exec(select(Person)):
            person.consent_version = "2025-01"

    an.program.change(new_text)
    an.say("/gui").press("Viết tiếp")

    assert "Ông/Bà có đồng ý không?" in an.text
    an.press("Tôi đồng ý")
    assert draft_of(an).name == "Nguyễn Văn An"


class TestEveryQuestion:
    """Back, reset and help work at each of them."""

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_back_leads_to_the_question_before_or_says_that_there_is_none(
        self, asked: Actor, question: str
    ) -> None:
        asked.say("quay lại")

        expected = {
            "consenting": "consenting",
            "asking_to_resume": "asking_to_resume",
            "choosing_conference": "consenting",
            "choosing_want": "choosing_conference",
            "asking_rule": "choosing_want",
            "barred": "asking_rule",
            "asking_name": "asking_rule",
            "asking_village": "asking_name",
            "asking_position": "asking_village",
            "asking_behalf": "asking_position",
            "asking_behalf_name": "asking_behalf",
            "asking_group_size": "asking_behalf",
            "asking_phone": "asking_behalf",
            "asking_field": "asking_phone",
            "writing": "asking_field",
            "reviewing": "writing",
            "choosing_change": "reviewing",
            "joining_group": "reviewing",
        }
        assert open_question(asked) == expected[question]

    @pytest.mark.parametrize("question", ["barred", "asking_group_size", "choosing_change"])
    def test_back_and_on_again_loses_nothing(self, asked: Actor, question: str) -> None:
        """All the way back and forward again comes to the same petition."""
        for _ in range(20):
            asked.say("quay lại")
        asked.say("/start")
        if asked.program.all_of(Petition):
            asked.press("Gửi câu hỏi, kiến nghị").press("Bắt đầu lại")
        else:
            asked.press("Gửi câu hỏi, kiến nghị").press("Tôi đồng ý")
        for step in (press(CONFERENCE), *WAYS["reviewing"][3:], press("Gửi")):
            step(asked)

        assert code_of(asked) == "XM25-0001"

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_a_reset_word_leads_to_the_menu_and_keeps_the_draft(
        self, asked: Actor, question: str
    ) -> None:
        before = len(asked.program.all_of(Petition))
        asked.say("hủy")

        assert asked.last.title == "Xin chào Ông/Bà"
        assert len(asked.program.all_of(Petition)) == before

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_help_is_given_and_the_question_stays_open(self, asked: Actor, question: str) -> None:
        asked.say("giúp")

        assert "Ông/Bà có thể:" in asked.text
        assert "Câu đang hỏi dở:" in asked.last.text
        assert open_question(asked) == question

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_the_schedule_is_shown_and_the_question_stays_open(
        self, asked: Actor, question: str
    ) -> None:
        asked.say("/lich")

        assert "Lịch đối thoại" in asked.text
        assert open_question(asked) == question


@pytest.mark.parametrize("word", ["quay lại", "QUAY LAI", " Quay  lại ", "back", "Trở lại"])
def test_back_is_understood_however_it_is_written(an: Actor, word: str) -> None:
    assert open_question(lead_to(an, "asking_village").say(word)) == "asking_name"


@pytest.mark.parametrize("word", ["MENU", "trang chu", "Thôi", "/huy", "/start", "/HỦY"])
def test_the_reset_is_understood_however_it_is_written(an: Actor, word: str) -> None:
    assert open_question(lead_to(an, "asking_village").say(word)) == ""


@pytest.mark.parametrize("words", ["Tôi xin quay lại chuyện cái cầu", "Xin trợ giúp hộ nghèo"])
def test_words_that_work_everywhere_do_so_only_as_a_whole_message(an: Actor, words: str) -> None:
    lead_to(an, "writing").say(words)

    assert texts(an) == [words]


def test_a_question_that_the_program_no_longer_has_is_told_and_the_draft_is_kept(
    an: Actor,
) -> None:
    """A conversation whose state no longer exists starts again politely."""
    lead_to(an, "asking_village")

    def rename(work: Work) -> None:
        for conversation in work.session.exec(select(Conversation)):
            conversation.state = "Intake:asking_hamlet"

    an.program.change(rename)
    an.say("Thôn Đông")

    assert "Hệ thống vừa được nâng cấp" in an.text
    an.press("Gửi câu hỏi, kiến nghị").press("Viết tiếp")
    assert open_question(an) == "asking_village"


def test_a_draft_left_at_a_question_that_no_longer_is_goes_on_at_the_first(an: Actor) -> None:
    lead_to(an, "asking_village")

    def rename(work: Work) -> None:
        for draft in work.session.exec(select(Petition)):
            draft.question = "asking_hamlet"

    an.program.change(rename)
    an.say("/gui").press("Viết tiếp")

    assert open_question(an) == "asking_name"


def test_a_second_petition_does_not_touch_the_first(an: Actor) -> None:
    register(an)
    an.press("Về trang đầu").press("Gửi câu hỏi, kiến nghị").press(CONFERENCE)
    write("3")(an)

    assert [p.code for p in an.program.all_of(Petition)] == ["XM25-0001", None]


def test_a_message_within_the_minute_is_kept_without_touching_the_draft_again(an: Actor) -> None:
    """When it was touched last decides after days when it is forgotten: a minute is precise."""
    lead_to(an, "writing").say(ROAD)
    before = draft_of(an).changed_at
    an.program.wait(seconds=30)
    an.say("Mưa là ngập.")

    assert texts(an) == [ROAD, "Mưa là ngập."]
    assert draft_of(an).changed_at == before


def test_a_message_that_comes_later_touches_the_draft(an: Actor) -> None:
    lead_to(an, "writing").say(ROAD)
    an.program.wait(minutes=2)
    an.say("Mưa là ngập.")

    assert draft_of(an).changed_at == an.program.now


def test_an_answer_touches_the_draft_at_once(an: Actor) -> None:
    lead_to(an, "writing").say(ROAD)
    an.program.wait(seconds=30)
    an.press("Xong")

    assert draft_of(an).changed_at == an.program.now


@pytest.mark.parametrize(("named", "counted"), [("m4", "4"), ("", "5")])
def test_what_is_told_to_be_there_is_there(an: Actor, named: str, counted: str) -> None:
    """A photo with its caption is one message, unless its channel names none."""
    lead_to(an, "writing").say(ROAD)
    an.say("Mưa là ngập.").send_photo()
    photo = FileRef(kind="photo", source={"file_id": "f4"})
    told = an.do(Kind.TEXT, text="Ảnh chụp hôm qua.", files=(photo,), message_id=named).text
    an.say("/trogiup")

    assert f"Đã ghi ({counted} tin)" in told
    assert f"Nội dung đã có {counted} tin" in an.text
