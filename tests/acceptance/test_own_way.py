"""An opinion that is itself a complaint or denunciation: recorded, and told its legal way."""

from stage import Actor
from stage.walks import code_of, lead_to

from storage.tables import Petition


def send(an: Actor, words: str) -> str:
    """An sends these words; the code of the receipt."""
    lead_to(an, "writing").say(words).press("Xong").press("Gửi")
    return code_of(an)


def test_a_complaint_is_recorded_and_told_where_complaints_are_received(an: Actor) -> None:
    """Section 4, decision B: recorded with a code; the way is citizen reception."""
    send(an, "Tôi tố cáo ông trưởng thôn thu tiền sai.")

    assert "xin gửi tại nơi tiếp công dân" in an.text
    assert [petition.state for petition in an.program.all_of(Petition)] == ["received"]


def test_the_office_is_shown_the_question_and_decides(an: Actor, chi: Actor) -> None:
    """The program alone refuses nothing."""
    code = send(an, "Tôi khiếu nại quyết định thu hồi đất.")

    chi.say(f"/xet {code}")

    assert "có thể là đơn khiếu nại, tố cáo" in chi.text
    assert "Chấp nhận nội dung" in chi.labels


def test_any_other_opinion_is_not_sent_away(an: Actor) -> None:
    """What does not speak of it is not asked about it."""
    send(an, "Đường thôn Đông hỏng nặng.")

    assert "tiếp công dân" not in an.text
