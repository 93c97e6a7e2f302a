"""Agencies and the publish gate: received, answered, checked by somebody else, sent to each."""

from datetime import date

import pytest
from sqlmodel import col, select
from stage import Actor, Program
from stage.answers import ECONOMY, POLICE, enrol_agency, give, group, store_files
from stage.dates import bring_in_line
from stage.walks import enrol, everywhere, register
from states.invariants import check

from dialogue.roles import Role
from dialogue.task import Part, Purpose
from handlers.clock.happening import Act, meet
from locales.dates import local_date
from storage.tables import Answer, Commune, Deadline, Extension, Petition, Staff, Task
from storage.work import Work

TEXT = "Đường thôn Đông sẽ được sửa xong trước 30/11/2025."
DUE = date(2025, 11, 26)


@pytest.fixture
def dung(sqlite_program: Program) -> Actor:
    """Dũng works at the economy department."""
    return enrol_agency(Actor(program=sqlite_program, name="dung"))


@pytest.fixture
def hoa(sqlite_program: Program) -> Actor:
    """A second officer of the office."""
    return enrol(Actor(program=sqlite_program, name="hoa"), "Trần Thị Hoa")


@pytest.fixture
def police(sqlite_program: Program) -> Actor:
    """Somebody of another agency."""
    return enrol_agency(Actor(program=sqlite_program, name="quan"), "Lê Văn Quân", POLICE)


@pytest.fixture
def code(an: Actor) -> str:
    """An's petition, to which the economy department owes a written reply."""
    sent = register(an)
    give(an.program, sent, due=DUE)
    return sent


def is_sound(program: Program) -> bool:
    """Whether all that holds in every database still does."""
    found: list[str] = []
    program.change(lambda work: found.extend(check(work)))
    assert found == []
    return True


def task_of(program: Program) -> Task:
    return program.all_of(Task)[0]


def state_of(program: Program) -> str:
    return program.all_of(Petition)[0].state


def answers_of(program: Program) -> list[tuple[int, str]]:
    return [(one.version, one.state) for one in program.all_of(Answer)]


def limit_of(program: Program) -> Deadline:
    return next(one for one in program.all_of(Deadline) if one.key == "written_reply")


def issue_notice(program: Program) -> None:
    """The conclusion notice is issued and sent today."""

    def issue(work: Work) -> None:
        found = select(Deadline).where(Deadline.key == "conclusion_notice")
        act = Act(at=program.now, day=local_date(program.now))
        meet(work, program.house, work.session.exec(found).one(), act)

    program.change(issue)
    bring_in_line(program)


def write(actor: Actor, code: str, text: str = TEXT, *, button: str = "Soạn câu trả lời") -> Actor:
    """Write an answer up to its review."""
    actor.say(f"/traloi {code}").press(button).say(text).press("Xong phần nội dung")
    return actor.say("12/KT-TL").say("1/10/2025").say("Trưởng phòng Trần Văn Tám")


def hand_in(actor: Actor, code: str, text: str = TEXT) -> Actor:
    return write(actor, code, text).press("Gửi duyệt")


