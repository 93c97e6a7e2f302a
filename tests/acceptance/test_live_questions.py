"""Questions in an online session: what citizens may send, what moderators do, two at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select
from stage import Actor, Program
from stage.conclusion import CODE
from stage.live import ASK, ask, introduce, open_session, sheet_of, work
from stage.scenes import Scenes
from stage.walks import enrol
from states.invariants import check

from dialogue.roles import Role
from handlers.messages import Kind
from storage import live
from storage.tables import Attachment, Audit, Petition, SessionQuestion, Staff
from storage.work import Work

LAND = "Bao giờ xã cấp sổ đỏ cho thôn Đông?"
ROADS = "Khi nào sửa đường liên thôn?"
ASKED = ("person_id", "address_id", "name", "village_id", "text")
# Wrong numbers, versions and states, of a question that is held and a session that is open.
ABSURD = (
    *("qua 99 1", "qua 1 7", "qua", "qua x y", "traloi 1 1", "trave 1", "vanban 1", "sualoi 1"),
    *("xetlai 1", "cau 0", "cho 99", "hang -1", "bienban 9999999999999", "mo 5", "dongchac 9"),
    *("chuyen", "khongco", "cau 99999999999999999999", "tuchoi 1 9"),
)


@pytest.fixture
def sqlite_program(scenes: Scenes) -> Iterator[Program]:
    """Chi has opened the session, Hoa helps her, Bình has given name and village."""

    def play(an: Actor) -> None:
        program = an.program
        enrol(Actor(program=program, name="hoa"), "Trần Thị Hoa")
        open_session(enrol(Actor(program=program, name="chi")))
        introduce(Actor(program=program, name="binh"), "Trần Thị Bình")

    with scenes.at("an online session", play) as an:
        opened = an.program.database.read_now(an.program.conference).starts_at
        an.program.now = opened
        an.program.wait(hours=2)
        yield an.program


@pytest.fixture
def session(sqlite_program: Program) -> Actor:
    """Chi, who runs it."""
    return Actor(program=sqlite_program, name="chi")


@pytest.fixture
def hoa(sqlite_program: Program) -> Actor:
    """A second moderator."""
    return Actor(program=sqlite_program, name="hoa")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Where files lie."""
    return tmp_path / "files"


def question(program: Program, number: int) -> SessionQuestion:
    return next(one for one in program.all_of(SessionQuestion) if one.number == number)


def states(program: Program) -> list[str]:
    return [one.state for one in program.all_of(SessionQuestion)]


def wrong(program: Program) -> list[str]:
    return program.database.read_now(check)


class TestAsking:
    """What a citizen may send, and sees."""

    def test_what_was_written_unasked_is_offered_as_the_question(
        self, sqlite_program: Program, session: Actor, binh: Actor
    ) -> None:
        binh.open().say(ROADS).press(ASK).press("Gửi câu hỏi này")

        assert "Đã nhận câu hỏi số 1" in binh.text
        assert question(sqlite_program, 1).text == ROADS
        assert "dở" not in binh.open().text

    def test_a_word_leads_there_too_while_a_session_is_on(
        self, session: Actor, binh: Actor
    ) -> None:
        assert "Xin viết câu hỏi" in binh.open().say("ĐẶT CÂU HỎI").text

    def test_a_photo_an_empty_or_an_endless_text_is_asked_again(
        self, sqlite_program: Program, session: Actor, binh: Actor
    ) -> None:
        binh.say("/hoi").send_photo("Ảnh")
        assert "chỉ nhận câu hỏi bằng chữ" in binh.text
        assert "bằng chữ" in binh.say("\u200b").text
        assert "1001 ký tự" in binh.say("á" * 1_001).text.replace(".", "").replace("\u00a0", "")

        assert states(sqlite_program) == []

    def test_one_person_has_no_more_than_three_waiting(
        self, sqlite_program: Program, session: Actor, binh: Actor
    ) -> None:
        for text in ("Câu một?", "Câu hai?", "Câu ba?"):
            ask(binh, text)

        assert "3 câu hỏi chờ" in binh.say("/hoi").text
        assert states(sqlite_program) == ["held"] * 3

    def test_the_same_words_sent_twice_are_one_question(
        self, sqlite_program: Program, session: Actor, binh: Actor
    ) -> None:
        ask(binh, ROADS)

        assert "Đã nhận câu hỏi số 1" in ask(binh, ROADS).text
        assert len(states(sqlite_program)) == 1

    def test_what_comes_after_the_closing_is_kept_for_a_petition(
        self, sqlite_program: Program, session: Actor, binh: Actor
    ) -> None:
        binh.say("/hoi")
        session.say(f"/phien {CODE} dong").press("Ngừng ngay")
        assert "ngừng nhận câu hỏi" in binh.say(ROADS).text
        register_rest(binh)

        assert ROADS in binh.text
        assert states(sqlite_program) == []

    def test_who_refuses_consent_leaves_nothing(
        self, sqlite_program: Program, stranger: Actor
    ) -> None:
        stranger.open().press(ASK).press("Không đồng ý")

        assert "lịch" in stranger.text.lower()
        assert states(sqlite_program) == []

    def test_its_author_takes_it_back_until_it_is_called(
        self, sqlite_program: Program, session: Actor, binh: Actor
    ) -> None:
        ask(binh, ROADS)
        binh.press("Câu hỏi của tôi")
        session.say(f"/phien {CODE} qua 1")
        assert "vừa có thay đổi" in binh.press("Rút câu 1").text
        binh.press("Rút câu 1")

        assert states(sqlite_program) == ["withdrawn"]
        assert "chờ" not in session.say(f"/phien {CODE} qua 1 2").text.split("Tình trạng")[0]

    def test_nobody_sees_or_takes_back_what_others_asked(
        self, sqlite_program: Program, session: Actor, an: Actor, binh: Actor
    ) -> None:
        ask(binh, ROADS)
        an.say(f"/hoi {CODE} rut 1 1")
        assert "không phải câu hỏi của Ông/Bà" in an.text
        assert ROADS not in an.text
        assert states(sqlite_program) == ["held"]


