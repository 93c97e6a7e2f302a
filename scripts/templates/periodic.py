"""The templates of the quarterly and the annual report: drafts, for the official forms are not
known (hai-phong-13-hd VI.1, forms 1 and 2)."""

from docx.document import Document as Page
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table

from templates.page import (
    CENTRE,
    JUSTIFY,
    LEFT,
    Column,
    body,
    end_for,
    end_if,
    finished,
    for_each,
    heading,
    letterhead,
    lines,
    new_page,
    only_if,
    signature,
    table,
    title,
    write,
)

DOTS = "…" * 30
LINES = 3
WIDE = 160


def quarterly_report() -> bytes:
    """A quarter, the one before, the year so far, the same days of the year before."""
    return _report(columns=4, each=22)


def annual_report() -> bytes:
    """A year and the one before."""
    return _report(columns=2, each=30)


def _report(*, columns: int, each: int) -> bytes:
    page = new_page()
    letterhead(page)
    title(
        page,
        "BÁO CÁO",
        "Kết quả đối thoại của người đứng đầu cấp ủy, chính quyền với Nhân dân {{ period }}",
        below="(Số liệu từ ngày {{ since }} đến hết ngày {{ cut_off }})",
    )
    write(
        page,
        "Mẫu dự thảo của phần mềm, chưa phải mẫu chính thức của cấp trên"
        "{% if form %} ({{ form }}){% endif %}.{% if training %} SỐ LIỆU TẬP HUẤN.{% endif %}",
        align=CENTRE,
        italic=True,
        size=12,
    )
    _results(page)
    write(page, "Bảng 1. Số liệu chung", bold=True, size=13, before=8, after=4, keep=True)
    _figures(page, columns=columns, each=each)
    heading(page, "II. Ý KIẾN, KIẾN NGHỊ THEO LĨNH VỰC")
    _by_field(page)
    write(page, "Cách tính số liệu:", bold=True, italic=True, size=11, before=8, keep=True)
    for_each(page, "note", "notes")
    write(page, "- {{ note }}", italic=True, size=11, align=JUSTIFY)
    end_for(page)
    for name in (
        "III. KHÓ KHĂN, VƯỚNG MẮC VÀ NGUYÊN NHÂN",
        "IV. PHƯƠNG HƯỚNG, KIẾN NGHỊ, ĐỀ XUẤT",
    ):
        heading(page, name)
        for _ in range(LINES):
            write(page, DOTS, keep=True)
    signature(
        page,
        [
            "{%p if recipient %}",
            "- {{ recipient }} (báo cáo);",
            "{%p endif %}",
            "- Thường trực Đảng ủy (báo cáo);",
            "- Lưu: VT.",
        ],
    )
    page.paragraphs[-1].paragraph_format.keep_with_next = True  # who signs never stands alone
    return finished(page)


def _results(page: Page) -> None:
    """What the table says, in sentences."""
    only_if(page, "regulation")
    body(page, "Thực hiện {{ regulation }}, {{ head.spoken }} {{ commune }} báo cáo như sau:")
    end_if(page)
    heading(page, "I. KẾT QUẢ")
    body(
        page,
        "1. Trong {{ period }}, {{ commune }} {% if dialogues %}đã tổ chức {{ dialogues }} hội "
        "nghị đối thoại{% if people %}, với {{ people }} lượt người tham gia{% endif %}"
        "{% else %}chưa tổ chức hội nghị đối thoại nào{% endif %}.",
    )
    body(
        page,
        "2. {% if received %}Tiếp nhận {{ received }} ý kiến, kiến nghị của Nhân dân: "
        "{{ settled }} được giải quyết tại hội nghị; {{ replied }} được trả lời bằng văn bản"
        "{% if replied %} ({{ in_time }} đúng hạn, {{ late }} sau hạn){% endif %}; "
        "{{ forwarded }} được ghi nhận, gửi lên cấp trên hoặc chuyển cơ quan có thẩm quyền; "
        "{{ unanswered }} chưa được trả lời"
        "{% if overdue %}, trong đó {{ overdue }} đã quá hạn{% endif %}"
        "{% else %}Chưa nhận ý kiến, kiến nghị nào của Nhân dân{% endif %}.",
    )


def _figures(page: Page, *, columns: int, each: int) -> None:
    """A line for each figure, a column for each span; a part of a line stands under it."""
    names = Column(title="Chỉ tiêu", width=WIDE - 11 - columns * each, cell="")
    spans = [
        Column(
            title=f"{{{{ columns[{place}] }}}}",
            width=each,
            cell=f"{{{{ row.figures[{place}] }}}}",
            centred=True,
        )
        for place in range(columns)
    ]
    number = Column(title="TT", width=11, cell="{{ row.number }}", centred=True)
    grid = table(page, [number, names, *spans], "row", "rows")
    _name(grid)


def _name(grid: Table) -> None:
    lines(
        grid.cell(2, 1),
        ("{%p if row.part %}", {}),
        ("– {{ row.name }}", {"size": 12, "align": LEFT}),
        ("{%p else %}", {}),
        ("{{ row.name }}", {"size": 12, "align": LEFT, "bold": True}),
        ("{%p endif %}", {}),
    )


def _by_field(page: Page) -> None:
    """A table for each span: how many, how many before, what became of them."""
    for_each(page, "table", "fields")
    write(
        page,
        "Bảng {{ loop.index + 1 }}. {{ table.title }}",
        bold=True,
        size=13,
        before=8,
        after=4,
        keep=True,
    )
    only_if(page, "table.rows")
    number, first, each = 10, 34, 12.8
    columns = [Column(title="{{ table.header[0] }}", width=first, cell="{{ row.name }}")]
    columns += [
        Column(
            title=f"{{{{ table.header[{place}] }}}}",
            width=each - 0.2,
            cell=f"{{{{ row.figures[{place - 1}] }}}}",
            centred=True,
        )
        for place in range(1, number + 1)
    ]
    _pad(table(page, columns, "row", "table.rows", size=9.5), twips=40)
    write(page, "", size=4)
    end_if(page)
    only_if(page, "not table.rows")
    body(page, "Không có.")
    end_if(page)
    end_for(page)


def _pad(grid: Table, *, twips: int) -> None:
    """Less room at the sides of the cells, so that eleven columns have whole words."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    grid._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption")
