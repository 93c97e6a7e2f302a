"""The template of the result report: figures by agency and field, then every matter."""

from collections.abc import Sequence

from docx.document import Document as Page

from templates.nested import SMALL, narrow, nested, none
from templates.page import (
    Column,
    body,
    end_if,
    finished,
    heading,
    letterhead,
    new_page,
    only_if,
    otherwise,
    signature,
    title,
)

FIGURES = (
    ("Tổng số", "total"),
    ("Đã giải quyết tại hội nghị", "settled"),
    ("Trả lời đúng hạn", "replied"),
    ("Trả lời sau hạn", "replied_late"),
    ("Lên cấp trên", "upward"),
    ("Đang giải quyết, còn hạn", "open"),
    ("Quá hạn chưa trả lời", "late"),
    ("Chưa kết luận", "not_concluded"),
)
NUMBERED = ("STT", 11.0, "{{ row.number }}")
CODES = ("Mã, nơi nêu", 36.0, "{{ row.codes }}")


def result_report() -> bytes:
    """vinh-hoa-2025: what was settled, what is open, what is late."""
    page = new_page()
    letterhead(page)
    title(
        page,
        "BÁO CÁO",
        "kết quả giải quyết ý kiến, kiến nghị của Nhân dân",
        below="{{ conference }}",
    )
    body(
        page,
        "Thực hiện {{ regulation }}{% if notice %} và Thông báo kết luận số {{ notice }}"
        "{% endif %}, {{ head.spoken }} báo cáo kết quả giải quyết ý kiến, kiến nghị nêu tại hội"
        " nghị đối thoại"
        " ngày {{ day }}, tính đến {{ as_of }}.",
    )
    heading(page, "I. KẾT QUẢ CHUNG")
    body(
        page,
        "Hội nghị có {{ opinions }} ý kiến, kiến nghị của {{ people }} người. Đã giải quyết tại hội"
        " nghị {{ all.settled }}; đã trả lời bằng văn bản đúng hạn {{ all.replied }}, sau hạn"
        " {{ all.replied_late }}; ghi nhận, báo cáo, chuyển cấp trên hoặc cơ quan khác"
        " {{ all.upward }}; đang giải quyết, còn trong hạn {{ all.open }}; quá hạn chưa trả lời"
        " {{ all.late }}; chưa có kết luận {{ all.not_concluded }}.",
    )
    heading(page, "1. Theo lĩnh vực")
    _figures(page, "fields", "Lĩnh vực", FIGURES)
    heading(page, "2. Theo cơ quan được giao trả lời bằng văn bản")
    _figures(page, "agencies", "Cơ quan", [FIGURES[i] for i in (0, 2, 3, 5, 6)])
    heading(page, "II. CÁC VIỆC QUÁ HẠN CHƯA TRẢ LỜI")
    _matters(page, "late", AGENCY, DUE)
    heading(page, "III. CÁC VIỆC ĐANG GIẢI QUYẾT")
    _matters(page, "open", AGENCY, DUE)
    heading(page, "IV. CÁC VIỆC ĐÃ GIẢI QUYẾT, TRẢ LỜI")
    _matters(page, "settled", RESULT)
    heading(page, "V. CÁC VIỆC GHI NHẬN, BÁO CÁO, CHUYỂN CẤP TRÊN HOẶC CƠ QUAN KHÁC")
    _matters(page, "upward", RESULT)
    only_if(page, "not_concluded")
    heading(page, "VI. CÁC VIỆC CHƯA CÓ KẾT LUẬN")
    _matters(page, "not_concluded", RESULT)
    end_if(page)
    heading(page, "ĐÁNH GIÁ, KIẾN NGHỊ")
    for line in range(3):
        body(page, "…" * 30).paragraph_format.keep_with_next = line == 2
    signature(
        page,
        [
            "- Thường trực cấp ủy, lãnh đạo chính quyền (để báo cáo);",
            "- Cơ quan chủ trì tham mưu;",
            "- Lưu hồ sơ hội nghị.",
        ],
    )
    return finished(page)


AGENCY = ("Cơ quan được giao", 38.0, "{{ row.agency }}")
DUE = ("Hạn trả lời", 24.0, "{{ row.due }}")
RESULT = ("Kết quả", 62.0, "{{ row.result }}")


def _matters(page: Page, of: str, *last: tuple[str, float, str]) -> None:
    content = ("Nội dung", 51.0, "{{ row.content }}")
    stated = (NUMBERED, CODES, content, *last)
    columns = [
        Column(title=name, width=width, cell="", centred=name in ("STT", "Hạn trả lời"))
        for name, width, _ in stated
    ]
    _or_none(page, of, columns, [text for _, _, text in stated])


def _figures(page: Page, of: str, first: str, figures: Sequence[tuple[str, str]]) -> None:
    width = (160 - 40) / len(figures)
    columns = [
        Column(title=first, width=40, cell=""),
        *(Column(title=name, width=width, cell="", centred=True) for name, _ in figures),
    ]
    _or_none(page, of, columns, ["{{ row.name }}", *(f"{{{{ row.{key} }}}}" for _, key in figures)])


def _or_none(page: Page, of: str, columns: list[Column], cells: list[str]) -> None:
    only_if(page, of)
    narrow(nested(page, columns, [f"for row in {of}", cells, "endfor"], size=SMALL))
    otherwise(page)
    none(page)
    end_if(page)
