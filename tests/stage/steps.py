"""Steps that every conference goes in the chat: planned, an opinion sent and sorted, concluded."""

from dataclasses import dataclass

from stage.people import Actor
from stage.walks import code_of

# How the titles begin that are proposed.
TITLE = "Hội nghị đối thoại"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What the office answers."""

    when: str
    kind: str = "Đối thoại định kỳ"
    form: str = "Trực tiếp"
    chair: str = "Bí thư và Chủ tịch đồng chủ trì"
    place: str = "Hội trường"
    content: str = "Những việc người dân quan tâm"
    seats: str = "80 người"
    participants: str = "120 người"


def plan(officer: Actor, said: Plan) -> Actor:
    """Plan it, where the rule names the office; it is shown with all that is due."""
    officer.say("/hoinghi").press("Hội nghị mới").press(said.kind).press(said.form)
    officer.press(said.chair).say(said.when).press("Đến giờ khai mạc")
    officer.say(said.place).say(said.content)
    officer.press(next(label for label in officer.offered if label.startswith(TITLE)))
    officer.say(said.seats).say(said.participants)
    return officer.say("Phòng Kinh tế: đất đai\nCông an: an ninh").press("Lưu hội nghị")


def send(author: Actor, conference: str, name: str, words: str) -> str:
    """An opinion in writing, of which no rule asks anything; its code."""
    author.open().press("Gửi câu hỏi, kiến nghị")
    if "Tôi đồng ý" in author.offered:
        author.press("Tôi đồng ý")
    author.press(conference).press("Chỉ gửi nội dung").say(name).press("Tổ dân phố Một")
    author.press("Người dân").press("Cho bản thân, gia đình").press("Không cần")
    author.press("Tôi không rõ").say(words).press("Xong").press("Gửi")
    return code_of(author)


def sort(officer: Actor, code: str, way: str) -> Actor:
    """Accept it and classify it."""
    officer.say(f"/xet {code} nhan").say(f"/phanloai {code}").press("Giao thông, thủy lợi")
    return officer.press(way)


def issue(officer: Actor, conference: str, number: str) -> Actor:
    """Write the conclusion notice, signed today, and send it."""
    officer.say(f"/ketluan {conference} thongbao").say(number).press("Hôm nay")
    return officer.say("Đã xem xét các việc.").press("Ban hành và gửi")


def hand_over(officer: Actor, conference: str) -> Actor:
    """Those who are not in the chat get it on paper today."""
    officer.say(f"/ketluan {conference}").press("Nơi nhận").press("Đã gửi tất cả nơi còn lại")
    return officer.press("Trao tận tay").press("Hôm nay")


def answer(agency: Actor, code: str, words: str, number: str) -> Actor:
    """Write an answer, signed today, and hand it in."""
    agency.say(f"/traloi {code}").press("Soạn câu trả lời").say(words)
    agency.press("Xong phần nội dung").say(number).press("Hôm nay")
    return agency.press("Không ghi người ký").press("Gửi duyệt")
