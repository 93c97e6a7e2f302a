"""The templates about answers: their assignment, all of them together, the cover of a reply."""

from templates.nested import SMALL, closing, narrow, nested, next_letter, none
from templates.page import (
    CENTRE,
    JUSTIFY,
    Column,
    body,
    end_for,
    end_if,
    finished,
    for_each,
    heading,
    letterhead,
    new_page,
    only_if,
    otherwise,
    signature,
    title,
    write,
)

NUMBER = Column(title="STT", width=11, cell="", centred=True)


def answer_assignment() -> bytes:
    """hai-phong-13-hd V.1(2), tinh-1573-qd 7.2."""
    page = new_page()
    letterhead(page)
    title(
        page,
        "THÔNG BÁO",
        "phân công chuẩn bị nội dung trả lời ý kiến, kiến nghị của Nhân dân",
        below="{{ conference }}",
    )
    body(
        page,
        "Thực hiện {{ regulation }}, để chuẩn bị cho hội nghị đối thoại họp {{ time }},"
        " {{ head.spoken }} phân công các cơ quan, đơn vị chuẩn bị nội dung trả lời như sau:",
    )
    for_each(page, "part", "parts")
    heading(page, "{{ part.number }}. {{ part.agency }} ({{ part.count }} ý kiến)")
    _table(
        page,
        ["for row in part.rows", _row("code", "content", "helpers", "due"), "endfor"],
        (("Mã, nơi nêu", 30), ("Nội dung cần trả lời", 66), ("Phối hợp", 27), ("Hạn", 26)),
    )
    end_for(page)
    only_if(page, "not parts")
    none(page, "Chưa giao ý kiến nào.")
    end_if(page)
    only_if(page, "unassigned")
    heading(page, "Chưa giao cơ quan chuẩn bị")
    _table(
        page,
        ["for row in unassigned", ["{{ row.number }}", *_cells("code", "content"), ""], "endfor"],
        (("Mã, nơi nêu", 32), ("Nội dung cần trả lời", 65), ("Cơ quan được giao", 52)),
    )
    end_if(page)
    closing(
        page,
        "Các cơ quan, đơn vị gửi nội dung trả lời bằng văn bản về cơ quan chủ trì tham mưu đúng hạn"
        " nêu trên{% if limit %} (quy định: {{ limit }}){% endif %}, cử lãnh đạo dự hội nghị để"
        " giải thích, trả lời. Việc không thuộc thẩm quyền thì báo lại ngay khi nhận.",
    )
    signature(
        page,
        [
            "{%p for agency in agencies %}",
            "- {{ agency }} (để thực hiện);",
            "{%p endfor %}",
            "- Lưu hồ sơ hội nghị.",
        ],
    )
    return finished(page)


def combined_answers() -> bytes:
    """hai-phong-13-hd V.4.2(1)."""
    page = new_page()
    letterhead(page)
    title(
        page,
        "BÁO CÁO",
        "tổng hợp nội dung trả lời của các cơ quan, đơn vị",
        below="{{ conference }}",
    )
    body(
        page,
        "Tính đến {{ as_of }}, các cơ quan, đơn vị đã chuẩn bị nội dung trả lời cho {{ answered }}"
        " trên {{ asked }} ý kiến, kiến nghị được giao, phục vụ hội nghị đối thoại họp {{ time }}.",
    )
    heading(page, "I. NỘI DUNG TRẢ LỜI")
    for_each(page, "part", "parts")
    heading(page, "{{ part.number }}. {{ part.agency }} ({{ part.count }} ý kiến)")
    _table(
        page,
        ["for row in part.rows", _row("code", "content", "answer"), "endfor"],
        (("Mã, nơi nêu", 30), ("Nội dung kiến nghị", 55), ("Nội dung trả lời", 64)),
    )
    end_for(page)
    only_if(page, "not parts")
    none(page)
    end_if(page)
    heading(page, "II. CHƯA CÓ NỘI DUNG TRẢ LỜI")
    for_each(page, "part", "missing")
    heading(page, "{{ part.number }}. {{ part.agency }} ({{ part.count }} ý kiến)")
    _table(
        page,
        ["for row in part.rows", _row("code", "content", "due"), "endfor"],
        (("Mã, nơi nêu", 32), ("Nội dung kiến nghị", 87), ("Hạn", 30)),
    )
    end_for(page)
    only_if(page, "not missing")
    none(page)
    end_if(page)
    closing(page, "Kính trình người chủ trì hội nghị xem xét.")
    signature(page, ["- Người chủ trì hội nghị (để báo cáo);", "- Lưu hồ sơ hội nghị."])
    return finished(page)


def reply_covers() -> bytes:
    """hai-phong-13-hd V.3.2; a letter on a page of its own for each."""
    page = new_page()
    for_each(page, "letter", "letters")
    letterhead(page, at="letter.head", subject="V/v trả lời kiến nghị {{ letter.code }}")
    only_if(page, "letter.person")
    _to(
        page,
        "Kính gửi: Ông/Bà {{ letter.person }}{% if letter.village %}, {{ letter.village }}{%"
        " endif %}",
    )
    otherwise(page)
    _to(
        page,
        "Kính gửi: Ông/Bà ……………………………………{% if letter.village %}, {{ letter.village }}{% endif %}",
    )
    end_if(page)
    body(
        page,
        "{{ letter.head.spoken }} nhận được kiến nghị mã {{ letter.code }} của Ông/Bà, nêu với"
        " {{ letter.conference }} ({{ letter.day }}){% if letter.notice %}, được giao trả lời theo"
        " Thông báo kết luận số {{ letter.notice }}{% endif %}, nội dung:",
    )
    write(page, "“{{ letter.content }}”", align=JUSTIFY, italic=True, indent=10, before=3)
    body(page, "Về việc này, {{ letter.head.spoken }} trả lời như sau:")
    body(page, "{{ letter.answer }}")
    only_if(page, "letter.has_file")
    body(page, "(Kèm theo văn bản của cơ quan.)")
    end_if(page)
    closing(
        page,
        "{{ letter.head.spoken }} trân trọng thông báo để Ông/Bà biết. Nếu chưa rõ hoặc chưa đồng"
        " ý, Ông/Bà có thể phản hồi bằng mã {{ letter.code }} nơi đã gửi kiến nghị.",
    )
    signature(
        page,
        [
            "{%p for line in letter.recipients %}",
            "- {{ line }};",
            "{%p endfor %}",
            "- Lưu: VT.",
        ],
        at="letter.head",
    )
    only_if(page, "not loop.last")
    next_letter(page)
    end_if(page)
    end_for(page)
    only_if(page, "not letters")
    title(page, "CÔNG VĂN", "trả lời kiến nghị của công dân", below="{{ conference }}")
    none(page, "Chưa có kiến nghị nào được trả lời bằng văn bản.")
    end_if(page)
    return finished(page)


def _to(page: object, text: str) -> None:
    write(page, text, align=CENTRE, before=10, after=6)  # type: ignore[arg-type]


def _cells(*names: str) -> list[str]:
    return [f"{{{{ row.{name} }}}}" for name in names]


def _row(*names: str) -> list[str]:
    return _cells("number", *names)


def _table(page: object, rows: list[object], columns: tuple[tuple[str, float], ...]) -> None:
    stated = [Column(title=name, width=width, cell="") for name, width in columns]
    narrow(nested(page, [NUMBER, *stated], rows, size=SMALL))  # type: ignore[arg-type]
