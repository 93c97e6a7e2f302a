"""A conference is called off, or its plan discarded: what was sent to it is kept and goes on."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from stage import Actor, Program
from stage.conclusion import petition_of
from stage.news import tell
from stage.scenes import Scenes
from stage.walks import enrol, register
from states.invariants import check

from dialogue.conference_life import ConferenceState
from dialogue.roles import Role
from locales.dates import LOCAL
from storage import conferences
from storage.tables import Conference, Deadline, Delegate, OpinionGroup, Petition, Task
from storage.work import Work

FIRST, OTHER = "DT2510", "H1"
TITLE = "Hội nghị đối thoại bù"
CHOICE = f"{TITLE}, thứ Tư, 26/11/2025"
ECONOMY = "Phòng Kinh tế"
ALIKE = ("kind", "form", "chair", "place", "content", "regulation_id", "regulation_version")


CODE = "XM25-0001"


@pytest.fixture
def an(scenes: Scenes) -> Iterator[Actor]:
    """An's petition for the first conference is classified; Chi and the chair are at work."""
    with scenes.at("classified, with staff", _play) as an:
        yield an


def _play(an: Actor) -> None:
    register(an)
    chi = enrol(Actor(program=an.program, name="chi"))
    chi.say(f"/xet {CODE} nhan")
    chi.say(f"/phanloai {CODE}").press("Giáo dục").press("Trả lời tại hội nghị")
    enrol(Actor(program=an.program, name="em"), "Đỗ Văn Em", Role.CHAIR)
    an.read()


@pytest.fixture
def chi(an: Actor) -> Actor:
    """The officer of that scene."""
    return Actor(program=an.program, name="chi")


@pytest.fixture
def chair(an: Actor) -> Actor:
    """The Secretary of that scene."""
    return Actor(program=an.program, name="em")


@pytest.fixture
def hoa(an: Actor) -> Actor:
    """Another officer."""
    return enrol(Actor(program=an.program, name="hoa"), "Trần Thị Hoa")


@pytest.fixture
def _other(an: Actor) -> None:
    """Another conference, of which people know: 26/11/2025."""
    plan(an.program, ConferenceState.ANNOUNCED)


@pytest.fixture
def _draft(an: Actor) -> None:
    """The same as a plan of which nobody was told."""
    plan(an.program, ConferenceState.DRAFT)


def plan(program: Program, state: ConferenceState) -> None:
    """One more conference by the rules of the first."""

    def add(work: Work) -> None:
        first = work.session.get_one(Conference, 1)
        starts = datetime(2025, 11, 26, 8, tzinfo=LOCAL)
        conferences.plan(
            work,
            first.commune_id,
            **{name: getattr(first, name) for name in ALIKE},
            title=TITLE,
            starts_at=starts,
            registration_closes_at=starts,
            state=state,
            created_at=program.now,
        )

    program.change(add)


def give(chi: Actor, day: str = "20/10/2025") -> None:
    """To an agency."""
    chi.say(f"/giao {CODE}").press(ECONOMY).press("Không cần phối hợp").say(day)


def call_off(chi: Actor, files: Path) -> None:
    """The first conference is not held, and everybody has heard."""
    chi.say(f"/hoinghi {FIRST} huy").say("Sáp nhập xã")
    tell(chi.program, files)


def move_all(chi: Actor) -> Actor:
    return chi.say(f"/hoinghi {FIRST} chuyensang {OTHER} dongy")


def send_to_draft(program: Program) -> None:
    """As a list that was imported for it."""

    def send(work: Work) -> None:
        draft = conferences.by_code(work, 1, OTHER)
        assert draft is not None
        work.session.get_one(Petition, 1).conference_id = draft.id

    program.change(send)


def titles(actor: Actor) -> list[str]:
    """What has come to somebody unasked since the last look."""
    return [reply.title for reply in actor.read().fresh]


def wrong(actor: Actor) -> list[str]:
    """What the database contradicts itself in."""
    return actor.program.database.read_now(check)


ANEW = "Kiến nghị được đưa sang hội nghị khác"


