"""/ketluan: what was concluded of each matter, the notice, and all to whom it goes."""

from collections.abc import Sequence

import pytest
from sqlmodel import select
from stage import Actor, Program
from stage.answers import give
from stage.conclusion import (
    CODE,
    by_rule,
    classified,
    conference_of,
    hold,
    petition_of,
    put_in_agency,
)
from stage.walks import enrol, everywhere, secret_of
from states.invariants import check

from dialogue.conference_life import ConferenceState
from dialogue.roles import Role
from dialogue.task import Purpose, TaskState
from storage import conclusions
from storage.tables import (
    Conclusion,
    ConclusionMatter,
    ConclusionRecipient,
    Deadline,
    Petition,
    Task,
)
from storage.work import Work

ANSWERED = "tra_loi_tai_hoi_nghi"
LATER = "kiem_tra_tra_loi_sau"

NUMBER = "125-TB/ĐU"


@pytest.fixture
def held(sqlite_program: Program, an: Actor, chi: Actor) -> str:
    """An's matter, to be answered at the conference, which has begun; its code."""
    code = classified(an, ANSWERED)
    hold(sqlite_program)
    return code


def write_notice(
    chi: Actor, number: str = NUMBER, text: str = "Các việc đã được xem xét."
) -> Actor:
    """Number, day and words, and look at it once more."""
    chi.say(f"/ketluan {CODE} thongbao").say(number).press("Hôm nay").say("Đã xem xét.")
    return chi


def conclude(chi: Actor) -> Actor:
    """Take what is proposed and end the session."""
    chi.say(f"/ketluan {CODE}").press("Ghi tất cả theo đề xuất")
    return chi.press("Kết thúc hội nghị")


def also_raised(work: Work, code: str, names: Sequence[str]) -> None:
    """Others have raised a matter too, and nobody has sent them the notice yet."""
    like = work.session.exec(select(Petition).where(Petition.code == code)).one()
    notice = work.session.exec(select(Conclusion)).one()
    values = like.model_dump(exclude={"id", "code", "name", "secret_hash"})
    for number, name in enumerate(names, start=50):
        petition = Petition(**values, code=f"XM25-00{number}", name=name)
        work.session.add(petition)
        work.session.flush()
        conclusions.add_recipient(
            work, notice, key="raisers", name=petition.code, petition_id=petition.id
        )


def limit(program: Program, key: str, petition: int | None = None) -> Deadline:
    """One time limit as it stands now."""

    def find(work: Work) -> Deadline:
        return work.session.exec(
            select(Deadline).where(Deadline.key == key, Deadline.petition_id == petition)
        ).one()

    return program.database.read_now(find)


def wrong(program: Program) -> list[str]:
    """What does not hold in the database."""
    return program.database.read_now(check)


def _answered(work: Work) -> None:
    """What was prepared is ready."""
    work.session.exec(select(Task)).one().state = TaskState.ANSWERED


