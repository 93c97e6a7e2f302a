"""The link to an online conference: set, changed, and given to nobody who may not join."""

from pathlib import Path

import pytest
from sqlmodel import select
from stage import Actor, Program
from stage.conclusion import CODE
from stage.news import tell
from stage.online import LINK, put_online
from stage.walks import enrol, register, secret_of

from storage.blobs import Blobs
from storage.tables import Attachment, Conference, Petition
from storage.work import Work


@pytest.fixture
def hoa(sqlite_program: Program) -> Actor:
    """A second officer."""
    return enrol(Actor(program=sqlite_program, name="hoa"), "Trần Thị Hoa")


class TestTheLink:
    """Who is given it, and what is taken for one."""

    def test_who_was_refused_a_seat_or_waits_for_one_is_not_given_it(
        self, sqlite_program: Program, an: Actor
    ) -> None:
        register(an)
        put_online(sqlite_program)
        assert LINK in an.say("/lich").text

        def refuse(work: Work) -> None:
            work.session.exec(select(Petition)).one().seat = "refused"

        sqlite_program.change(refuse)
        assert LINK not in an.say("/lich").text
        assert "Đường dẫn tham gia được gửi cho người đã đăng ký" in an.text

    def test_who_claims_a_registration_by_code_and_secret_is_given_it(
        self, sqlite_program: Program, an: Actor, binh: Actor
    ) -> None:
        code = register(an)
        secret = secret_of(an)
        put_online(sqlite_program)
        assert LINK not in binh.say("/lich").text
        binh.say(f"/tracuu {code} {secret}")

        assert LINK in binh.say("/lich").text

    def test_who_is_given_a_seat_is_given_the_link_with_it(
        self, sqlite_program: Program, an: Actor, chi: Actor
    ) -> None:
        code = register(an)
        put_online(sqlite_program)
        chi.say(f"/xet {code} cho")

        assert any(choice.url == LINK for choice in an.read().last.choices)

    def test_of_two_officers_who_set_it_the_second_is_shown_what_stands_there(
        self, sqlite_program: Program, chi: Actor, hoa: Actor
    ) -> None:
        put_online(sqlite_program)
        for officer in (chi, hoa):
            officer.say(f"/hoinghi {CODE} duongdan")
        chi.say("https://a.example.vn/1")
        hoa.say("https://b.example.vn/2")

        assert "vừa có thay đổi" in hoa.text
        assert sqlite_program.all_of(Conference)[0].join_link == "https://a.example.vn/1"

    def test_a_conference_face_to_face_has_none(self, chi: Actor) -> None:
        assert "Chỉ hội nghị trực tuyến" in chi.say(f"/hoinghi {CODE} duongdan").text

    def test_those_who_do_not_join_hear_that_it_is_online_and_not_where(
        self, sqlite_program: Program, an: Actor, chi: Actor, tmp_path: Path
    ) -> None:
        """Neither in the words nor in the calendar file."""
        register(an)
        put_online(sqlite_program)

        def put_in_line(work: Work) -> None:
            work.session.exec(select(Petition)).one().waiting_since = sqlite_program.now

        sqlite_program.change(put_in_line)
        chi.say(f"/hoinghi {CODE} duongdan").say("https://zoom.us/j/2")
        tell(sqlite_program, tmp_path)

        assert "Hội nghị họp trực tuyến." in an.read().text
        assert "zoom.us" not in an.text
        own = an.last.files[0].attachment
        (row,) = [one for one in sqlite_program.all_of(Attachment) if one.id == own]
        assert b"zoom.us" not in Blobs(tmp_path).read(row.sha256)

    def test_a_link_of_a_draft_is_told_to_nobody(
        self, sqlite_program: Program, an: Actor, chi: Actor, tmp_path: Path
    ) -> None:
        put_online(sqlite_program)
        sqlite_program.change(
            lambda work: setattr(sqlite_program.conference(work), "state", "draft")
        )
        chi.say(f"/hoinghi {CODE} duongdan").say("https://zoom.us/j/2")
        tell(sqlite_program, tmp_path)

        assert "Đã lưu thay đổi." in chi.text
        assert "được báo" not in chi.text