@pytest.mark.usefixtures("_other")
class TestPlacingAnew:
    """One petition goes to another conference."""

    def test_its_dates_are_counted_anew_and_its_author_is_told(
        self, an: Actor, chi: Actor, tmp_path: Path
    ) -> None:
        """mau V.4: 5 working days after 26/11/2025; hai-phong-13-hd V.3.2: 15 after that."""
        call_off(chi, tmp_path)
        an.read()
        chi.say(f"/xet {CODE}").press("Đưa vào hội nghị").press(CHOICE)
        old, new = (one for one in an.program.all_of(Deadline) if one.petition_id)

        assert titles(an) == [ANEW]
        assert "8 giờ, thứ Tư, 26/11/2025" in an.text
        assert (old.state, new.state, new.legal_due) == ("void", "open", date(2025, 12, 24))
        assert wrong(an) == []

    def test_it_waits_on_the_board_until_then(self, an: Actor, chi: Actor, tmp_path: Path) -> None:
        call_off(chi, tmp_path)
        chi.say("/viec").press("Chờ sang hội nghị khác (1)").press(f"Chọn hội nghị cho {CODE}")
        chi.press(CHOICE)

        assert "không tổ chức" not in chi.say("/viec").text

    def test_a_seat_at_one_conference_is_none_at_another(self, an: Actor, chi: Actor) -> None:
        chi.say(f"/xet {CODE} cho").say(f"/hoinghi {FIRST} huy").say("Sáp nhập xã")
        chi.say(f"/giao {CODE} hoinghi").press(CHOICE)

        assert petition_of(an.program, CODE).seat == "requested"
        assert "xin chỗ" in chi.say("/viec xet").text
        assert wrong(an) == []

    def test_what_an_agency_has_in_hand_stays_with_it(self, an: Actor, chi: Actor) -> None:
        """Called off a moment ago: the worker has not come to it yet."""
        give(chi)
        chi.say(f"/hoinghi {FIRST} huy").say("Sáp nhập xã")

        assert "Chưa ghi gì" in chi.say(f"/giao {CODE} hoinghi").text

    def test_news_that_come_late_take_nothing_from_the_new_conference(
        self, an: Actor, chi: Actor, tmp_path: Path
    ) -> None:
        """The worker tells of the first one when an agency has it for the second."""
        chi.say(f"/hoinghi {FIRST} huy").say("Sáp nhập xã")
        chi.say(f"/giao {CODE} hoinghi").press(CHOICE)
        give(chi, "20/11/2025")
        tell(chi.program, tmp_path)

        assert petition_of(an.program, CODE).state == "assigned"
        assert chi.program.all_of(Task)[0].state == "given"

    def test_of_two_officers_the_second_is_told(self, chi: Actor, hoa: Actor) -> None:
        chi.say(f"/hoinghi {FIRST} huy").say("Sáp nhập xã")
        for officer in (chi, hoa):
            officer.say(f"/giao {CODE} hoinghi")
        chi.press(CHOICE)

        assert "Chưa ghi gì" in hoa.press(CHOICE).text


@pytest.mark.usefixtures("_other")
class TestAllTogether:
    """What was sent to a conference that is called off goes to another one in one step."""

    def test_each_author_is_told_and_groups_go_along(
        self, an: Actor, chi: Actor, tmp_path: Path
    ) -> None:
        code = register(binh := Actor(program=an.program, name="binh"))
        chi.say(f"/xet {code} nhan")
        chi.say(f"/gom {FIRST} goiy {CODE}").press("Gom 2 ý kiến này").say("Sửa đường")
        call_off(chi, tmp_path)
        chi.say(f"/hoinghi {FIRST}").press("Đưa các kiến nghị sang hội nghị khác").press(CHOICE)
        chi.press("Đồng ý đưa sang")
        tell(chi.program, tmp_path)
        (group,) = chi.program.all_of(OpinionGroup)
        moved = [petition_of(chi.program, code) for code in (CODE, code)]

        assert {(one.conference_id, one.group_id) for one in moved} == {
            (group.conference_id, group.id)
        }
        assert titles(an)[-1] == titles(binh)[-1] == ANEW
        assert wrong(an) == []

    def test_what_is_not_decided_on_yet_stays_and_is_still_to_decide(
        self, an: Actor, chi: Actor, tmp_path: Path
    ) -> None:
        code = register(Actor(program=an.program, name="binh"))
        call_off(chi, tmp_path)
        move_all(chi)
        tell(chi.program, tmp_path)

        assert code in chi.say("/viec xet").text

    def test_said_twice_it_is_done_once(self, an: Actor, chi: Actor, tmp_path: Path) -> None:
        call_off(chi, tmp_path)
        move_all(chi)
        move_all(chi)
        tell(chi.program, tmp_path)

        assert titles(an).count(ANEW) == 1
        assert "Không còn kiến nghị" in move_all(chi).text

    def test_nothing_goes_to_a_conference_that_was_called_off_meanwhile(
        self, an: Actor, chi: Actor, tmp_path: Path
    ) -> None:
        call_off(chi, tmp_path)
        move_all(chi).say(f"/hoinghi {OTHER} huy").say("Bão")
        tell(chi.program, tmp_path)

        assert ANEW not in titles(an)
        assert CODE in chi.say("/viec hoinghikhac").text

    @pytest.mark.parametrize("words", ["", "H9", "H1", "H1 dongy"])
    def test_a_conference_that_is_held_keeps_what_it_has(
        self, an: Actor, chi: Actor, words: str
    ) -> None:
        chi.say(f"/hoinghi {FIRST} chuyensang {words}")

        assert "Chưa ghi gì" in chi.text

    def test_a_chair_may_not(self, chi: Actor, chair: Actor) -> None:
        chi.say(f"/hoinghi {FIRST} huy").say("Sáp nhập xã")

        assert "không làm việc này được" in move_all(chair).text
        assert "Đưa các kiến nghị sang hội nghị khác" not in chair.say(f"/hoinghi {FIRST}").labels


