"""The walk that the pictures show: a citizen's way to the receipt, the office's to a decision."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from browser.visit import Visitor
from PIL import Image, ImageDraw

# Called after each step with the step's name.
Look = Callable[[Visitor, str], None]


def photo(folder: Path) -> Path:
    """A picture of a flooded road, as far as a few strokes can tell."""
    picture = Image.new("RGB", (900, 600), "#9db7c4")
    draw = ImageDraw.Draw(picture)
    draw.polygon([(0, 600), (330, 240), (560, 240), (900, 600)], fill="#6b6f72")
    draw.ellipse((260, 380, 640, 520), fill="#7d8f86")
    draw.rectangle((0, 0, 900, 240), fill="#cfe0e8")
    out = BytesIO()
    picture.save(out, "JPEG", quality=85)
    path = folder / "duong-ngap.jpg"
    path.write_bytes(out.getvalue())
    return path


def register(visitor: Visitor, picture: Path, look: Look, *, name: str) -> None:
    """From the greeting to the receipt."""
    for step, words in _steps(visitor, picture, name):
        visitor.reads_last(words)
        look(visitor, step)


def _steps(visitor: Visitor, picture: Path, name: str) -> Iterator[tuple[str, str]]:
    yield "start", "Ông/Bà muốn làm gì?"
    visitor.presses("Gửi câu hỏi, kiến nghị")
    yield "consent", "Ông/Bà có đồng ý không?"
    visitor.presses("Tôi đồng ý")
    yield "conference", "Ông/Bà muốn gửi tới hội nghị nào?"
    visitor.presses("Hội nghị đối thoại", whole=False)
    yield "want", "muốn tham gia thế nào"
    visitor.presses("Đến dự và phát biểu")
    yield "pending-case", "đang chờ cơ quan có thẩm quyền"
    visitor.presses("Không")
    visitor.reads_last("thường trú").presses("Có")
    yield "name", "họ và tên của Ông/Bà"
    visitor.says(name)
    yield "village", "thôn (tổ dân phố) nào"
    visitor.presses("Thôn Đông")
    visitor.reads_last("Chức vụ hoặc đơn vị").presses("Người dân")
    yield "behalf", "gửi nội dung này cho ai"
    visitor.presses("Thay cho một nhóm người")
    visitor.reads_last("bao nhiêu người").says("12")
    visitor.reads_last("số điện thoại").says("0912 345 678")
    yield "field", "lĩnh vực nào"
    visitor.presses("Giao thông, thủy lợi")
    visitor.reads_last("viết câu hỏi hoặc kiến nghị")
    visitor.says("Đường trục thôn Đông hỏng từ mùa mưa năm ngoái, xe không qua được.")
    visitor.reads_last("Đã ghi (1 tin)")
    visitor.attaches(picture).says("Ảnh chụp sáng nay.")
    yield "content", "Đã ghi (2 tin)"
    visitor.presses("Xong")
    yield "review", "Ông/Bà gửi nội dung này chứ?"
    visitor.presses("Gửi")
    yield "receipt", "Mật mã"
    visitor.presses("Xem diễn biến")
    yield "timeline", "Diễn biến:"


def enrol(officer: Visitor, code: str, look: Look) -> None:
    """The office joins and sees what waits."""
    officer.reads_last("Ông/Bà muốn làm gì?").says(f"/thamgia {code}")
    officer.reads_last("họ và tên").says("Lê Thị Chi")
    officer.reads_last("đã tham gia với vai trò Văn phòng")
    look(officer, "office-welcome")
    officer.presses("Việc cần làm").reads_last("chờ xét")
    look(officer, "office-work")


def refuse_seat(officer: Visitor, code: str, look: Look) -> None:
    """Open a petition, accept the opinion, refuse the seat with a clause."""
    officer.presses(f"Mở {code}").reads_last("Người gửi")
    look(officer, "office-case")
    officer.presses("Chấp nhận nội dung").sees("Đã ghi:").reads_last("đã được chấp nhận")
    officer.presses("Từ chối chỗ dự").reads_last("theo điều kiện nào")
    look(officer, "office-grounds")
    officer.presses("thường trú tại xã", whole=False)
    officer.reads_last("lời giải thích").says("Xin gửi ý kiến bằng văn bản, xã sẽ trả lời.")
    officer.reads_last("không có chỗ dự hội nghị")
    look(officer, "office-refused")
