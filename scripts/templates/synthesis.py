"""The template of the synthesis report: a landscape table for each disposition, by field."""

from templates.nested import SMALL, closing, narrow, nested, none
from templates.page import (
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
)

COLUMNS = (
    Column(title="STT", width=11, cell="", centred=True),
    Column(title="Tổ chức, cá nhân nêu kiến nghị", width=43, cell=""),
    Column(title="Nội dung kiến nghị", width=66, cell=""),
    Column(title="Nội dung trả lời", width=61, cell=""),
    Column(title="Kết quả đã giải quyết hoặc hướng giải quyết", width=34, cell=""),
    Column(title="Thời gian giải quyết", width=23, cell="", centred=True),
    Column(title="Cấp giải quyết", width=19, cell="", centred=True),
)
FIELDS = ("who", "content", "answer", "result", "time", "level")


def synthesis_report() -> bytes:
    """hai-phong-13-hd V.1(3)."""
    page = new_page(landscape=True)
    letterhead(page)
    title(
        page,
        "BÁO CÁO",
        "tổng hợp ý kiến, kiến nghị của Nhân dân và nội dung chuẩn bị trả lời",
        below="{{ conference }}",
    )
    body(
        page,
        "Thực hiện {{ regulation }}, {{ head.spoken }} tổng hợp ý kiến, kiến nghị của Nhân dân gửi"
        " đến hội nghị đối thoại họp {{ time }} tại {{ place }}, cùng nội dung chuẩn bị trả lời,"
        " như sau.",
    )
    body(
        page,
        "Tính đến {{ as_of }}, hội nghị có {{ opinions }} ý kiến, kiến nghị của {{ people }} người"
        " về {{ matters }} việc"
        "{% for section in sections %}{{ ':' if loop.first else ';' }} {{ section.title | lower }}"
        " {{ section.matters }}{% endfor %}. Ý kiến giống nhau được xếp chung một việc, kèm số"
        " người cùng nêu.",
    )
    for_each(page, "section", "sections")
    heading(page, "{{ section.number }}. {{ section.title | upper }} ({{ section.matters }} việc)")
    only_if(page, "section.subjects")
    narrow(
        nested(
            page,
            COLUMNS,
            [
                "for subject in section.subjects",
                ["Lĩnh vực: {{ subject.name }}"],
                "for row in subject.rows",
                ["{{ row.number }}", *(f"{{{{ row.{name} }}}}" for name in FIELDS)],
                "for one in row.ones",
                ["", *(f"{{{{ one.{name} }}}}" for name in FIELDS)],
                *("endfor",) * 3,
            ],
            size=SMALL,
        )
    )
    otherwise(page)
    none(page)
    end_if(page)
    end_for(page)
    only_if(page, "speeches")
    heading(page, "NỘI DUNG ĐẠI BIỂU ĐĂNG KÝ PHÁT BIỂU (ngoài các việc nêu trên)")
    nested(
        page,
        (
            Column(title="STT", width=14, cell="", centred=True),
            Column(title="Họ và tên", width=55, cell=""),
            Column(title="Chức vụ, đơn vị", width=68, cell=""),
            Column(title="Nội dung và câu hỏi đăng ký đối thoại", width=120, cell=""),
        ),
        [
            "for one in speeches",
            ["{{ one.number }}", "{{ one.who }}", "{{ one.position }}", "{{ one.content }}"],
            "endfor",
        ],
    )
    end_if(page)
    closing(page, "Kính trình người chủ trì hội nghị xem xét, cho ý kiến chỉ đạo.")
    signature(
        page,
        [
            "- Người chủ trì hội nghị (để báo cáo);",
            "- Cơ quan phối hợp chuẩn bị hội nghị;",
            "- Lưu hồ sơ hội nghị.",
        ],
    )
    return finished(page)
