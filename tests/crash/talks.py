"""What is said in a storm, alike on each channel: a petition, an officer's decision."""

import io
import re
from dataclasses import dataclass
from typing import Protocol

from PIL import Image

CODE = re.compile(r"\bXM\d\d-\d{4,}\b")
LINES = 3
# An answer may come several lives later, and a busy machine starts each of them slowly.
PATIENCE = 600.0


class Talk(Protocol):
    """One person's chat: every act waits for an answer that came after it."""

    async def says(self, text: str, then: str) -> str:
        """Write; the text of the answer that holds `then`."""
        ...

    async def presses(self, label: str, then: str) -> str:
        """Press the newest button with this label; the answer."""
        ...

    async def sends_photo(self, photo: bytes, caption: str, then: str) -> str:
        """Send a photo; the answer."""
        ...

    async def hears(self, words: str) -> str:
        """Wait for a message that holds these words, whenever it came."""
        ...


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What somebody has sent and was promised."""

    nonce: str
    code: str
    photo: bytes


async def petition(talk: Talk, nonce: str) -> Sent:
    """From the first word to the receipt; every message of the content can be recognised."""
    await talk.says("/start", "muốn làm gì")
    await talk.presses("Gửi câu hỏi, kiến nghị", "đồng ý không")
    await talk.presses("Tôi đồng ý", "hội nghị nào")
    await talk.presses("Hòm thư chung (không theo hội nghị)", "họ và tên")
    await talk.says(f"Nguyễn Văn {nonce}", "thôn (tổ dân phố) nào")
    await talk.presses("Thôn Đông", "Chức vụ")
    await talk.presses("Người dân", "cho ai")
    await talk.presses("Cho bản thân, gia đình", "số điện thoại")
    await talk.presses("Không cần", "lĩnh vực")
    await talk.presses("Giao thông, thủy lợi", "viết câu hỏi")
    for number in range(LINES):
        await talk.says(line(nonce, number), f"Đã ghi ({number + 1} tin)")
    photo = picture(nonce)
    await talk.sends_photo(photo, line(nonce, LINES), f"Đã ghi ({LINES + 1} tin)")
    await talk.presses("Xong", "gửi nội dung này chứ")
    receipt = await talk.presses("Gửi", "Mật mã")
    return Sent(nonce=nonce, code=code_in(receipt), photo=photo)


async def enrol(talk: Talk, invitation: str) -> None:
    """Chi becomes the office."""
    await talk.says(f"/thamgia {invitation}", "họ và tên")
    await talk.says("Lê Thị Chi", "đã tham gia")


async def accept(talk: Talk, sent: Sent) -> None:
    """The officer accepts the content of a petition."""
    await talk.says(f"/xet {sent.code}", sent.code)
    await talk.presses("Chấp nhận nội dung", "Đã ghi")


async def is_told(talk: Talk, sent: Sent) -> None:
    """The citizen hears of the decision."""
    await talk.hears("đã chấp nhận nội dung")


def line(nonce: str, number: int) -> str:
    """One message of the content."""
    return f"Dòng {number} của {nonce}: đường hỏng, mưa là ngập."


def code_in(text: str) -> str:
    """The code on a receipt."""
    found = CODE.search(text)
    assert found, text
    return found[0]


def picture(nonce: str) -> bytes:
    """A small JPEG that nobody else sends."""
    shade = sum(map(ord, nonce)) % 256
    out = io.BytesIO()
    Image.new("RGB", (60, 40 + len(nonce)), (shade, 90, 160)).save(out, "JPEG")
    return out.getvalue()