class TestTask:
    """/traloi CODE: what the agency has to do, and receipt."""

    @everywhere
    def test_the_agency_sees_content_date_and_village_and_nobodys_name(
        self, sqlite_program: Program, code: str, channel: str
    ) -> None:
        dung = enrol_agency(Actor(program=sqlite_program, name="dung", channel=channel))
        dung.say(f"/traloi {code}")

        assert "Đường thôn Đông hỏng nặng" in dung.text
        assert "thứ Tư, 26/11/2025" in dung.text
        assert "Thôn Đông" in dung.text
        assert "Nguyễn Văn An" not in dung.text
        assert "0912" not in dung.text

    def test_it_says_why_the_date_is_what_it_is(self, dung: Actor, code: str) -> None:
        """hai-phong-13-hd V.3.2: 15 working days after receipt of the notice."""
        assert "mục V.3.2" in dung.say(f"/traloi {code}").text

    def test_receipt_is_pressed_once(self, dung: Actor, code: str) -> None:
        dung.say(f"/traloi {code}").press("Đã nhận việc")
        assert "Đã ghi: cơ quan đã nhận việc." in dung.text
        dung.press_value(f"/traloi {code} danhan 1 1")

        assert "từ trước" in dung.text
        assert task_of(dung.program).received_how == "pressed"
        assert task_of(dung.program).received_on == date(2025, 10, 1)

    def test_receipt_starts_the_clock_and_the_author_is_told_of_the_new_date(
        self, an: Actor, code: str
    ) -> None:
        """hai-phong-13-hd V.3.2: the notice was issued on 5/11, the agency got it on 10/11."""
        an.program.wait(days=35)
        issue_notice(an.program)
        an.program.wait(days=5)
        dung = enrol_agency(Actor(program=an.program, name="dung"))
        dung.say(f"/traloi {code}").press("Đã nhận việc")

        assert limit_of(dung.program).legal_due == date(2025, 12, 1)
        assert task_of(dung.program).due_on == date(2025, 12, 1)
        assert "→ thứ Hai, 1/12/2025" in an.read().text
        assert is_sound(dung.program)

    def test_receipt_before_the_notice_starts_no_clock(self, dung: Actor, code: str) -> None:
        """hai-phong-13-hd V.3.2: the notice is received, not the task."""
        dung.say(f"/traloi {code}").press("Đã nhận việc")

        assert limit_of(dung.program).legal_due == DUE
        assert task_of(dung.program).due_on == DUE

    def test_an_earlier_date_that_the_office_named_stays(self, an: Actor, dung: Actor) -> None:
        give(an.program, code := register(an), due=date(2025, 11, 10))
        dung.say(f"/traloi {code}")
        assert "Văn phòng đề nghị xong sớm hơn hạn theo quy định" in dung.text
        dung.press("Đã nhận việc")

        assert task_of(dung.program).due_on == date(2025, 11, 10)

    def test_the_office_records_the_day_for_an_agency_on_paper(self, chi: Actor, code: str) -> None:
        chi.say(f"/traloi {code}").press("Ghi ngày cơ quan nhận việc")
        assert "phải từ" in chi.say("30/9/2025").text
        assert "Xin gõ ngày" in chi.say("mai").text
        chi.say("1/10/2025")

        assert task_of(chi.program).received_how == "recorded"
        assert task_of(chi.program).state == "received"

    def test_another_agency_sees_nothing_of_it(self, police: Actor, code: str) -> None:
        text = police.say(f"/traloi {code}").text

        assert f"Không có việc nào về {code}" in text
        assert text == police.say("/traloi XM25-0099").text.replace("XM25-0099", code)

    @pytest.mark.parametrize("command", ["/traloi", "/giahan", "/chuyen"])
    def test_another_agency_can_do_nothing_with_it(
        self, police: Actor, code: str, command: str
    ) -> None:
        police.say(f"{command} {code} soan 1 1")

        assert f"Không có việc nào về {code}" in police.text
        assert task_of(police.program).version == 1

    @pytest.mark.parametrize("command", ["/traloi", "/giahan", "/chuyen", "/duyet"])
    def test_a_stranger_is_told_that_it_is_for_staff(
        self, stranger: Actor, code: str, command: str
    ) -> None:
        assert "dành cho cán bộ" in stranger.say(f"{command} {code}").text

    def test_another_commune_sees_nothing_of_it(self, sqlite_program: Program, code: str) -> None:
        sqlite_program.add_neighbour()
        other = Actor(program=sqlite_program, name="x", account="ben")
        other.say(f"/thamgia {sqlite_program.invite(commune='ben')}").say("Bà X")

        assert "Không có việc nào" in other.say(f"/traloi {code} soan 1 1").text
        assert "Không có kiến nghị" in other.say(f"/duyet {code}").text

    def test_the_list_has_what_is_due_first_on_top(self, an: Actor, dung: Actor) -> None:
        later, sooner = register(an), register(an, "Đèn đường hỏng.")
        give(an.program, later, due=DUE)
        give(an.program, sooner, due=date(2025, 11, 1))
        dung.say("/traloi")

        assert dung.text.index(sooner) < dung.text.index(later)

    def test_a_stand_in_acts_for_a_colleague_on_leave(
        self, dung: Actor, police: Actor, code: str
    ) -> None:
        def leave(work: Work) -> None:
            own, other = work.session.exec(select(Staff).order_by(col(Staff.id))).all()
            own.away_until, own.stand_in_id = date(2025, 10, 5), other.person_id

        dung.program.change(leave)

        assert "Đường thôn Đông" in police.say(f"/traloi {code}").text


