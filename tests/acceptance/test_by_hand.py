"""/lienhe: nobody is silently out of reach; the office tells them itself and notes how."""

import pytest
from sqlmodel import select
from stage import Actor
from stage.walks import enrol, register

from handlers.messages import Kind
from handlers.notice_kinds import KINDS, kind_of
from storage import addresses, outbox, undeliverable
from storage.outbox import Claimed
from storage.tables import ByHand, Commune, Outbox
from storage.work import Work


def fail_all(an: Actor, channel: str, reason: str = "window") -> None:
    """What the relay does when a channel takes none of its messages."""

    def fail(work: Work) -> None:
        account = addresses.account(work, channel, "main")
        assert account.id is not None
        for row in claimed(work, account.id, an):
            undeliverable.give_up(work, row, reason, an.program.now)

    an.program.change(fail)


def claimed(work: Work, account: int, an: Actor) -> list[Claimed]:
    found: list[Claimed] = []
    while rows := outbox.claim(work, [account], an.program.now, 50):
        found += rows
        for row in rows:
            if row.lane == "reply":
                outbox.sent(work, row, an.program.now, external_id="x")
        if any(row.lane == "notice" for row in rows):
            break
    return [row for row in found if row.lane == "notice"]


@pytest.fixture
def told(an: Actor, chi: Actor) -> str:
    """An has registered on a poor channel and was sent a notice that cannot be delivered."""
    an.channel = "poor"
    code = register(an)
    chi.say(f"/xet {code}").press("Chấp nhận nội dung")
    fail_all(an, "poor")
    return code


def test_who_has_no_other_channel_is_told_by_the_office(an: Actor, chi: Actor, told: str) -> None:
    chi.say("/viec")
    assert "Cần báo tin trực tiếp (1)" in chi.labels
    chi.press("Cần báo tin trực tiếp (1)")
    assert f"Nguyễn Văn An ({told})" in chi.text and "quá 7 ngày" in chi.text

    chi.press("Mở mục 1")

    facts = dict(chi.last.facts)
    assert facts["Điện thoại"] == "0912345678"
    assert "đã chấp nhận nội dung" in chi.last.text
    assert "không còn ai" in chi.press("Đã báo qua điện thoại").text
    [entry] = an.program.all_of(ByHand)
    assert (entry.how, entry.done_at) == ("goi", an.program.now)


def test_of_two_officers_one_notes_it_and_the_other_is_told(
    an: Actor, chi: Actor, told: str
) -> None:
    hoa = enrol(Actor(program=an.program, name="hoa"), "Đỗ Thị Hoa")
    chi.say("/lienhe 1")
    hoa.say("/lienhe 1").press("Đã gửi giấy")

    assert "cán bộ khác đã ghi" in chi.press("Đã báo qua điện thoại").text
    assert an.program.all_of(ByHand)[0].how == "giay"


def test_an_odd_entry_is_no_fault(chi: Actor, told: str) -> None:
    for typed in ("9", "0", "-1", "1 bua", "x", "trang 99", "9" * 30):
        assert "trực tiếp" in chi.say(f"/lienhe {typed}").text


def test_the_neighbouring_commune_sees_nothing_of_it(an: Actor, told: str) -> None:
    an.program.add_neighbour()
    code = an.program.invite(commune="ben")
    other = Actor(program=an.program, name="ong", account="ben").say(f"/thamgia {code}").say("Ông")

    assert "Không có mục này" in other.say("/lienhe 1").text
    assert "không còn ai" in other.say("/lienhe").text


def test_a_notice_goes_on_to_the_channel_that_proved_the_petition(
    an: Actor, binh: Actor, chi: Actor
) -> None:
    """An has looked it up on Telegram as well: it goes there, and on no list."""
    an.channel = "poor"
    code = register(an)
    secret = dict(an.last.facts)["Mật mã"]
    other = Actor(program=an.program, name="an-tele", channel="telegram")
    other.say(f"/tracuu {code} {secret}")
    chi.say(f"/xet {code}").press("Chấp nhận nội dung")
    fail_all(an, "poor")

    assert "đã chấp nhận nội dung" in other.read().text
    assert an.program.all_of(ByHand) == []
    assert [row.passed_on for row in an.program.all_of(Outbox) if row.state == "failed"] == [True]