def register_rest(actor: Actor) -> Actor:
    """To the summary of a petition for the general box, with what was held as its content."""
    actor.say("/gui").say("Trần Thị Bình").press("Thôn Đông").press("Người dân")
    actor.press("Cho bản thân, gia đình").press("Không cần").press("Tôi không rõ")
    return actor.press("Xong")


class TestModerating:
    """Two at once, wrong roles, other communes, states that do not take it."""

    def test_of_two_moderators_the_second_is_told_who_was_first(
        self, sqlite_program: Program, session: Actor, hoa: Actor, binh: Actor
    ) -> None:
        ask(binh, ROADS)
        hoa.say(f"/phien {CODE} cau 1")
        session.say(f"/phien {CODE} qua 1 1")
        hoa.press("Không đưa ra phiên")

        assert "Lê Thị Chi vừa xử lý câu 1" in hoa.text
        assert states(sqlite_program) == ["queued"]

    def test_a_reason_that_was_being_written_meanwhile_refuses_nothing(
        self, sqlite_program: Program, session: Actor, hoa: Actor, binh: Actor
    ) -> None:
        ask(binh, ROADS)
        hoa.say(f"/phien {CODE} tuchoi 1 1")
        session.say(f"/phien {CODE} qua 1 1")
        hoa.press("Có lời lẽ xúc phạm")

        assert "vừa xử lý" in hoa.text
        assert states(sqlite_program) == ["queued"]

    def test_two_who_call_the_next_call_one(
        self, sqlite_program: Program, session: Actor, hoa: Actor, an: Actor, binh: Actor
    ) -> None:
        introduce(an, "Nguyễn Văn An").say(LAND)
        ask(binh, ROADS)
        for number in (1, 2):
            session.say(f"/phien {CODE} qua {number}")
        for officer in (session, hoa):
            officer.say(f"/phien {CODE}")
        session.press("Mời câu tiếp theo")

        assert "câu 1 đang được trả lời, do Lê Thị Chi mời" in hoa.press("Mời câu tiếp theo").text
        assert states(sqlite_program) == ["called", "queued"]

    def test_two_who_note_the_answer_note_one(
        self, sqlite_program: Program, session: Actor, hoa: Actor, binh: Actor
    ) -> None:
        ask(binh, ROADS)
        session.say(f"/phien {CODE} qua 1").say(f"/phien {CODE} tiep")
        for officer in (session, hoa):
            officer.say(f"/phien {CODE} traloi 1")
        session.press("Người chủ trì").say("Quý một sửa.")
        hoa.say("Ông Ba, Phòng Kinh tế")

        assert "vừa xử lý" in hoa.text
        assert question(sqlite_program, 1).note == "Quý một sửa."

    def test_a_refusal_is_read_by_its_author_and_can_be_looked_at_again(
        self, sqlite_program: Program, session: Actor, binh: Actor
    ) -> None:
        ask(binh, ROADS)
        session.say(f"/phien {CODE} tuchoi 1").press("Trùng với câu hỏi đã có trong phiên")
        assert "Trùng với câu hỏi đã có trong phiên" in binh.read().text
        assert "Gửi câu hỏi, kiến nghị" in binh.labels
        session.say(f"/phien {CODE} xetlai 1")

        assert "chờ xét" in binh.say(f"/hoi {CODE} cuatoi").text
        assert question(sqlite_program, 1).reason == ""

    def test_what_nobody_looked_at_waits_for_the_office_after_the_closing(
        self, sqlite_program: Program, session: Actor, binh: Actor, files: Path
    ) -> None:
        """Not accepted unseen: the office decides on it as on any other opinion."""
        ask(binh, ROADS)
        session.say(f"/phien {CODE} dong").press("Ngừng ngay")
        work(sqlite_program, files)

        (petition,) = sqlite_program.all_of(Petition)
        assert (petition.state, petition.person_id) == (
            "received",
            question(sqlite_program, 1).person_id,
        )
        assert str(petition.code) in binh.say("/cuatoi").text
        assert wrong(sqlite_program) == []

    def test_closing_carries_hundreds_over_in_pieces_and_once(
        self, sqlite_program: Program, session: Actor, binh: Actor, files: Path
    ) -> None:
        ask(binh, ROADS)

        def more(work: Work) -> None:
            like = work.session.exec(select(SessionQuestion)).one()
            values = like.model_dump(exclude={"id", "number"})
            conference = sqlite_program.conference(work)
            for _ in range(24):
                live.ask(
                    work,
                    conference,
                    sqlite_program.now,
                    **{k: v for k, v in values.items() if k in ASKED},
                )

        sqlite_program.change(more)
        session.say(f"/phien {CODE} dong").press("Ngừng ngay")
        session.say(f"/phien {CODE} chuyen")
        work(sqlite_program, files)

        assert len(sqlite_program.all_of(Petition)) == 25
        assert set(states(sqlite_program)) == {"written"}
        assert session.read().text.count("Tất cả 25 câu của phiên") == 1

    def test_no_other_role_runs_it(
        self, sqlite_program: Program, session: Actor, binh: Actor
    ) -> None:
        ask(binh, ROADS)
        for role in set(Role) - {Role.OFFICE}:
            somebody = enrol(Actor(program=sqlite_program, name=f"r-{role}"), "Đỗ Văn Em", role)
            for verb in ("", "qua 1 1", "tiep", "dongchac 1", "bienban"):
                text = somebody.say(f"/phien {CODE} {verb}").text

                assert "không làm việc này được" in text, (role, verb)
                assert ROADS not in text, (role, verb)
        assert states(sqlite_program) == ["held"]

    def test_another_commune_neither_sees_nor_touches_it(
        self, sqlite_program: Program, session: Actor, binh: Actor
    ) -> None:
        ask(binh, ROADS)
        sqlite_program.add_neighbour()
        theirs = Actor(program=sqlite_program, name="ben", account="ben")
        theirs.say(f"/thamgia {sqlite_program.invite(commune='ben')}").say("Lý Văn Bên")

        assert "không có hội nghị mang mã đó" in theirs.say(f"/phien {CODE} qua 1 1").text
        stranger = Actor(program=sqlite_program, name="khach", account="ben")
        assert ASK not in stranger.open().labels
        assert "không có phiên trực tuyến nào" in stranger.say(f"/hoi {CODE}").text
        assert states(sqlite_program) == ["held"]

    def test_what_cannot_be_done_is_said_and_changes_nothing(
        self, sqlite_program: Program, session: Actor, binh: Actor
    ) -> None:
        ask(binh, ROADS)
        before = [one.model_dump() for one in sqlite_program.all_of(SessionQuestion)]
        for typed in ABSURD:
            assert session.say(f"/phien {CODE} {typed}").labels, typed
            assert not session.text.startswith("Đã"), typed

        assert [one.model_dump() for one in sqlite_program.all_of(SessionQuestion)] == before

    def test_words_that_begin_like_a_formula_stay_words_in_the_file(
        self, sqlite_program: Program, session: Actor, binh: Actor, files: Path
    ) -> None:
        ask(binh, "=HYPERLINK(1)")
        session.say(f"/phien {CODE} tep")
        work(sqlite_program, files)

        assert sheet_of(sqlite_program, files)[1][5] == "=HYPERLINK(1)"
        assert session.read().last.files
        assert "Tất cả câu hỏi của" in session.last.text
        (taken,) = [one for one in sqlite_program.all_of(Audit) if one.action == "sheet_taken"]
        assert taken.detail["what"] == "session"

    def test_the_file_does_not_come_to_who_has_lost_the_role_meanwhile(
        self, sqlite_program: Program, session: Actor, binh: Actor, files: Path
    ) -> None:
        ask(binh, ROADS)
        session.say(f"/phien {CODE} tep")
        before = len(sqlite_program.all_of(Attachment))

        def take_on_another_role(work: Work) -> None:
            for duty in work.session.exec(select(Staff)):
                duty.role = "front"

        sqlite_program.change(take_on_another_role)
        work(sqlite_program, files)

        assert len(sqlite_program.all_of(Attachment)) == before

    def test_an_author_who_takes_no_messages_is_said_to_the_moderator_and_loses_nothing(
        self, sqlite_program: Program, session: Actor, binh: Actor
    ) -> None:
        ask(binh, ROADS)
        binh.do(Kind.BLOCKED)
        session.say(f"/phien {CODE} qua 1").say(f"/phien {CODE} vanban 1")

        assert "hiện không nhận được tin" in session.text
        (petition,) = sqlite_program.all_of(Petition)
        assert str(petition.code) in binh.say("/cuatoi").text

    def test_opened_again_on_its_day_it_counts_from_then(
        self, sqlite_program: Program, session: Actor
    ) -> None:
        session.say(f"/phien {CODE} dong").press("Ngừng ngay")
        sqlite_program.wait(minutes=30)
        session.say(f"/phien {CODE}").press("Bắt đầu nhận câu hỏi")

        row = sqlite_program.database.read_now(
            lambda work: live.session_of(work, sqlite_program.conference(work))
        )
        assert row is not None
        assert (row.opened_at, row.closed_at) == (sqlite_program.now, None)