class TestAnswer:
    """An answer is written, checked by another person, and only then sent."""

    @everywhere
    def test_an_answer_is_written_checked_published_and_read(
        self, sqlite_program: Program, an: Actor, chi: Actor, code: str, channel: str
    ) -> None:
        dung = enrol_agency(Actor(program=sqlite_program, name="dung", channel=channel))
        write(dung, code)
        assert TEXT in dung.text
        dung.press("Gửi duyệt")
        assert "phải được" not in dung.text
        assert TEXT not in an.read().text
        chi.read().press("Xem bản chờ duyệt").press("Công bố")

        assert "Số người được báo: 1" in chi.text
        assert f"Phòng Kinh tế trả lời {code}" in an.read().text
        assert "số 12/KT-TL" in an.text
        assert TEXT in an.text
        assert state_of(sqlite_program) == "replied"
        assert (task_of(sqlite_program).state, limit_of(sqlite_program).state) == (
            "answered",
            "met",
        )
        assert is_sound(sqlite_program)

    def test_the_timeline_shows_the_answer_with_number_and_day(
        self, an: Actor, dung: Actor, chi: Actor, code: str
    ) -> None:
        hand_in(dung, code)
        assert dict(an.say(f"/xem {code}").last.facts)["Việc đang ở"].startswith("người duyệt")
        chi.say(f"/duyet {code}").press("Công bố")
        an.say(f"/xem {code}")

        assert "số 12/KT-TL, ngày thứ Tư, 1/10/2025" in an.text
        assert TEXT in an.text

    def test_until_then_the_timeline_names_the_agency(self, an: Actor, code: str) -> None:
        an.say(f"/xem {code}")

        assert dict(an.last.facts)["Việc đang ở"].startswith(ECONOMY)

    def test_several_messages_and_a_file_make_one_answer(
        self, an: Actor, dung: Actor, chi: Actor, code: str
    ) -> None:
        dung.say(f"/traloi {code}").press("Soạn câu trả lời").say("Phần một.").send_photo(
            "Phần hai."
        )
        dung.press("Xong phần nội dung").press("Không có số").press("Không ghi ngày")
        dung.press("Không ghi người ký").press("Gửi duyệt")
        chi.say(f"/duyet {code}").press("Công bố")
        assert "đang được tải về" in chi.text
        store_files(chi.program)
        chi.say(f"/duyet {code}").press("Công bố")

        assert "Phần một.\n\nPhần hai." in an.read().text
        assert len(an.last.files) == 1
        assert is_sound(an.program)

    def test_two_files_are_too_many(self, dung: Actor, code: str) -> None:
        dung.say(f"/traloi {code}").press("Soạn câu trả lời")
        dung.send_photo().send_photo()

        assert len([one for one in dung.program.all_of(Answer) if one.attachment_id]) == 1
        assert is_sound(dung.program)

    def test_words_are_needed(self, dung: Actor, code: str) -> None:
        dung.say(f"/traloi {code}").press("Soạn câu trả lời").send_photo()

        assert "Xin viết câu trả lời bằng chữ" in dung.press("Xong phần nội dung").text

    def test_what_was_written_is_kept_when_the_officer_does_something_else(
        self, dung: Actor, code: str
    ) -> None:
        """What was acknowledged is never lost."""
        dung.say(f"/traloi {code}").press("Soạn câu trả lời").say("Phần một.").say("/viec")
        dung.say(f"/traloi {code}").press("Viết tiếp câu trả lời")

        assert "Đã giữ 9 ký tự" in dung.text

    def test_one_may_begin_anew_or_leave_it_for_later(self, dung: Actor, code: str) -> None:
        dung.say(f"/traloi {code}").press("Soạn câu trả lời").say("Phần một.")
        dung.press("Viết lại từ đầu").press("Để sau")

        assert "Đã giữ bản đang viết" in dung.text
        assert dung.program.all_of(Answer)[0].text == ""

    def test_it_cannot_have_been_signed_tomorrow(self, dung: Actor, code: str) -> None:
        dung.say(f"/traloi {code}").press("Soạn câu trả lời").say(TEXT).press("Xong phần nội dung")

        assert "không thể sau hôm nay" in dung.say("12/KT").say("2/10/2025").text

    def test_an_agency_that_answers_has_received(self, dung: Actor, code: str) -> None:
        hand_in(dung, code)

        assert task_of(dung.program).received_on == date(2025, 10, 1)

    def test_two_of_the_agency_hand_in_once(self, dung: Actor, chi: Actor, code: str) -> None:
        second = enrol_agency(Actor(program=dung.program, name="em"), "Đỗ Văn Em")
        write(dung, code)
        second.say(f"/traloi {code}").press("Viết tiếp câu trả lời")
        dung.press("Gửi duyệt")
        second.say("Thêm.")

        assert "vừa có thay đổi" in second.text
        assert answers_of(dung.program) == [(1, "drafted")]

    def test_what_waits_for_approval_can_still_be_changed(
        self, an: Actor, dung: Actor, chi: Actor, code: str
    ) -> None:
        hand_in(dung, code)
        write(dung, code, "Sửa lại.", button="Sửa bản đã gửi duyệt").press("Gửi duyệt")

        assert answers_of(dung.program) == [(1, "superseded"), (2, "drafted")]
        chi.say(f"/duyet {code}").press("Công bố")
        assert "đính chính" not in an.read().text

    def test_a_role_that_has_gone_hands_nothing_in(self, dung: Actor, code: str) -> None:
        write(dung, code)

        def leave(work: Work) -> None:
            for duty in work.session.exec(select(Staff)).all():
                duty.left_at = dung.program.now

        dung.program.change(leave)
        dung.press("Gửi duyệt")

        assert task_of(dung.program).state == "given"