class TestWholeWay:
    """From the session to the notice that all have."""

    @everywhere
    def test_a_settled_matter_is_told_to_its_author_with_number_and_day(
        self, sqlite_program: Program, an: Actor, channel: str
    ) -> None:
        """V.3.1(1): the notice goes to each who raised a matter."""
        chi = enrol(Actor(program=sqlite_program, name="chi", channel=channel))
        code = classified(an, ANSWERED)
        hold(sqlite_program)

        write_notice(conclude(chi)).press("Ban hành và gửi")

        assert f"Đã ban hành thông báo {NUMBER} với 1 việc." in chi.text
        assert f"Thông báo {NUMBER}, thứ Tư, 29/10/2025" in an.read().text
        assert f"việc Ông/Bà nêu ở {code} đã được giải quyết" in an.text
        assert petition_of(sqlite_program, code).state == "settled"
        assert conference_of(sqlite_program).state == ConferenceState.REPLIES_DUE
        assert wrong(sqlite_program) == []

    def test_by_the_province_what_was_settled_is_replied_to_in_writing_as_well(
        self, sqlite_program: Program, an: Actor, chi: Actor, held: str, dung: Actor
    ) -> None:
        """tinh-1573-qd 9.3: 7 working days after the notice of 29/10/2025 are 7/11/2025."""
        put_in_agency(sqlite_program, "Phòng Kinh tế")
        by_rule(sqlite_program, "tinh-1573-qd")
        write_notice(conclude(chi)).press("Ban hành và gửi")
        told = an.read().text
        chi.say("/viec").press("Chờ giao trả lời bằng văn bản (1)").press(f"Giao {held}")
        chi.press("Phòng Kinh tế").press("Không cần phối hợp").press("Chậm nhất thứ Sáu, 7/11/2025")
        owed = limit(sqlite_program, "written_reply", 1)

        assert "thông báo kết quả bằng văn bản, dự kiến chậm nhất thứ Sáu, 7/11/2025" in told
        assert (owed.state, str(owed.legal_due)) == ("open", "2025-11-07")
        assert "Chậm nhất: thứ Sáu, 7/11/2025" in dung.say(f"/traloi {held}").text
        assert petition_of(sqlite_program, held).state == "settled"
        assert wrong(sqlite_program) == []

    def test_whoever_prepared_the_answer_that_settled_it_owes_that_reply(
        self, sqlite_program: Program, an: Actor, chi: Actor, held: str
    ) -> None:
        """tinh-1573-qd 9.3: the bodies that have settled it."""
        by_rule(sqlite_program, "tinh-1573-qd")
        give(sqlite_program, held, purpose=Purpose.PREPARED)
        sqlite_program.change(_answered)
        write_notice(conclude(chi)).press("Ban hành và gửi")
        prepared, reply = sqlite_program.all_of(Task)

        assert (reply.purpose, str(reply.due_on)) == ("reply", "2025-11-07")
        assert reply.agency_id == prepared.agency_id
        assert "Phòng Kinh tế sẽ thông báo kết quả bằng văn bản" in an.read().text

    def test_by_others_what_was_settled_is_owed_nothing_more(
        self, sqlite_program: Program, chi: Actor, held: str
    ) -> None:
        """hai-phong-13-hd V.3.2: a reply to what was not settled at the conference."""
        write_notice(conclude(chi)).press("Ban hành và gửi")

        assert limit(sqlite_program, "written_reply", 1).state == "met"
        assert "Chưa ghi gì" in chi.say(f"/giao {held}").text
        assert "Xem việc giao trả lời" not in chi.say(f"/xet {held}").labels

    def test_an_assigned_matter_becomes_a_task_with_the_day_of_the_regulation(
        self, sqlite_program: Program, an: Actor, chi: Actor, held: str, dung: Actor
    ) -> None:
        """V.3.2: 15 working days after the notice; 29 October and then 19 November 2025."""
        put_in_agency(sqlite_program, "Phòng Kinh tế")
        chi.say(f"/ketluan {CODE} muc {held}").press("Giao cơ quan trả lời").press("Phòng Kinh tế")
        chi.say(f"/ketluan {CODE}").press("Kết thúc hội nghị")
        write_notice(chi).press("Ban hành và gửi")

        task = sqlite_program.all_of(Task)[-1]
        assert (task.purpose, task.part, str(task.due_on)) == ("reply", "lead", "2025-11-19")
        assert petition_of(sqlite_program, held).state == "left_open"
        assert "Phòng Kinh tế sẽ trả lời bằng văn bản" in an.read().text
        assert "thứ Tư, 19/11/2025" in an.text
        assert NUMBER in dung.read().text
        assert "Nguyễn Văn An" not in dung.text
        assert wrong(sqlite_program) == []

    def test_an_earlier_day_that_the_office_names_binds_and_a_later_one_is_refused(
        self, sqlite_program: Program, chi: Actor, held: str
    ) -> None:
        """V.3.2: never later than the regulation's day, with its clause."""
        chi.say(f"/ketluan {CODE} muc {held}").press("Giao cơ quan trả lời").press("Công an xã")
        chi.say(f"/ketluan {CODE} muc {held}").press("Hẹn ngày sớm hơn")

        assert "V.3.2" in chi.say("26/12/2025").text
        chi.say("10/11/2025")
        chi.say(f"/ketluan {CODE}").press("Kết thúc hội nghị")
        write_notice(chi).press("Ban hành và gửi")

        assert str(sqlite_program.all_of(Task)[-1].due_on) == "2025-11-10"

    def test_what_is_noted_or_goes_upward_is_owed_no_reply_by_an_agency(
        self, sqlite_program: Program, an: Actor, chi: Actor, held: str
    ) -> None:
        chi.say(f"/ketluan {CODE} muc {held}").press("Gửi lên cấp trên")
        chi.say(f"/ketluan {CODE}").press("Kết thúc hội nghị")
        write_notice(chi).press("Ban hành và gửi")

        petition = petition_of(sqlite_program, held)
        assert petition.state == "submitted_upward"
        assert limit(sqlite_program, "written_reply", petition.id).state == "void"
        assert "vượt thẩm quyền" in an.read().text

    def test_the_chairs_words_on_a_matter_reach_its_author(
        self, sqlite_program: Program, an: Actor, chi: Actor, held: str
    ) -> None:
        chi.say(f"/ketluan {CODE} muc {held}").press("Đã giải quyết tại hội nghị")
        chi.say(f"/ketluan {CODE} muc {held}").press("Ghi lời kết luận").say(
            "Sửa xong trong tháng."
        )
        chi.press(f"Về kết luận {CODE}").press("Kết thúc hội nghị")
        write_notice(chi).press("Ban hành và gửi")

        assert "“Sửa xong trong tháng.”" in an.read().text


