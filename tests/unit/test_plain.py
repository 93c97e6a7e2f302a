"""A message for a channel without buttons, files and emphasis, 2 000 characters each."""

from handlers.messages import Choice, File, Reply
from handlers.plain import pages


def link(file: File) -> str:
    return f"https://xa.example/{file.attachment}"


def texts(reply: Reply, **more: bool) -> list[str]:
    return pages(reply, limit=2_000, link_to=link, **more)


def test_choices_are_numbered_lines() -> None:
    reply = Reply(
        text="Chọn?", choices=(Choice(label="Có", value="1.y"), Choice(label="Không", value="1.n"))
    )

    assert texts(reply) == ["Chọn?\n1. Có\n2. Không"]


def test_a_notice_writes_its_commands_out() -> None:
    """A number typed after it would answer the open question."""
    reply = Reply(text="Đã nhận.", choices=(Choice(label="Xem", value="/xem XM25-0001"),))

    assert texts(reply, is_last=False) == ["Đã nhận.\nXem: /xem XM25-0001"]


def test_facts_stand_between_title_and_text() -> None:
    reply = Reply(title="Kiến nghị", facts=(("Mã", "XM25-0001"),), text="Nội dung")

    assert texts(reply) == ["Kiến nghị\nMã: XM25-0001\n\nNội dung"]


def test_a_file_becomes_a_link() -> None:
    photo = File(attachment=7, name="duong.jpg", mime="image/jpeg", size=1)

    assert texts(Reply(text="Ảnh", files=(photo,))) == ["Ảnh\nduong.jpg: https://xa.example/7"]


def test_a_long_text_is_cut_between_sentences_and_nothing_is_lost() -> None:
    sentence = "Đường thôn Đông hỏng nặng từ mùa mưa năm ngoái. "
    parts = texts(Reply(text=sentence * 100))

    assert all(len(part) <= 2_000 and part.endswith(".") for part in parts)
    assert " ".join(parts) == (sentence * 100).strip()


def test_no_page_is_empty() -> None:
    assert all(texts(Reply(text="a" * 1_999 + "\n\n\n" + "b" * 1_999)))
