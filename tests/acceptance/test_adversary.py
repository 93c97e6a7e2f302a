"""People who try what nobody should: replay, forged commands, two tabs, the wrong moment."""

import pytest
from stage import Actor, Program
from stage.walks import ROAD, code_of, enrol, lead_to, open_question, register, secret_of

from handlers.messages import FileRef, Kind
from storage.tables import Attachment, Conference, Petition, PetitionPart
from storage.work import Work


def petition_of(actor: Actor, number: int = -1) -> Petition:
    return actor.program.all_of(Petition)[number]


class TestTwoTabs:
    """One person, one conversation: two pages show the same, and the older one is known as old."""

    def test_a_button_of_the_other_tab_s_question_answers_nothing(self, an: Actor) -> None:
        lead_to(an, "asking_village")
        village = an.last.choices[0].value
        an.say("/tracuu")
        an.press_value(village)

        assert "Nút vừa bấm thuộc một câu hỏi trước." in an.text
        assert open_question(an) == "asking_code"
        assert petition_of(an).village_id is None

    def test_two_conversations_that_cross_do_not_mix_their_answers(self, an: Actor) -> None:
        code = register(an)
        an.say("/gui").press("Hòm thư chung (không theo hội nghị)")
        an.say(f"/sua {code}").say("Cầu hỏng.")
        an.say("/gui").press("Viết tiếp")

        assert open_question(an) == "asking_name"
        assert [part.text for part in an.program.all_of(PetitionPart)] == [ROAD, "Cầu hỏng."]

    def test_register_pressed_while_a_question_is_open_keeps_what_was_answered(
        self, an: Actor
    ) -> None:
        lead_to(an, "asking_position").say("/gui")

        assert an.labels == ["Viết tiếp", "Bắt đầu lại"]
        assert petition_of(an).name == "Nguyễn Văn An"

    def test_a_draft_of_one_channel_is_not_shown_on_another(self, an: Actor) -> None:
        """Nobody has proved yet that it is the same person."""
        lead_to(an, "writing").say(ROAD)
        other = Actor(program=an.program, name="an", channel="telegram")
        other.say("/gui")

        assert "Ông/Bà có đồng ý không?" in other.text
        assert len(an.program.all_of(Petition)) == 1

    def test_many_starts_leave_one_draft(self, an: Actor) -> None:
        lead_to(an, "asking_name")
        for _ in range(5):
            an.say("/gui").press("Bắt đầu lại").say("/start")

        assert len(an.program.all_of(Petition)) == 1

    def test_the_way_back_does_not_grow_for_ever(self, an: Actor) -> None:
        lead_to(an, "reviewing")
        for _ in range(10):
            an.press("Sửa").press("Họ và tên").say("Nguyễn Văn An")

        for _ in range(3):
            an.press("‹ Quay lại")
        assert open_question(an) == "asking_phone"