class TestRecipients:
    """Met only when it was sent to all that the regulation names."""

    def test_who_is_not_in_the_chat_is_sent_it_by_hand_and_ticked_off(
        self, sqlite_program: Program, chi: Actor, held: str
    ) -> None:
        """V.3.1(1): raisers, board, front, the level above."""
        board = enrol(Actor(program=sqlite_program, name="ban"), "Ông Ban", Role.BOARD)
        write_notice(conclude(chi)).press("Ban hành và gửi")

        assert "Còn 2 nơi nhận" in chi.text
        assert NUMBER in board.read().text
        assert limit(sqlite_program, "conclusion_notice").state == "open"

        chi.press("Nơi nhận").press("Đã gửi: Mặt trận Tổ quốc Việt Nam cùng cấp")
        chi.press("Trao tận tay").press("Hôm nay")
        chi.press("Đã gửi tất cả nơi còn lại").press("Qua bưu điện").press("Hôm nay")

        assert "Thông báo đã gửi đủ mọi nơi nhận." in chi.text
        assert limit(sqlite_program, "conclusion_notice").state == "met"
        how = {row.key: row.sent_how for row in sqlite_program.all_of(ConclusionRecipient)}
        assert how == {"raisers": "chat", "party_board": "chat", "front": "hand", "upward": "post"}

    def test_people_to_be_handed_it_stand_after_the_bodies_in_the_order_of_their_names(
        self, sqlite_program: Program, chi: Actor, held: str
    ) -> None:
        write_notice(conclude(chi)).press("Ban hành và gửi")
        names = ["Trần Văn Đức", "Lê Thị Ánh", "Vũ Văn Ân"]
        sqlite_program.change(lambda work: also_raised(work, held, names))
        text = chi.say(f"/ketluan {CODE} noinhan").text

        order = ["Mặt trận Tổ quốc", "Lê Thị Ánh", "Vũ Văn Ân", "Trần Văn Đức"]
        places = [text.index(name) for name in order]
        assert places == sorted(places)

    def test_no_name_stands_in_the_list_of_recipients_but_the_code(
        self, sqlite_program: Program, chi: Actor, held: str
    ) -> None:
        write_notice(conclude(chi)).press("Ban hành và gửi")

        names = [row.name for row in sqlite_program.all_of(ConclusionRecipient)]
        assert held in names
        assert "Nguyễn Văn An" not in " ".join(names)

    def test_the_other_regulation_names_the_organisations_as_well(
        self, sqlite_program: Program, an: Actor, chi: Actor
    ) -> None:
        """tinh-1573-qd 9.1."""
        by_rule(sqlite_program, "tinh-1573-qd")
        classified(an, ANSWERED)
        hold(sqlite_program)
        write_notice(conclude(chi)).press("Ban hành và gửi")

        keys = {row.key for row in sqlite_program.all_of(ConclusionRecipient)}
        assert keys == {"raisers", "party_board", "front", "organisations"}

    def test_it_cannot_have_been_sent_before_it_was_issued(
        self, sqlite_program: Program, chi: Actor, held: str
    ) -> None:
        write_notice(conclude(chi)).press("Ban hành và gửi")
        chi.press("Nơi nhận").press("Đã gửi tất cả nơi còn lại").press("Qua bưu điện")

        assert "Ngày phải trong khoảng" in chi.say("28/10/2025").text