class TestGate:
    """/duyet: nothing reaches people that only its writer has seen."""

    def test_whoever_drafted_it_may_not_publish_it(
        self, an: Actor, chi: Actor, hoa: Actor, code: str
    ) -> None:
        """The office enters the answer of an agency on paper; another officer publishes."""
        hand_in(chi, code)
        chi.say(f"/duyet {code}")
        assert "Công bố" not in chi.labels
        answer, task = chi.program.all_of(Answer)[0], task_of(chi.program)
        chi.press_value(f"/duyet {code} congbo {answer.id} {task.version}")

        assert "người khác phải duyệt" in chi.text
        assert state_of(chi.program) == "assigned"
        hoa.read().press("Xem bản chờ duyệt").press("Công bố")
        assert f"{ECONOMY} trả lời {code}" in an.read().text

    def test_who_wrote_some_of_it_may_not_publish_what_another_handed_in(
        self, chi: Actor, hoa: Actor, code: str
    ) -> None:
        chi.say(f"/traloi {code}").press("Soạn câu trả lời").say(TEXT).press("Để sau")
        hoa.say(f"/traloi {code}").press("Viết tiếp câu trả lời").press("Xong phần nội dung")
        hoa.say("1/KT").press("Hôm nay").press("Không ghi người ký").press("Gửi duyệt")
        chi.say(f"/duyet {code}")

        assert "người khác phải duyệt" in chi.text
        assert "Công bố" not in chi.labels

    def test_a_person_with_two_roles_is_still_one_person(
        self, sqlite_program: Program, code: str
    ) -> None:
        both = enrol(enrol_agency(Actor(program=sqlite_program, name="both")), "Bà Cả Hai")
        hand_in(both, code)
        answer, task = sqlite_program.all_of(Answer)[0], task_of(sqlite_program)
        both.press_value(f"/duyet {code} congbo {answer.id} {task.version}")

        assert task_of(sqlite_program).state == "drafted"

    def test_the_agency_may_not_publish(self, dung: Actor, code: str) -> None:
        hand_in(dung, code)

        assert "không làm việc này được" in dung.say(f"/duyet {code} congbo 1 3").text

    def test_where_the_commune_names_the_chair_the_office_only_looks(
        self, an: Actor, dung: Actor, chi: Actor, code: str
    ) -> None:
        def name_chair(work: Work) -> None:
            work.session.get_one(Commune, 1).publisher = Role.CHAIR

        dung.program.change(name_chair)
        chair = enrol(Actor(program=dung.program, name="chair"), "Bí thư", Role.CHAIR)
        hand_in(dung, code)

        assert "người công bố câu trả lời là Chủ trì" in chi.say(f"/duyet {code}").text
        assert "Công bố" not in chi.labels
        chair.read().press("Xem bản chờ duyệt").press("Công bố")
        assert TEXT in an.read().text

    @everywhere
    def test_it_is_returned_with_remarks_and_comes_back(
        self, sqlite_program: Program, an: Actor, dung: Actor, code: str, channel: str
    ) -> None:
        chi = enrol(Actor(program=sqlite_program, name="chi", channel=channel))
        hand_in(dung, code, "Sẽ xem xét.")
        chi.say(f"/duyet {code}").press("Trả lại kèm nhận xét").say("Xin nêu rõ thời gian sửa.")
        assert "“Xin nêu rõ thời gian sửa.”" in dung.read().text
        dung.press(f"Mở việc {code}")
        assert "Cần sửa: “Xin nêu rõ thời gian sửa.”" in dung.text
        dung.press("Soạn câu trả lời").press("Viết lại từ đầu").say(TEXT)
        dung.press("Xong phần nội dung").say("12/KT-TL").press("Hôm nay").press(
            "Không ghi người ký"
        )
        dung.press("Gửi duyệt")
        chi.say(f"/duyet {code}").press("Công bố")

        assert TEXT in an.read().text
        assert "Sẽ xem xét." not in an.text
        assert answers_of(sqlite_program) == [(1, "returned"), (2, "published")]
        assert is_sound(sqlite_program)

    def test_two_publish_at_once_and_people_are_told_once(
        self, an: Actor, dung: Actor, chi: Actor, hoa: Actor, code: str
    ) -> None:
        hand_in(dung, code)
        hoa.say(f"/duyet {code}")
        chi.say(f"/duyet {code}").press("Công bố")
        hoa.press("Công bố")

        assert "vừa có thay đổi" in hoa.text
        assert len(an.read().fresh) == 1

    def test_one_returns_while_the_other_publishes(
        self, dung: Actor, chi: Actor, hoa: Actor, code: str
    ) -> None:
        hand_in(dung, code)
        hoa.say(f"/duyet {code}").press("Trả lại kèm nhận xét")
        chi.say(f"/duyet {code}").press("Công bố")
        hoa.say("Chưa rõ.")

        assert "vừa có thay đổi" in hoa.text
        assert answers_of(dung.program) == [(1, "published")]

    def test_each_of_a_group_is_answered_under_their_own_code(
        self, an: Actor, binh: Actor, dung: Actor, chi: Actor, code: str
    ) -> None:
        """Never merged: each keeps code and words, one answer goes to each."""
        second = register(binh, "Đường trước nhà tôi ngập.")
        group(an.program, code, second)
        hand_in(dung, code)
        chi.say(f"/duyet {code}").press("Công bố")

        assert f"{ECONOMY} trả lời {code}" in an.read().text
        assert f"{ECONOMY} trả lời {second}" in binh.read().text
        assert code not in binh.text
        assert TEXT in binh.say(f"/xem {second}").text
        assert is_sound(an.program)

    def test_a_published_answer_is_corrected_only_by_a_new_version_that_says_so(
        self, an: Actor, dung: Actor, chi: Actor, code: str
    ) -> None:
        hand_in(dung, code)
        chi.say(f"/duyet {code}").press("Công bố")
        an.read()
        write(dung, code, "Sửa xong trước 31/12/2025.", button="Soạn bản đính chính")
        dung.press("Gửi duyệt")
        assert "bản đính chính lần 1" in chi.say(f"/duyet {code}").text
        chi.press("Công bố")

        assert "bản đính chính lần 1" in an.read().text
        assert "thay bản trước (số 12/KT-TL" in an.text
        assert answers_of(an.program) == [(1, "superseded"), (2, "published")]
        assert "đã được thay bằng bản đính chính" in an.say(f"/xem {code}").text
        assert is_sound(an.program)

    def test_the_list_opens_each_draft(self, dung: Actor, chi: Actor, code: str) -> None:
        hand_in(dung, code)
        chi.say("/duyet").press(f"Duyệt {code}")

        assert TEXT in chi.text
        assert "Không có câu trả lời nào chờ duyệt." in chi.press("Công bố").say("/duyet").text