@pytest.mark.usefixtures("_draft")
class TestDiscarding:
    """A plan of which nobody was told is thrown away."""

    def test_it_is_asked_for_once_more_and_leaves_the_list(self, chi: Actor) -> None:
        chi.say(f"/hoinghi {OTHER}").press("Bỏ hội nghị này")
        asked = chi.text
        chi.press("Đồng ý bỏ")

        assert "bỏ rồi không lấy lại được" in asked
        assert "đã bỏ, không tổ chức" in chi.text
        assert f"Mở {OTHER}" not in chi.say("/hoinghi").labels

    def test_it_may_be_kept_after_all(self, chi: Actor) -> None:
        chi.say(f"/hoinghi {OTHER} bo").press("Thôi, giữ lại")

        assert chi.program.all_of(Conference)[-1].state == "draft"

    def test_a_reason_is_kept(self, chi: Actor) -> None:
        chi.say(f"/hoinghi {OTHER} bo").say("Lập nhầm ngày.")

        assert "Lập nhầm ngày." in chi.say(f"/hoinghi {OTHER}").text

    def test_what_was_sent_to_it_lies_in_the_general_box_and_its_author_is_told(
        self, an: Actor, chi: Actor, tmp_path: Path
    ) -> None:
        send_to_draft(chi.program)
        give(chi)
        an.read()
        chi.say(f"/hoinghi {OTHER} bo")
        asked = chi.text
        chi.press("Đồng ý bỏ")
        tell(chi.program, tmp_path)
        kept = petition_of(chi.program, CODE)

        assert "Số kiến nghị đã gửi tới: 1." in asked
        assert (kept.conference_id, kept.state, kept.seat) == (None, "classified", "not_wanted")
        assert titles(an) == ["Kiến nghị được chuyển về hòm thư chung"]
        assert chi.program.all_of(Task)[0].state == "cancelled"
        assert wrong(chi) == []

    def test_its_list_of_delegates_is_kept(self, chi: Actor) -> None:
        chi.say(f"/moi {OTHER} them").say("Nguyễn Văn Ba; Trưởng thôn Đông")
        chi.say(f"/hoinghi {OTHER} bo")
        asked = chi.text
        chi.press("Đồng ý bỏ")

        assert "đại biểu: 1. Danh sách được giữ" in asked
        assert len(chi.program.all_of(Delegate)) == 1

    def test_what_was_announced_is_called_off_instead(self, chi: Actor) -> None:

        assert "không còn làm được việc này" in chi.say(f"/hoinghi {FIRST} bo").text

    def test_of_two_officers_the_second_is_told(self, chi: Actor, hoa: Actor) -> None:
        for officer in (chi, hoa):
            officer.say(f"/hoinghi {OTHER} bo")
        chi.press("Đồng ý bỏ")

        assert "Chưa ghi gì" in hoa.press("Đồng ý bỏ").text

    def test_a_chair_may_not(self, chair: Actor) -> None:

        assert "không làm việc này được" in chair.say(f"/hoinghi {OTHER} bo").text