class TestMoreTime:
    """Matters that need the longer limit: a reason, a clause, and a supplement."""

    @pytest.fixture
    def two(self, sqlite_program: Program, an: Actor, binh: Actor, chi: Actor) -> tuple[str, str]:
        """Two matters under the city's guidance."""
        by_rule(sqlite_program, "hai-phong-13-hd")
        first, second = classified(an, ANSWERED), classified(binh, LATER)
        hold(sqlite_program)
        return first, second

    def test_without_more_time_every_matter_needs_its_conclusion(
        self, chi: Actor, two: tuple[str, str]
    ) -> None:
        conclude(chi).press("Soạn thông báo kết luận")

        assert "Còn 1 việc chưa ghi kết luận." in chi.text

    def test_the_supplement_names_only_what_was_left_to_it(
        self, sqlite_program: Program, binh: Actor, chi: Actor, two: tuple[str, str]
    ) -> None:
        """V.3.1(1): ordinarily 10, at the longest 15 working days after the conference."""
        conclude(chi).press("Gia hạn cho việc phức tạp").say("Liên quan nhiều cơ quan.")
        assert "thứ Tư, 19/11/2025" in chi.text
        write_notice(chi)
        assert "1 việc chưa ghi kết luận được để lại cho thông báo bổ sung." in chi.text
        chi.press("Ban hành và gửi")
        assert binh.read().fresh == []

        chi.say(f"/ketluan {CODE} muc {two[1]}").press("Ghi nhận, báo cáo cấp trên")
        chi.say(f"/ketluan {CODE}").press("Soạn thông báo bổ sung").say("130-TB/ĐU")
        chi.press("Hôm nay").say("Việc còn lại.").press("Ban hành và gửi")

        assert "Thông báo 130-TB/ĐU" in binh.read().text
        notices = sqlite_program.all_of(Conclusion)
        assert [notice.is_supplement for notice in notices][:2] == [False, True]
        named = [m.petition_id for m in sqlite_program.all_of(ConclusionMatter)]
        assert len(named) == len(set(named)) == 2
        assert wrong(sqlite_program) == []

    def test_where_the_plan_knows_no_more_time_it_is_refused_with_its_clause(
        self, chi: Actor, held: str
    ) -> None:
        """vinh-hoa-2025 V.4 (and its sample): five working days, no extension."""
        chi.say(f"/ketluan {CODE}").press("Gia hạn cho việc phức tạp").say("Việc khó.")

        assert "không cho gia hạn thêm" in chi.text


class TestRaisedInTheSession:
    """Nobody registered it, and it is recorded all the same."""

    def raise_it(self, chi: Actor) -> Actor:
        chi.say(f"/ketluan {CODE}").press("Ghi việc mới nêu tại hội nghị").say("Bà Nguyễn Thị Tư")
        return chi.press("Thôn Hạ").say("Cống thoát nước bị tắc.")

    def test_it_gets_code_and_secret_on_paper_and_its_author_finds_it_by_them(
        self, sqlite_program: Program, chi: Actor, held: str, stranger: Actor
    ) -> None:
        self.raise_it(chi)
        facts = dict(chi.last.facts)
        stranger.say(f"{facts['Mã']} {secret_of(chi)}")

        assert "Cống thoát nước bị tắc." in stranger.text
        assert wrong(sqlite_program) == []

    def test_it_is_concluded_like_any_other_and_its_author_is_told_by_hand(
        self, sqlite_program: Program, chi: Actor, held: str
    ) -> None:
        self.raise_it(chi)
        code = dict(chi.last.facts)["Mã"]
        chi.press(f"Mở {code}").press("Ghi nhận, báo cáo cấp trên")
        write_notice(conclude(chi)).press("Ban hành và gửi").press("Nơi nhận")

        assert petition_of(sqlite_program, code).state == "noted"
        assert f"Đã gửi: Bà Nguyễn Thị Tư ({code})" in chi.labels

    def test_outside_the_scope_it_stays_on_record_by_the_clause_and_out_of_the_notice(
        self, sqlite_program: Program, an: Actor, chi: Actor
    ) -> None:
        """tinh-1573-qd 8.3."""
        by_rule(sqlite_program, "tinh-1573-qd")
        hold(sqlite_program)
        self.raise_it(chi)
        assert "Điều 8.3" in chi.text
        chi.press("Không, ngoài phạm vi")
        code = dict(chi.last.facts)["Mã"]

        assert petition_of(sqlite_program, code).state == "declined"
        assert code not in chi.say(f"/ketluan {CODE}").text

    def test_what_was_begun_and_left_is_not_kept_beside_the_next(
        self, sqlite_program: Program, chi: Actor, held: str
    ) -> None:
        chi.say(f"/ketluan {CODE} neu").say("Ông Bảy").say("/viec")
        self.raise_it(chi)

        assert wrong(sqlite_program) == []


