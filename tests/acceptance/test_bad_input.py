"""Whatever somebody sends, at whatever question: an answer that helps, and nothing breaks."""

from dataclasses import replace

import pytest
from stage import Actor
from stage.walks import (
    CONFERENCE,
    ROAD,
    WAYS,
    enrol,
    everywhere,
    lead_to,
    open_question,
    register,
)

from handlers.messages import FileRef, Kind
from storage.tables import Attachment, Petition, PetitionPart

QUESTIONS = sorted(WAYS)
# Questions to which any words are an answer.
FREE = ("asking_name", "asking_position", "asking_behalf_name", "writing")
# Questions with nothing but choices.
CHOICES = [name for name in QUESTIONS if name not in (*FREE, "asking_group_size", "asking_phone")]
NASTY = {
    "sql": "Robert'); DROP TABLE petition;--",
    "html": "<script>alert(1)</script><b>đậm</b> &amp;",
    "markdown": "*đậm* _nghiêng_ [bấm](https://x.vn) `mã`",
    "fluent": '{ $code } { -brand } {"x"}',
    "python": "{0.__class__} %s %(name)s ${HOME}",
    "right to left": "An \u202egnọhp nầV\u202c",
    "joined emoji": "Gia đình 👨‍👩‍👧‍👦 ở đây",
    "zero width": "Nguyễn\u200bVăn\u200bAn",
    "formula": '=HYPERLINK("http://x.vn";"x")',
}


def texts(actor: Actor) -> list[str]:
    return [part.text for part in actor.program.all_of(PetitionPart)]


def photos(count: int) -> tuple[FileRef, ...]:
    return tuple(FileRef(kind="photo", source={"file_id": f"f{one}"}) for one in range(count))


class TestAtEveryQuestion:
    """The question stays open, and is asked again with a word on what went wrong."""

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_a_sticker(self, asked: Actor, question: str) -> None:
        asked.do(Kind.UNSUPPORTED)

        assert "chưa nhận được loại tin này" in asked.text
        assert open_question(asked) == question

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_more_files_in_one_message_than_are_taken(self, asked: Actor, question: str) -> None:
        """Whoever sends four thousand holds up nobody: not one of them is fetched."""
        asked.say("Ảnh đây.", files=photos(61))

        assert "61 tệp" in asked.text
        assert open_question(asked) == question
        assert asked.program.all_of(Attachment) == []

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_an_empty_text(self, asked: Actor, question: str) -> None:
        asked.say("  \n ")

        assert asked.text
        assert open_question(asked) == question

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_invisible_signs_alone_are_empty_too(self, asked: Actor, question: str) -> None:
        before = texts(asked)
        asked.say("\u200b\u200f\u2060 \ufe0f")

        assert open_question(asked) == question
        assert texts(asked) == before

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_a_text_beyond_the_limit(self, asked: Actor, question: str) -> None:
        before = texts(asked)
        asked.say("x" * 20_001)

        assert "20001 ký tự" in asked.text
        assert open_question(asked) == question
        assert texts(asked) == before

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_a_button_of_an_earlier_question(self, asked: Actor, question: str) -> None:
        asked.press_value("0.agree")

        assert "Nút vừa bấm thuộc một câu hỏi trước." in asked.text
        assert open_question(asked) == question

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_a_button_that_was_never_offered(self, asked: Actor, question: str) -> None:
        """A forged value with the right number of the turn is no answer."""
        turn = asked.last.choices[0].value.partition(".")[0]
        for forged in ("done", "send", "start_over", "content", "nhan", ""):
            if f"{turn}.{forged}" not in [choice.value for choice in asked.last.choices]:
                asked.press_value(f"{turn}.{forged}")
                turn = asked.last.choices[0].value.partition(".")[0]

        assert open_question(asked) == question

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_an_unknown_command(self, asked: Actor, question: str) -> None:
        asked.say("/khongco 1 2 3")

        assert "Chưa có lệnh này." in asked.text
        assert open_question(asked) == question

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_an_edit_of_something_that_is_no_content(self, asked: Actor, question: str) -> None:
        asked.edit("of-long-ago", "Khác.")

        assert "không phải là nội dung kiến nghị" in asked.text
        assert open_question(asked) == question

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_control_characters_are_dropped(self, asked: Actor, question: str) -> None:
        asked.say("\0\x1b[31m\x07An\0 \ud800")

        assert asked.text
        assert "\0" not in asked.text

    @pytest.mark.parametrize("question", CHOICES)
    def test_a_photo_where_a_choice_is_asked(self, asked: Actor, question: str) -> None:
        asked.send_photo()

        assert open_question(asked) == question

    @pytest.mark.parametrize("question", CHOICES)
    def test_a_number_beyond_the_choices_is_not_the_one_it_begins_with(
        self, asked: Actor, question: str
    ) -> None:
        """ "12" is never "1"."""
        count = len(asked.last.choices)
        asked.say(f"1{count}")

        assert f"Câu này chỉ có {count} lựa chọn." in asked.text
        assert open_question(asked) == question

    @pytest.mark.parametrize("question", ["asking_name", "asking_position", "asking_behalf_name"])
    def test_a_photo_where_words_are_asked(self, asked: Actor, question: str) -> None:
        asked.send_photo("Nguyễn Văn An")

        assert open_question(asked) == question

    @pytest.mark.parametrize("question", ["asking_name", "asking_position", "asking_behalf_name"])
    @pytest.mark.parametrize("word", ["12", "👍", "---", "x" * 300])
    def test_what_is_no_name(self, asked: Actor, question: str, word: str) -> None:
        asked.say(word)

        assert open_question(asked) == question