class TestForged:
    """Whatever is typed as a command is checked like a button."""

    def test_nobody_withdraws_what_belongs_to_another(self, an: Actor, stranger: Actor) -> None:
        code = register(an)
        stranger.say(f"/rut {code}").say("1")

        assert petition_of(an, 0).state == "received"

    def test_a_proof_is_of_one_petition_and_of_one_address(
        self, an: Actor, binh: Actor, stranger: Actor
    ) -> None:
        first, secret = register(an), secret_of(an)
        second = register(binh)
        stranger.say(f"/tracuu {first} {secret}").say(f"/rut {second}")

        assert "Chưa mở được kiến nghị" in stranger.text

    def test_a_code_s_secret_does_not_open_another_code(
        self, an: Actor, binh: Actor, stranger: Actor
    ) -> None:
        register(an)
        secret = secret_of(an)
        second = register(binh)

        assert "chưa khớp" in stranger.say(f"/tracuu {second} {secret}").text

    @pytest.mark.parametrize("verb", ["nhan", "cho", "xetlai", "xetlaicho", "tuchoi", "khongnhan"])
    def test_a_verb_that_the_state_does_not_take_does_nothing(
        self, an: Actor, chi: Actor, verb: str
    ) -> None:
        code = register(an)
        an.say(f"/rut {code}").press("Rút")
        chi.say(f"/xet {code} {verb}")

        assert petition_of(an).state == "withdrawn"
        assert "kiến nghị này vừa có thay đổi" in chi.text

    def test_a_number_before_any_question_chooses_nothing_dangerous(self, stranger: Actor) -> None:
        for number in range(1, 9):
            assert stranger.say(str(number)).text

    def test_an_upload_of_somebody_else_is_not_taken(self, an: Actor, stranger: Actor) -> None:
        lead_to(an, "writing").send_photo()
        theirs = an.program.all_of(Attachment)[0].id
        stranger.open()

        with pytest.raises(PermissionError):
            stranger.say("", files=(FileRef(kind="photo", attachment=theirs),))

    def test_a_village_of_another_commune_is_not_chosen(self, an: Actor) -> None:
        an.program.add_neighbour()
        lead_to(an, "asking_village")
        turn = an.last.choices[0].value.partition(".")[0]
        an.press_value(f"{turn}.9")

        assert open_question(an) == "asking_village"

    def test_a_link_to_nowhere_shows_the_schedule(self, stranger: Actor) -> None:
        for payload in ("h-KHONGCO", "h-", "x" * 500, "\0", "h-' OR 1=1"):
            assert stranger.open(payload).text

    def test_typing_the_label_of_an_office_button_gives_no_power(
        self, an: Actor, stranger: Actor
    ) -> None:
        register(an)
        stranger.say("Chấp nhận nội dung").say("Việc cần làm")

        assert petition_of(an).state == "received"

    def test_an_officer_of_one_commune_is_a_citizen_in_another(
        self, chi: Actor, sqlite_program: Program
    ) -> None:
        sqlite_program.add_neighbour()
        there = Actor(program=sqlite_program, name="chi", account="ben")

        assert "Lệnh này dành cho cán bộ." in there.say("/viec").text


class TestTheWrongMoment:
    """The world moves while a question is open."""

    def test_the_registration_closes_while_the_rules_are_answered(self, an: Actor) -> None:
        lead_to(an, "asking_rule").program.close_registration()
        an.press("Không").press("Có")

        assert open_question(an) == "asking_name"

    def test_the_registration_closes_a_second_before_sending(self, an: Actor) -> None:
        lead_to(an, "reviewing").program.close_registration()

        assert "vừa hết hạn đăng ký" in an.press("Gửi").text
        assert petition_of(an).code is None

    def test_the_conference_is_cancelled_while_the_draft_is_open(self, an: Actor) -> None:
        lead_to(an, "choosing_want")

        def cancel(work: Work) -> None:
            an.program.conference(work).state = "cancelled"

        an.program.change(cancel)
        an.say("/gui").press("Viết tiếp")

        assert open_question(an) == "choosing_conference"

    def test_a_second_conference_asks_its_own_rules(self, an: Actor) -> None:
        def add(work: Work) -> None:
            values = an.program.conference(work).model_dump(exclude={"id"})
            changed = {"code": "DT2", "title": "Hội nghị hai", "regulation_id": "hai-phong-13-hd"}
            work.session.add(Conference(**{**values, **changed}))

        lead_to(an, "barred").press("Chỉ gửi nội dung").say("Nguyễn Văn An").press("Thôn Đông")
        an.press("Người dân").press("Cho bản thân, gia đình").press("Không cần")
        an.press("Tôi không rõ").say(ROAD).press("Xong")
        an.program.change(add)
        an.press("Sửa").press("Hội nghị").press("Hội nghị hai, thứ Tư, 29/10/2025")
        an.press("Đến dự và phát biểu")

        assert open_question(an) == "reviewing"
        assert (petition_of(an).seat, petition_of(an).seat_clause) == ("requested", "")

    def test_a_citizen_who_becomes_staff_keeps_the_draft(self, an: Actor) -> None:
        lead_to(an, "asking_village").say(f"/thamgia {an.program.invite()}")
        an.say("/gui").press("Viết tiếp")

        assert open_question(an) == "asking_village"

    def test_an_officer_s_refusal_does_not_end_up_in_their_own_draft(
        self, an: Actor, chi: Actor
    ) -> None:
        code = register(an)
        lead_to(chi, "writing").say(f"/xet {code} khongnhan").press("Lý do khác (tự ghi)")
        chi.say("Thiếu căn cứ.")

        assert [part.text for part in chi.program.all_of(PetitionPart)] == [ROAD]
        assert petition_of(an, 0).state == "declined"

    def test_a_petition_can_be_sent_in_the_minute_of_new_year(self, an: Actor) -> None:
        """23:59 and 00:01 in Viet Nam are two years, on one day in Greenwich."""
        an.program.now = an.program.now.replace(month=12, day=31, hour=16, minute=59)
        first = _send_to_box(an)
        an.program.wait(minutes=2)
        second = _send_to_box(Actor(program=an.program, name="binh"))

        assert (first, second) == ("XM25-0001", "XM26-0001")