class TestPrepared:
    """A prepared answer is material for the conference."""

    def test_its_author_reads_it_when_the_conference_begins(
        self, an: Actor, dung: Actor, chi: Actor
    ) -> None:
        give(an.program, code := register(an), purpose=Purpose.PREPARED)
        hand_in(dung, code)
        chi.say(f"/duyet {code}").press("Duyệt để trả lời tại hội nghị")
        assert TEXT not in an.read().text
        assert "đã chuẩn bị xong câu trả lời" in an.text
        assert TEXT not in an.say(f"/xem {code}").text
        assert state_of(an.program) == "assigned"
        an.program.wait(days=29)

        assert TEXT in an.say(f"/xem {code}").text
        assert is_sound(an.program)


class TestHelping:
    """Coordinating agencies help the lead, whose answer it is."""

    def test_their_words_reach_the_lead_and_nobody_else(
        self, an: Actor, dung: Actor, police: Actor, chi: Actor, code: str
    ) -> None:
        give(an.program, code, agency=POLICE, part=Part.COORDINATING, due=DUE)
        hand_in(police, code, "Công an sẽ phân luồng.")
        assert "Công an sẽ phân luồng." in dung.read().text
        assert "Công an sẽ phân luồng." in dung.press(f"Mở việc {code}").text
        assert "Không có câu trả lời nào" in chi.say("/duyet").text
        hand_in(dung, code)
        chi.say(f"/duyet {code}").press("Công bố")

        assert "Công an sẽ phân luồng." not in an.read().text
        assert [one.state for one in an.program.all_of(Task)] == ["answered", "answered"]


