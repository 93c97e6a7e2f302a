"""A whole online conference in session, from the link to the record for the minutes."""

from pathlib import Path

import pytest
from icalendar import Calendar
from stage import Actor, Program
from stage.conclusion import CODE, petition_of
from stage.live import ASK, introduce, open_session, sheet_of, work
from stage.news import tell
from stage.online import begin, put_online
from stage.walks import enrol, register, secret_of
from states.invariants import check

from dialogue.conference_life import ConferenceState
from storage.blobs import Blobs
from storage.tables import Attachment, Conference, Deadline, SessionQuestion
from storage.work import Work

LAND = "Bao giờ xã cấp sổ đỏ cho thôn Đông?"
WATER = "Nước sinh hoạt đục, ai xử lý?"
ROADS = "Khi nào sửa đường liên thôn?"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Where files lie."""
    return tmp_path / "files"


@pytest.fixture
def hoa(sqlite_program: Program) -> Actor:
    """A second moderator."""
    return enrol(Actor(program=sqlite_program, name="hoa"), "Trần Thị Hoa")


@pytest.fixture
def session(chi: Actor) -> Actor:
    """Chi, who has just opened the session."""
    return open_session(chi)


def states(program: Program) -> list[str]:
    return [one.state for one in program.all_of(SessionQuestion)]


def wrong(program: Program) -> list[str]:
    return program.database.read_now(check)


def change(program: Program, **values: object) -> None:
    """Of the conference, behind everybody's back."""

    def put(work: Work) -> None:
        for name, value in values.items():
            setattr(program.conference(work), name, value)

    program.change(put)


@pytest.mark.parametrize("channel", ["web", "poor"])
def test_a_whole_session_from_the_link_to_the_record(
    sqlite_program: Program, an: Actor, binh: Actor, files: Path, channel: str
) -> None:
    """hai-phong-13-hd III.2.2: an online conference, moderated in fair turns."""
    program = sqlite_program
    chi = enrol(Actor(program=program, name="chi", channel=channel))
    register(an)
    put_online(program)

    # The link is set; who has registered is told, with a calendar file that holds it.
    chi.say(f"/hoinghi {CODE}").press("Đường dẫn tham gia").say("zoom.us/j/1")
    assert "bắt đầu bằng https://" in chi.text
    chi.say("https://zoom.us/j/2?pwd=x")
    tell(program, files)
    assert "https://zoom.us/j/2?pwd=x" in an.read().text
    assert str(calendar_of(program, an, files)["url"]) == "https://zoom.us/j/2?pwd=x"
    assert "https://zoom.us/j/2?pwd=x" in an.say("/lich").text
    assert "zoom.us" not in binh.say("/lich").text

    # In session: An asks twice before Bình asks once.
    begin(program)
    chi.say(f"/phien {CODE}").press("Bắt đầu nhận câu hỏi")
    an.open().press(ASK).say(LAND)
    assert "Đã nhận câu hỏi số 1" in an.text
    an.press("Gửi câu hỏi khác").say(WATER)
    introduce(binh, "Trần Thị Bình").say(ROADS)
    assert "chờ xét" in an.say("/hoi").press("Thôi, không hỏi").text

    # All three are let through; Bình's first goes before An's second.
    chi.say(f"/phien {CODE}").press("Xét câu hỏi (3)").press("Mở câu 1")
    chi.press("Đưa ra phiên").press("Đưa ra phiên").press("Đưa ra phiên")
    assert "đứng thứ 2 trong hàng chờ" in chi.text
    assert "thứ 3 trong 3 câu" in an.press("Câu hỏi của tôi").text

    # The first is answered, the second deferred, the third left when the session closes.
    chi.say(f"/phien {CODE}").press("Mời câu tiếp theo")
    assert "đang được trả lời tại phiên" in an.read().text
    chi.press("Ghi đã trả lời").press("Người chủ trì").say("Tháng 12 cấp xong.")
    assert "Tháng 12 cấp xong." in an.read().text
    chi.press("Mời câu tiếp theo")
    assert ROADS in chi.text
    chi.press("Trả lời bằng văn bản sau")
    code, secret = dict(binh.read().last.facts)["Mã"], secret_of(binh)
    chi.press("Ngừng nhận câu hỏi").press("Ngừng ngay")
    work(program, files)
    assert "Tất cả 2 câu của phiên" in chi.read().text
    left = dict(an.read().last.facts)["Mã"]

    # Both are ordinary matters: looked up, concluded on, with a written reply that is owed.
    assert ROADS in Actor(program=program, name="khac").say(f"/tracuu {code} {secret}").text
    assert (petition_of(program, code).state, petition_of(program, left).state) == (
        "accepted",
        "accepted",
    )
    owed = {one.petition_id for one in program.all_of(Deadline) if one.key == "written_reply"}
    assert {petition_of(program, code).id, petition_of(program, left).id} <= owed
    assert code in chi.say(f"/ketluan {CODE}").text
    assert left in chi.text

    # The record of the session, for the minutes.
    chi.say(f"/phien {CODE}").press("Tất cả câu hỏi").press("Lấy bảng Excel")
    work(program, files)
    rows = sheet_of(program, files)
    assert [(row[0], row[3], row[5]) for row in rows[1:]] == [
        ("1", "Nguyễn Văn An", LAND),
        ("2", "Nguyễn Văn An", WATER),
        ("3", "Trần Thị Bình", ROADS),
    ]
    assert "Tháng 12 cấp xong." in str(rows[1][7])
    assert code in str(rows[3][7])
    assert wrong(program) == []