def _send_to_box(actor: Actor) -> str:
    """Without an open conference the box is not asked for."""
    actor.open().press("Gửi câu hỏi, kiến nghị").press("Tôi đồng ý").say("Nguyễn Văn An")
    actor.press("Thôn Đông").press("Người dân").press("Cho bản thân, gia đình")
    actor.press("Không cần").press("Tôi không rõ").say(ROAD).press("Xong").press("Gửi")
    return code_of(actor)


def test_a_notice_does_not_change_what_a_typed_number_means(
    an: Actor, chi: Actor, sqlite_program: Program
) -> None:
    """On a channel without buttons the newest question is answered, not the notice after it."""
    poor = Actor(program=sqlite_program, name="poor", channel="poor")
    code = register(poor)
    lead = poor.say(f"/them {code}")
    chi.say(f"/xet {code} nhan")
    lead.read()

    assert f"Xem diễn biến: /xem {code}" in poor.text
    assert "giữ nguyên như cũ" in poor.say("1").text


def test_a_seat_that_is_asked_for_again_stays_in_the_list_when_the_opinion_is_accepted(
    an: Actor, chi: Actor
) -> None:
    """Who asks the office to look again is looked at again, whatever became of the opinion."""
    lead_to(an, "barred").press("Gửi và nhờ Văn phòng xem lại chỗ dự").say("Nguyễn Văn An")
    an.press("Thôn Đông").press("Người dân").press("Cho bản thân, gia đình").press("Không cần")
    an.press("Tôi không rõ").say(ROAD).press("Xong").press("Gửi")
    chi.say(f"/xet {code_of(an)} nhan")

    assert "nhờ xem lại chỗ dự" in chi.say("/viec").text


def test_news_after_news_never_silences_a_person(an: Actor) -> None:
    """Blocked, back again, and still at the same question."""
    lead_to(an, "asking_village").do(Kind.BLOCKED).do(Kind.RETURNED).press("Thôn Đông")

    assert open_question(an) == "asking_position"


def test_a_chat_that_moved_goes_on_at_its_new_address(an: Actor) -> None:
    lead_to(an, "asking_village").do(Kind.MOVED, moved_to="an-new")
    moved = Actor(program=an.program, name="an-new")

    assert moved.say("1").text.startswith("Chức vụ hoặc đơn vị")


def test_an_officer_who_joins_twice_with_two_codes_has_one_role(chi: Actor) -> None:
    chi.say(f"/thamgia {chi.program.invite()}")

    assert "với vai trò Văn phòng của" in chi.text


def test_a_stranger_s_staff_name_is_not_shown_to_citizens(an: Actor) -> None:
    code = register(an)
    enrol(Actor(program=an.program, name="chi")).say(f"/xet {code} nhan")

    assert "Lê Thị Chi" not in an.read().text + an.say(f"/xem {code}").text