class TestMoreTime:
    """/giahan: within the regulation's limit, decided by the office, told with the reason."""

    @pytest.fixture
    def early(self, an: Actor) -> str:
        """The office has named a day before the regulation's own."""
        give(an.program, code := register(an), due=date(2025, 11, 10))
        return code

    @everywhere
    def test_the_office_grants_it_and_the_author_reads_the_reason(
        self, sqlite_program: Program, an: Actor, chi: Actor, early: str, channel: str
    ) -> None:
        dung = enrol_agency(Actor(program=sqlite_program, name="dung", channel=channel))
        dung.say(f"/traloi {early}").press("Xin thêm thời gian").say("20/11/2025")
        dung.say("Chờ đo đạc lại tuyến đường.")
        assert "“Chờ đo đạc lại tuyến đường.”" in chi.read().text
        chi.press("Đồng ý")

        assert task_of(sqlite_program).due_on == date(2025, 11, 20)
        assert "→ thứ Năm, 20/11/2025" in an.read().text
        assert "“Chờ đo đạc lại tuyến đường.”" in an.text
        assert "đến thứ Năm, 20/11/2025" in dung.read().text
        assert is_sound(sqlite_program)

    def test_beyond_the_regulation_it_is_refused_with_the_clause(
        self, dung: Actor, early: str
    ) -> None:
        """hai-phong-13-hd V.3.2 knows no longer limit for a written reply."""
        dung.say(f"/giahan {early}").say("27/11/2025")

        assert "chậm nhất là thứ Tư, 26/11/2025 (mục V.3.2" in dung.text
        assert dung.program.all_of(Extension) == []

    def test_at_the_end_of_the_regulations_limit_nothing_can_be_asked(
        self, dung: Actor, code: str
    ) -> None:
        assert "Không xin thêm thời gian được nữa" in dung.say(f"/giahan {code}").text

    def test_the_office_refuses_with_a_note(
        self, an: Actor, dung: Actor, chi: Actor, early: str
    ) -> None:
        dung.say(f"/giahan {early}").say("20/11/2025").say("Bận việc khác.")
        an.read()
        chi.read().press("Không đồng ý").say("Người dân đã chờ lâu.")

        assert "“Người dân đã chờ lâu.”" in dung.read().text
        assert task_of(dung.program).due_on == date(2025, 11, 10)
        assert an.read().fresh == []

    def test_two_officers_decide_once(
        self, dung: Actor, chi: Actor, hoa: Actor, early: str
    ) -> None:
        dung.say(f"/giahan {early}").say("20/11/2025").say("Chờ đo đạc.")
        hoa.read()
        chi.read().press("Đồng ý")
        hoa.press("Không đồng ý")

        assert "Không có đề nghị thêm thời gian nào" in hoa.text
        assert [one.state for one in dung.program.all_of(Extension)] == ["granted"]

    def test_one_request_at_a_time(self, dung: Actor, early: str) -> None:
        dung.say(f"/giahan {early}").say("20/11/2025").say("Chờ đo đạc.")

        assert "đang chờ Văn phòng xét" in dung.say(f"/giahan {early}").text