def test_before_anything_was_asked_no_more_is_held_than_a_petition_takes(an: Actor) -> None:
    """Texts and files are counted, not the messages in which they came."""
    an.open().say("Ảnh đây.", files=photos(40))
    an.say("Còn nữa.", files=photos(30))

    assert "nhiều nhất 60 tin và tệp" in an.text
    assert len(an.program.all_of(Attachment)) == 40


@everywhere
def test_a_photo_where_a_choice_is_asked_is_told_where_photos_go(an: Actor) -> None:
    lead_to(an, "choosing_want").send_photo()

    assert "ảnh và tệp gửi ở bước viết nội dung" in an.text


@pytest.mark.parametrize("size", ["0", "-5", "100001", "9" * 5_000, "1.5", "năm", "²", "٣"])
def test_a_group_has_a_whole_number_of_people(an: Actor, size: str) -> None:
    lead_to(an, "asking_group_size").say(size)

    assert "Xin gõ số người bằng chữ số" in an.text


@pytest.mark.parametrize("phone", ["113", "0912", "0912 345 678 9012", "９１２", "mai gửi"])
def test_a_phone_number_has_ten_digits(an: Actor, phone: str) -> None:
    lead_to(an, "asking_phone").say(phone)

    assert "Số điện thoại chưa đúng." in an.text


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
def test_what_people_write_is_shown_back_as_they_wrote_it(an: Actor, text: str) -> None:
    lead_to(an, "asking_name").say(text).press("Thôn Đông").say(text)
    an.press("Thay cho một người khác").say(text).press("Không cần").press("Tôi không rõ")
    an.say(text).press("Xong")

    facts = dict(an.last.facts)

    assert (facts["Họ và tên"], facts["Chức vụ, đơn vị"]) == (text, text)
    assert facts["Gửi cho"] == f"người khác ({text})"
    assert an.last.text.startswith(text)


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
def test_the_office_reads_it_as_it_was_written(an: Actor, chi: Actor, text: str) -> None:
    code = register(an, text)

    assert text in chi.say(f"/xet {code}").last.text


class TestTwice:
    """The same thing twice does the same thing once."""

    @everywhere
    def test_a_redelivered_event_has_one_effect_and_no_second_reply(self, an: Actor) -> None:
        lead_to(an, "writing")
        again = an.incoming(text=ROAD, event_id="e-1", message_id="m-1")
        an.program.receive(again)
        an.read().program.receive(again)

        assert an.read().text == ""
        assert texts(an) == [ROAD]

    def test_a_redelivered_event_meets_a_program_that_was_started_anew(self, an: Actor) -> None:
        lead_to(an, "reviewing")
        send = an.incoming(text="Gửi", event_id="e-1")

        assert an.program.receive(send)
        assert not an.program.receive(replace(send, text="Gửi."))
        assert len(an.program.all_of(Petition)) == 1

    def test_a_button_pressed_twice_answers_once(self, an: Actor) -> None:
        """Two presses are two events; the second is of a question that is behind."""
        lead_to(an, "choosing_want")
        value = an.last.choices[0].value
        an.press_value(value).press_value(value)

        assert "Nút vừa bấm thuộc một câu hỏi trước." in an.text
        assert open_question(an) == "asking_rule"

    def test_send_pressed_twice_sends_once(self, an: Actor) -> None:
        value = lead_to(an, "reviewing").last.choices[0].value
        an.press_value(value).press_value(value)

        assert "Nút vừa bấm thuộc một câu hỏi đã kết thúc." in an.text
        assert len(an.program.all_of(Petition)) == 1

    def test_the_same_event_id_of_another_account_is_another_event(self, an: Actor) -> None:
        other = Actor(program=an.program, name="an", channel="telegram")
        an.program.receive(an.incoming(text="/start", event_id="1"))

        assert an.program.receive(other.incoming(text="/start", event_id="1"))


def test_an_answer_to_last_week_s_question_withdraws_nothing(an: Actor) -> None:
    """A number typed after long may be meant for another message: the question is asked again."""
    code = register(an)
    an.say(f"/rut {code}").program.wait(days=7)
    an.say("1")

    assert "Câu đang hỏi dở:" in an.text
    assert an.program.all_of(Petition)[0].state == "received"
    an.say("1")
    assert an.program.all_of(Petition)[0].state == "withdrawn"


