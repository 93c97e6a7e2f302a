"""A danger to life is answered at once with 113, 114, 115; the conversation goes on below."""

import pytest
from stage import Actor
from stage.walks import WAYS, everywhere, lead_to, open_question, register

from storage.tables import PetitionPart

NUMBERS = "113: Công an"
DANGERS = [
    "Cứu với, nhà tôi đang cháy!",
    "chay nha roi",
    "Có cháu bé đuối nước ở sông",
    "Chồng tôi dọa giết tôi",
    "Nó doạ giết cả nhà",
    "Tôi muốn chết",
    "TÔI MUỐN TỰ TỬ",
    "Bố tôi khó thở, cấp cứu ở đâu?",
    "co nguoi bi dien giat",
    "Bị đâm, mất nhiều máu",
]
FALSE_FRIENDS = [
    "Chợ hay cháy hàng ngày Tết",
    "Xe đang chạy qua làng rất nhanh",
    "Nước đang chảy tràn ra đường",
    "Xin tư vấn về đất đai",
    "Xe đi từ từ thôi",
    "Ngõ dốc, trơn trượt",
    "Đường ống nằm dưới nước",
    "Công trình sập, chết cây",
    "Đề nghị mở lớp dạy bơi",
]


@everywhere
def test_the_numbers_come_first_and_the_words_are_kept(an: Actor) -> None:
    lead_to(an, "writing").say("Nhà bên đang cháy!")

    assert an.text.startswith("Có nguy hiểm đến tính mạng?")
    assert NUMBERS in an.text
    assert open_question(an) == "writing"
    assert [part.text for part in an.program.all_of(PetitionPart)] == ["Nhà bên đang cháy!"]


@pytest.mark.parametrize("question", sorted(WAYS))
def test_at_every_question_the_conversation_goes_on(asked: Actor, question: str) -> None:
    asked.say("Cháy nhà!")

    assert NUMBERS in asked.text
    assert len(asked.fresh) == 2
    assert open_question(asked)


@pytest.mark.parametrize("words", DANGERS)
def test_a_danger_is_heard(an: Actor, words: str) -> None:
    assert NUMBERS in an.say(words).text


@pytest.mark.parametrize("words", FALSE_FRIENDS)
def test_words_that_only_look_alike_are_no_danger(an: Actor, words: str) -> None:
    """Without its accents "từ từ" (slowly) is "tự tử" (suicide); with them it is not."""
    assert NUMBERS not in an.say(words).text


def test_a_sentence_about_health_insurance_may_be_warned(an: Actor) -> None:
    """Better once too often."""
    assert NUMBERS in an.say("Bảo hiểm không trả tiền cấp cứu.").text


def test_a_danger_in_an_edited_message_is_heard(an: Actor) -> None:
    lead_to(an, "writing").say("Nhà tôi").edit(an.message, "Nhà tôi đang cháy")

    assert NUMBERS in an.text


def test_an_officer_who_quotes_a_danger_is_not_warned(an: Actor, chi: Actor) -> None:
    code = register(an)
    chi.say(f"/bosung {code}").say("Xin nói rõ vụ cháy nhà xảy ra khi nào.")

    assert NUMBERS not in chi.text