class TestNotOurs:
    """/chuyen: back to the office, never counted as answered."""

    @everywhere
    def test_it_goes_back_with_the_reason(
        self, sqlite_program: Program, an: Actor, chi: Actor, code: str, channel: str
    ) -> None:
        dung = enrol_agency(Actor(program=sqlite_program, name="dung", channel=channel))
        dung.say(f"/traloi {code}").press("Không thuộc thẩm quyền").say(
            "Đường do thành phố quản lý."
        )

        assert "“Đường do thành phố quản lý.”" in chi.read().text
        assert "chưa phải là câu trả lời" in an.read().text
        assert (state_of(sqlite_program), task_of(sqlite_program).state) == (
            "classified",
            "given_back",
        )
        assert limit_of(sqlite_program).state == "open"
        assert is_sound(sqlite_program)

    def test_what_was_published_is_not_given_back(self, dung: Actor, chi: Actor, code: str) -> None:
        hand_in(dung, code)
        chi.say(f"/duyet {code}").press("Công bố")

        assert "vừa có thay đổi" in dung.say(f"/chuyen {code}").text
        assert task_of(dung.program).state == "answered"

    def test_the_officer_may_think_better_of_it(self, dung: Actor, code: str) -> None:
        dung.say(f"/chuyen {code}").press("Thôi, không chuyển lại")

        assert task_of(dung.program).state == "given"

    def test_the_office_gives_nothing_back_for_an_agency(self, chi: Actor, code: str) -> None:
        assert "không làm việc này được" in chi.say(f"/chuyen {code}").text