class TestWhoAndWhen:
    """The wrong role, the wrong time, the wrong commune, twice at once."""

    def test_an_agency_may_not(self, dung: Actor) -> None:
        assert "không làm việc này được" in dung.say(f"/ketluan {CODE}").text

    def test_before_it_is_held_nothing_is_concluded(self, chi: Actor) -> None:
        assert "chưa đến bước kết luận" in chi.say(f"/ketluan {CODE}").text

    def test_another_communes_conference_is_not_found(
        self, sqlite_program: Program, held: str
    ) -> None:
        sqlite_program.add_neighbour()
        code = sqlite_program.invite(commune="ben")
        hoa = Actor(program=sqlite_program, name="hoa", account="ben")
        hoa.say(f"/thamgia {code}").say("Trần Thị Hoa")

        assert "không có hội nghị mang mã đó" in hoa.say(f"/ketluan {CODE}").text

    def test_of_two_officers_one_issues_and_everybody_is_told_once(
        self, sqlite_program: Program, an: Actor, chi: Actor, held: str
    ) -> None:
        hoa = enrol(Actor(program=sqlite_program, name="hoa"), "Trần Thị Hoa")
        write_notice(conclude(chi))
        write_notice(hoa)
        an.read()
        chi.press("Ban hành và gửi")
        hoa.press("Ban hành và gửi")

        assert "đã được một cán bộ khác ban hành" in hoa.text
        assert len(an.read().fresh) == 1

    def test_who_chooses_on_what_has_changed_chooses_nothing(
        self, sqlite_program: Program, chi: Actor, held: str
    ) -> None:
        hoa = enrol(Actor(program=sqlite_program, name="hoa"), "Trần Thị Hoa")
        chi.say(f"/ketluan {CODE} muc {held}")
        hoa.say(f"/ketluan {CODE} muc {held}").press("Ghi nhận, báo cáo cấp trên")
        chi.press("Gửi lên cấp trên")

        assert "việc này vừa có thay đổi" in chi.text
        assert [m.outcome for m in sqlite_program.all_of(ConclusionMatter)] == ["noted"]

    def test_a_matter_that_was_withdrawn_meanwhile_is_not_named(
        self, sqlite_program: Program, an: Actor, chi: Actor, held: str
    ) -> None:
        write_notice(conclude(chi))

        def withdraw(work: Work) -> None:
            found = work.session.get_one(type(petition_of(sqlite_program, held)), 1)
            found.state = "declined"

        sqlite_program.change(withdraw)
        chi.press("Ban hành và gửi")

        assert sqlite_program.all_of(ConclusionMatter) == []

    def test_the_dossier_is_archived_when_nothing_is_open(
        self, sqlite_program: Program, chi: Actor, held: str
    ) -> None:
        write_notice(conclude(chi)).press("Ban hành và gửi")
        assert "Lưu hồ sơ hội nghị" not in chi.say(f"/ketluan {CODE}").labels
        chi.press("Nơi nhận").press("Đã gửi tất cả nơi còn lại").press("Qua bưu điện")
        chi.press("Hôm nay").press(f"Về kết luận {CODE}").press("Lưu hồ sơ hội nghị")

        assert conference_of(sqlite_program).state == ConferenceState.ARCHIVED