def test_a_button_of_last_week_s_question_still_says_what_it_means(an: Actor) -> None:
    code = register(an)
    an.say(f"/rut {code}").program.wait(days=7)
    an.press("Rút")

    assert an.program.all_of(Petition)[0].state == "withdrawn"


@everywhere
def test_a_button_of_the_menu_works_for_ever(an: Actor) -> None:
    an.open().program.wait(days=60)
    an.press("Lịch đối thoại")

    assert an.text


def test_the_content_has_a_limit_that_is_said(an: Actor) -> None:
    lead_to(an, "writing")
    for number in range(61):
        an.say(f"Ý {number}.")

    assert "nhiều nhất 60" in an.text
    assert len(texts(an)) == 60
    assert an.press("Xong").last.title == "Xin kiểm tra lại"


def test_early_content_has_the_same_limit(an: Actor) -> None:
    for number in range(61):
        an.say(f"Ý {number}.")

    assert "nhiều nhất 60" in an.text
    an.press("Gửi câu hỏi, kiến nghị").press("Tôi đồng ý")
    assert len(texts(an)) == 60


def test_a_file_s_name_is_kept_without_control_characters(an: Actor) -> None:
    lead_to(an, "writing").say("", files=(FileRef(kind="document", name="a\0b\ud800.pdf"),))

    assert an.program.all_of(Attachment)[0].name == "ab.pdf"


@everywhere
def test_a_fault_of_ours_is_confessed_and_the_question_stays_open(
    an: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failed save of which the citizen hears nothing is the worst of all."""
    lead_to(an, "asking_name")
    failing = an.incoming(text="Nguyễn Văn An")

    def fail(*values: object, **named: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr("handlers.route.converse.hear", fail)
        with pytest.raises(ZeroDivisionError):
            an.program.receive(failing)
    an.program.fail_to_receive(failing)

    assert "chưa lưu được do lỗi của hệ thống" in an.read().text
    assert an.say("Nguyễn Văn An").text.startswith("Ông/Bà ở thôn")


def test_the_apology_for_one_event_comes_once(an: Actor) -> None:
    failing = an.incoming(text="Nguyễn Văn An")
    an.program.fail_to_receive(failing)
    an.program.fail_to_receive(failing)

    assert len(an.read().fresh) == 1


@pytest.mark.parametrize("kind", [Kind.BLOCKED, Kind.RETURNED])
def test_news_of_the_chat_itself_is_not_answered(an: Actor, kind: Kind) -> None:
    assert an.open().do(kind).text == ""


def test_a_closed_registration_is_told_when_its_button_is_pressed(an: Actor) -> None:
    lead_to(an, "choosing_conference").program.close_registration()
    an.press(CONFERENCE)

    assert "chưa khớp với lựa chọn nào" in an.text
    assert an.labels == ["Hòm thư chung (không theo hội nghị)", "‹ Quay lại"]


@pytest.mark.parametrize(
    "text",
    [
        "/",
        "//",
        "/ gui",
        "/gui@bot",
        "/GỬI",
        "/viec ²",
        "/xet",
        "/tracuu " + "9" * 5_000,
        "1" * 400,
    ],
)
def test_odd_commands_are_answered(an: Actor, text: str) -> None:
    an.say(text)

    assert an.text
    assert an.last.choices or open_question(an)


@pytest.mark.parametrize("argument", ["²", "0", "-1", "99", "9" * 5_000, "٣", "hai"])
def test_an_odd_page_of_the_work_list_is_the_nearest_one(
    an: Actor, chi: Actor, argument: str
) -> None:
    register(an)

    assert "1 kiến nghị chờ xét (đang xem 1–1)" in chi.say(f"/viec {argument}").text


@pytest.mark.parametrize(
    "argument", ["nhan 99", "nhan x", "nhan ²", f"nhan {'9' * 5_000}", "nhan -1"]
)
def test_an_odd_version_decides_nothing(an: Actor, chi: Actor, argument: str) -> None:
    code = register(an)

    assert "Chưa ghi quyết định" in chi.say(f"/xet {code} {argument}").text
    assert an.program.all_of(Petition)[0].state == "received"


@pytest.mark.parametrize("argument", ["xoa 1", "drop", "NHAN'--", "\0"])
def test_an_unknown_verb_decides_nothing(an: Actor, chi: Actor, argument: str) -> None:
    code = register(an)
    chi.say(f"/xet {code} {argument}")

    assert an.program.all_of(Petition)[0].state == "received"
    assert chi.last.title == f"Kiến nghị {code}"


def test_an_officer_s_own_petition_does_not_change_the_name_that_decides(chi: Actor) -> None:
    lead_to(chi, "asking_name").say("Bà Tư bán nước").press("Thôn Đông").press("Người dân")
    chi.press("Cho bản thân, gia đình").press("Không cần").press("Tôi không rõ")
    chi.say("Chợ bẩn.").press("Xong").press("Gửi").say("/thoat")

    assert "Lê Thị Chi đã tham gia" in enrol(chi).seen[-2].text