def calendar_of(program: Program, actor: Actor, files: Path) -> Calendar:
    sent = [file for reply in actor.fresh for file in reply.files]
    row = next(one for one in program.all_of(Attachment) if one.id == sent[-1].attachment)
    (event,) = Calendar.from_ical(Blobs(files).read(row.sha256)).walk("VEVENT")
    return event  # type: ignore[return-value]


class TestOpening:
    """Only when people know of it, on its day, while it is in session."""

    def test_not_before_the_conference_has_begun(
        self, sqlite_program: Program, an: Actor, chi: Actor
    ) -> None:
        put_online(sqlite_program)

        assert "Chỉ nhận câu hỏi khi hội nghị đang họp" in chi.say(f"/phien {CODE} mo").text
        assert ASK not in an.open().labels

    def test_not_on_another_day_than_people_know(self, sqlite_program: Program, chi: Actor) -> None:
        begin(sqlite_program)
        sqlite_program.wait(hours=11)
        sqlite_program.wait(hours=8)
        chi = enrol(Actor(program=sqlite_program, name="mai"), "Lê Thị Mai")

        assert "người dân chỉ biết ngày đó" in chi.say(f"/phien {CODE} mo").text

    def test_not_what_was_never_announced(self, sqlite_program: Program, chi: Actor) -> None:
        begin(sqlite_program)
        change(sqlite_program, announced_at=None)

        assert "chưa được thông báo" in chi.say(f"/phien {CODE} mo").text

    def test_a_plan_that_was_discarded_is_not_offered(
        self, sqlite_program: Program, chi: Actor
    ) -> None:
        put_online(sqlite_program)
        change(sqlite_program, state=ConferenceState.DISCARDED)

        assert "Chưa có hội nghị trực tuyến nào" in chi.say("/phien").text

    def test_of_two_who_open_it_the_second_is_told(
        self, sqlite_program: Program, chi: Actor, hoa: Actor
    ) -> None:
        begin(sqlite_program)
        for officer in (chi, hoa):
            officer.say(f"/phien {CODE}")
        chi.press("Bắt đầu nhận câu hỏi")

        assert (
            "một cán bộ khác vừa cho bắt đầu hoặc ngừng" in hoa.press("Bắt đầu nhận câu hỏi").text
        )

    def test_the_conference_is_not_concluded_nor_put_off_over_open_questions(
        self, sqlite_program: Program, session: Actor
    ) -> None:
        for command in (f"/ketluan {CODE} ketthuc", f"/hoinghi {CODE} hoan"):
            assert "Xin ngừng nhận câu hỏi trước" in session.say(command).text

        assert sqlite_program.all_of(Conference)[0].state == ConferenceState.IN_SESSION

    def test_no_notice_is_issued_before_every_question_has_become_a_matter(
        self, session: Actor, binh: Actor, files: Path
    ) -> None:
        introduce(binh.open().press(ASK), "Trần Thị Bình").say(ROADS)
        session.say(f"/phien {CODE}").press("Ngừng nhận câu hỏi").press("Ngừng ngay")
        session.say(f"/ketluan {CODE} ketthuc")
        assert "chưa thành kiến nghị" in session.say(f"/ketluan {CODE} thongbao").text
        work(session.program, files)

        assert "chưa thành kiến nghị" not in session.say(f"/ketluan {CODE} thongbao").text

    def test_it_is_opened_again_after_it_was_closed(
        self, sqlite_program: Program, session: Actor, binh: Actor
    ) -> None:
        session.press("Ngừng nhận câu hỏi").press("Ngừng ngay")
        assert "không có phiên trực tuyến nào" in binh.say("/hoi").text
        session.say(f"/phien {CODE}").press("Bắt đầu nhận câu hỏi")

        introduce(binh, "Trần Thị Bình").say(ROADS)
        assert states(sqlite_program) == ["held"]