def test_a_notice_that_fails_everywhere_ends_on_the_list_once(an: Actor, chi: Actor) -> None:
    an.channel = "poor"
    code = register(an)
    secret = dict(an.last.facts)["Mật mã"]
    Actor(program=an.program, name="an-tele", channel="telegram").say(f"/tracuu {code} {secret}")
    chi.say(f"/xet {code}").press("Chấp nhận nội dung")
    fail_all(an, "poor")
    fail_all(an, "telegram", "blocked")

    assert [entry.reason for entry in an.program.all_of(ByHand)] == ["blocked"]


def test_who_has_no_address_left_is_on_the_list_at_once(an: Actor, chi: Actor) -> None:
    code = register(an)

    def lose(work: Work) -> None:
        address = addresses.find(work, addresses.account(work, "web", "main"), "an")
        assert address is not None and address.id is not None
        addresses.mark_unreachable(work, address.id, "forgotten", an.program.now)

    an.program.change(lose)
    chi.say(f"/xet {code}").press("Chấp nhận nội dung")

    assert [entry.reason for entry in an.program.all_of(ByHand)] == ["no-address"]


def test_every_notice_of_a_petition_has_a_kind_that_can_be_configured(
    an: Actor, chi: Actor
) -> None:
    an.channel = "poor"
    code = register(an)
    chi.say(f"/xet {code}").press("Chấp nhận nội dung")

    [notice] = [row.body for row in an.program.all_of(Outbox) if row.lane == "notice"]
    values = dict(notice["values"])
    assert notice["kind"] == "accepted"
    assert (values["code"], values["name"]) == (code, "Nguyễn Văn An")
    assert kind_of("conference-news-changed") in KINDS


def test_nobody_is_called_for_a_step_on_the_way_and_no_phone_stays_in_what_was_sent(
    an: Actor, chi: Actor
) -> None:
    code = register(an)
    chi.say(f"/xet {code}").press("Chấp nhận nội dung")
    an.read()
    assert all("values" not in row.body for row in an.program.all_of(Outbox) if row.settled_at)
    an.do(Kind.BLOCKED)
    chi.say(f"/phanloai {code}").say("1").say("1")

    assert "Đã phân loại" in chi.text
    assert an.program.all_of(ByHand) == []


class TestUnreadOnThePage:
    """Nobody can be made to open a page: after a day the news goes another way too."""

    def pass_on(self, an: Actor) -> int:
        return an.program.database.write_now(
            lambda work: undeliverable.pass_unread_on(work, an.program.now)
        )

    def test_after_a_day_the_office_has_to_tell_them_unless_they_read_it(
        self, an: Actor, chi: Actor
    ) -> None:
        code = register(an)
        chi.say(f"/xet {code}").press("Chấp nhận nội dung")
        an.program.wait(hours=23)
        assert self.pass_on(an) == 0
        an.program.wait(hours=2)
        assert (self.pass_on(an), self.pass_on(an)) == (1, 0)
        [entry] = an.program.all_of(ByHand)
        assert (entry.reason, entry.done_at) == ("unread", None)

        assert "đã chấp nhận nội dung" in an.read().text
        [entry] = an.program.all_of(ByHand)
        assert (entry.how, entry.done_at) == ("web", an.program.now)

    def test_it_goes_to_another_channel_where_there_is_one(self, an: Actor, chi: Actor) -> None:
        code = register(an)
        secret = dict(an.last.facts)["Mật mã"]
        other = Actor(program=an.program, name="an-tele", channel="telegram")
        other.say(f"/tracuu {code} {secret}")
        chi.say(f"/xet {code}").press("Chấp nhận nội dung")
        an.program.wait(hours=25)
        self.pass_on(an)

        assert "đã chấp nhận nội dung" in other.read().text
        assert an.program.all_of(ByHand) == []


def test_a_commune_in_training_reaches_nobody_but_its_office_sees_what_it_would_have(
    an: Actor, chi: Actor
) -> None:
    """Answers to what somebody writes come all the same; so do notices to its own staff."""
    an.channel = "telegram"
    code = register(an)
    an.program.change(_trains)
    an.read()
    chi.say(f"/xet {code}").press("Chấp nhận nội dung")

    assert an.read().fresh == []
    assert "đang ở chế độ tập huấn" in chi.say("/lienhe").text
    assert "đã chấp nhận nội dung" in chi.press("Mở mục 1").last.text
    assert an.say(f"/xem {code}").text


def _trains(work: Work) -> None:
    for commune in work.session.exec(select(Commune)):
        commune.training = True
