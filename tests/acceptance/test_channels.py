"""/kenh: one person on several channels, joined by a code, with news where it is wanted."""

import re
from dataclasses import replace

import pytest
from stage import Actor
from stage.walks import ROAD, enrol, lead_to, register

from handlers.messages import Kind
from storage.tables import Address, Petition


def code_at(actor: Actor) -> str:
    """A code to join another channel, made here."""
    found = re.search(r"/kenh (\S+)", actor.say("/kenh noi").text)
    assert found is not None
    return found[1]


@pytest.fixture
def phone(an: Actor) -> Actor:
    """An's other device."""
    return Actor(program=an.program, name="an-phone", channel="telegram")


def join(an: Actor, phone: Actor) -> Actor:
    """The phone becomes another way to An."""
    return phone.say(f"/kenh {code_at(an)}").press("Đồng ý nối")


def test_a_channel_is_joined_by_a_code_and_shows_what_was_sent_on_the_other(
    an: Actor, phone: Actor
) -> None:
    code = register(an)
    asked = phone.say(f"/kenh {code_at(an)}")
    assert "xem được ở cả hai nơi" in asked.text

    assert "Đã nối" in phone.press("Đồng ý nối").text
    assert code in phone.say("/cuatoi").text
    assert "vừa được nối" in an.read().text


def test_a_link_opens_the_page_and_the_conversation_goes_on_there(an: Actor, phone: Actor) -> None:
    """Begun on the phone, continued where a file can be sent: the same question, the same draft."""
    phone = lead_to(phone, "writing").say(ROAD)
    an.open(f"n-{code_at(phone)}").press("Đồng ý nối")

    assert "Nội dung" in an.text
    an.press("Xong").press("Gửi")
    assert [petition.code for petition in an.program.all_of(Petition)] == ["XM25-0001"]
    assert an.program.open_question("telegram", "main", "an-phone") == ""


def test_news_goes_where_it_is_wanted_first(an: Actor, phone: Actor, chi: Actor) -> None:
    code = register(an)
    join(an, phone)
    an.program.wait(minutes=5)
    an.say("/kenh").press("Nhận tin báo qua Telegram")
    an.program.wait(minutes=5)
    an.say("/lich")
    chi.say(f"/xet {code}").press("Chấp nhận nội dung")

    assert "đã chấp nhận nội dung" in phone.read().text
    assert "đã chấp nhận" not in an.read().text


def test_a_channel_can_be_parted_again(an: Actor, phone: Actor) -> None:
    code = register(an)
    join(an, phone)

    assert "Đã tách" in phone.say("/kenh").press("Tách kênh này ra").text
    assert code not in phone.say("/cuatoi").text
    assert code in an.say("/cuatoi").text


def test_a_code_works_once(an: Actor, phone: Actor, binh: Actor) -> None:
    register(an)
    code = code_at(an)
    phone.say(f"/kenh {code}")
    binh.say(f"/kenh {code}").press("Đồng ý nối")

    assert "đã dùng rồi" in phone.press("Đồng ý nối").text


def test_a_code_ends_after_a_quarter_of_an_hour_and_with_the_next_one(
    an: Actor, phone: Actor
) -> None:
    first, second = code_at(an), code_at(an)
    assert "không đúng" in phone.say(f"/kenh {first}").text
    an.program.wait(minutes=15)

    assert "không đúng" in phone.say(f"/kenh {second}").text


def test_guessing_is_barred(an: Actor, phone: Actor) -> None:
    for _ in range(5):
        phone.say("/kenh AAAAA-AAAAA")

    assert "quá nhiều lần" in phone.say(f"/kenh {code_at(an)}").text


def test_who_has_petitions_is_not_drawn_into_somebody_else(
    an: Actor, phone: Actor, binh: Actor
) -> None:
    """A stranger's link must not carry away what somebody has sent."""
    mine = register(binh)
    binh.open(f"n-{code_at(an)}")

    assert "có kiến nghị riêng" in binh.text
    assert mine in binh.say("/cuatoi").text


def test_staff_join_nothing_and_are_joined_by_nobody(an: Actor, chi: Actor, phone: Actor) -> None:
    assert "cán bộ không nối kênh" in chi.say("/kenh noi").text
    assert "cán bộ không nối kênh" in chi.say(f"/kenh {code_at(an)}").text


def test_a_code_is_worth_nothing_once_its_maker_holds_a_role(an: Actor, phone: Actor) -> None:
    code = code_at(an)
    enrol(an)

    assert "cán bộ không nối kênh" in phone.say(f"/kenh {code}").text


def test_a_code_of_another_commune_is_unknown(an: Actor) -> None:
    an.program.add_neighbour()
    other = Actor(program=an.program, name="x", account="ben")

    assert "không đúng" in other.say(f"/kenh {code_at(an)}").text


def test_odd_words_are_no_fault(an: Actor) -> None:
    odd = ("nhan", "nhan 99", "nhan x", "dongy", "dongy x", "tach", "noi x", "\x00", "9" * 40)
    for typed in odd:
        assert an.say(f"/kenh {typed}").text


def test_nobody_prefers_an_address_of_somebody_else(an: Actor, binh: Actor) -> None:
    an.say("/lich")
    binh.say("/lich")
    others = [row.id for row in an.program.all_of(Address) if row.external == "binh"]
    an.say(f"/kenh nhan {others[0]}")

    assert all(row.preferred_at is None for row in an.program.all_of(Address))


def test_what_zalo_cannot_carry_is_sent_on_the_page_instead(an: Actor) -> None:
    """The link joins the page to the same person, in the middle of the same question."""
    program = an.program
    program.house = replace(program.house, public_url="https://xa.example")
    program.add_account("zalo_bot")
    zalo = lead_to(Actor(program=program, name="an-zalo", channel="zalo_bot"), "writing")
    zalo.do(Kind.UNSUPPORTED, payload="unknown")
    [link] = [choice.url for choice in zalo.last.choices if choice.url]
    assert link.startswith("https://xa.example/c/mau?start=n-")

    an.open(link.partition("start=")[2]).press("Đồng ý nối")

    assert program.open_question("web", "main", "an") == "writing"


@pytest.mark.parametrize("typed", ["DT2510", " dt2510 "])
def test_the_word_of_an_invitation_opens_its_conference(an: Actor, typed: str) -> None:
    """Zalo's links cannot say what to begin with."""
    assert "Hội nghị đối thoại năm 2025" in an.say(typed).text


def test_where_a_code_is_asked_for_it_is_an_answer(an: Actor) -> None:
    an.say("/tracuu").say("DT2510")

    assert "mật mã 6 ký tự của DT25-0010" in an.text
