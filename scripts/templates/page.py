"""A page as Vietnamese papers have it: A4, 14 pt serif, two columns above and at the end.

Nghị định 30/2020/NĐ-CP (Phụ lục I) for administrative papers; Party papers differ in the motto and
the signature, which the values bring.
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from docx import Document
from docx.document import Document as Page
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

# The first moment that an archive can name.
EPOCH = (1980, 1, 1, 0, 0, 0)
FONT = "Times New Roman"
# Of the same widths, where the first is missing.
INSTEAD = "Liberation Serif"
BODY = 14
A4 = (210, 297)
# Left for the file, right, top, bottom; in millimetres.
MARGINS = (30, 20, 20, 20)
CENTRE, RIGHT, LEFT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table: its title, how wide it is in millimetres, what its cell says."""

    title: str
    width: float
    cell: str
    centred: bool = False


def new_page(*, landscape: bool = False) -> Page:
    """An empty page with its styles."""
    page = Document()
    section = page.sections[0]
    width, height = reversed(A4) if landscape else A4
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    left, right, top, bottom = (20, 20, 20, 20) if landscape else MARGINS
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    for style in page.styles:
        if getattr(style, "font", None) is not None:
            _use_font(style)
    normal = page.styles["Normal"]
    normal.font.size = Pt(BODY)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.1
    _number_pages(section)
    _name_other_font(page)
    return page


def finished(page: Page) -> bytes:
    """The template as a file, the same bytes each time."""
    properties = page.core_properties
    properties.author = properties.title = properties.comments = ""
    properties.language = "vi-VN"
    out = io.BytesIO()
    page.save(out)
    return _undated(out.getvalue())


def _undated(archive: bytes) -> bytes:
    """Parts bear the moment at which they were packed; each drawing would be another file."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as before, zipfile.ZipFile(out, "w") as after:
        for part in before.infolist():
            dated = zipfile.ZipInfo(part.filename, EPOCH)
            dated.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(dated, before.read(part))
    return out.getvalue()


def letterhead(page: Page, at: str = "head", *, subject: str = "") -> None:
    """Two columns: who issues it and its number; the motto, place and date. A letter has its
    subject under the number."""
    table = _columns(page, (70, 92) if _is_upright(page) else (110, 147))
    left, right = table.rows[0].cells
    lines(
        left,
        (f"{{%p if {at}.above %}}", {}),
        (f"{{{{ {at}.above }}}}", {"size": 12}),
        ("{%p endif %}", {}),
        (f"{{{{ {at}.body }}}}", {"size": 12, "bold": True}),
        (f"{{%p if {at}.below %}}", {}),
        (f"{{{{ {at}.below }}}}", {"size": 13}),
        ("{%p else %}", {}),
        ("", {"ruled": 28, "size": 4}),
        ("{%p endif %}", {}),
        (f"{{%p if {at}.number %}}", {}),
        (f"{{{{ {at}.number }}}}", {"size": 13, "before": 3}),
        ("{%p endif %}", {}),
        *([(subject, {"size": 12, "before": 3})] if subject else []),
    )
    lines(
        right,
        (f"{{{{ {at}.motto }}}}", {"size": 12, "bold": True}),
        (f"{{%p if {at}.motto_second %}}", {}),
        (f"{{{{ {at}.motto_second }}}}", {"size": 13, "bold": True}),
        ("{%p endif %}", {}),
        ("", {"ruled": 17, "size": 4}),
        (f"{{{{ {at}.place_and_date }}}}", {"size": 13, "italic": True, "before": 4}),
    )


def title(page: Page, name: str, about: str, *, below: str = "") -> None:
    """The kind of paper in capitals, what it is about, and a rule."""
    write(page, name, align=CENTRE, bold=True, size=15, before=12)
    write(page, about, align=CENTRE, bold=True)
    if below:
        write(page, below, align=CENTRE, italic=True)
    rule = write(page, "", align=CENTRE, size=4, after=8)
    _rule(rule, 55 if _is_upright(page) else 100)


def heading(page: Page, text: str) -> Paragraph:
    """The title of a section."""
    return write(page, text, bold=True, before=6, indent=10, keep=True)


def body(page: Page, text: str) -> Paragraph:
    """A paragraph of the text itself."""
    return write(page, text, align=JUSTIFY, indent=10, before=3)


def only_if(page: Page, condition: str) -> None:
    """What follows, up to `end_if`, stands there only if this holds."""
    write(page, f"{{%p if {condition} %}}")


def otherwise(page: Page) -> None:
    """The other half of `only_if`."""
    write(page, "{%p else %}")


def end_if(page: Page) -> None:
    """Closes `only_if`."""
    write(page, "{%p endif %}")


def for_each(page: Page, one: str, of: str) -> None:
    """What follows, up to `end_for`, stands there once for each."""
    write(page, f"{{%p for {one} in {of} %}}")


def end_for(page: Page) -> None:
    """Closes `for_each`."""
    write(page, "{%p endfor %}")


def table(page: Page, columns: Sequence[Column], one: str, of: str, *, size: float = 12) -> Table:
    """A table with a row for each `one` in `of`; its header stands again on each page."""
    grid = page.add_table(rows=4, cols=len(columns))
    grid.style = "Table Grid"
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    for place, column in enumerate(columns):
        grid.columns[place].width = Mm(column.width)
        lines(grid.cell(0, place), (column.title, {"bold": True, "size": size}))
        align = CENTRE if column.centred else LEFT
        lines(grid.cell(2, place), (column.cell, {"size": size, "align": align}))
        for row in grid.rows:
            row.cells[place].width = Mm(column.width)
    lines(grid.cell(1, 0), (f"{{%tr for {one} in {of} %}}", {}))
    lines(grid.cell(3, 0), ("{%tr endfor %}", {}))
    _repeat(grid.rows[0])
    for row in (grid.rows[0], grid.rows[2]):
        _keep_whole(row)
    return grid


def signature(page: Page, recipients: Sequence[str], at: str = "head") -> None:
    """Two columns: to whom it goes; who signs. Lines of `recipients` may be template tags."""
    write(page, "", size=6, keep=True)
    grid = _columns(page, (75, 85) if _is_upright(page) else (110, 147))
    left, right = grid.rows[0].cells
    if recipients:
        stated = [(line, {"size": 11, "align": LEFT}) for line in recipients]
        named = ("Nơi nhận:", {"size": 12, "bold": True, "italic": True, "align": LEFT})
        lines(left, named, *stated)
    lines(
        right,
        (f"{{%p for line in {at}.signature %}}", {}),
        ("{{ line }}", {"bold": True}),
        ("{%p endfor %}", {}),
        *((("", {}),) * 4),
        (f"{{{{ {at}.signer }}}}", {"bold": True}),
    )
    _keep_whole(grid.rows[0])


def lines(cell: _Cell, *stated: tuple[str, dict[str, object]]) -> None:
    """The paragraphs of a cell, centred where nothing else is said."""
    first = cell.paragraphs[0]
    for number, (text, look) in enumerate(stated):
        paragraph = first if number == 0 else cell.add_paragraph()
        look = {"align": CENTRE, **look}
        ruled = look.pop("ruled", None)
        _look(paragraph, text, **look)  # type: ignore[arg-type]
        if ruled:
            _rule(paragraph, float(str(ruled)))


def write(page: Page, text: str, **look: object) -> Paragraph:
    """One paragraph; for its look see `_look`."""
    paragraph = page.add_paragraph()
    _look(paragraph, text, **look)  # type: ignore[arg-type]
    return paragraph


def _look(
    paragraph: Paragraph,
    text: str,
    *,
    align: WD_ALIGN_PARAGRAPH = LEFT,
    size: float = BODY,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
    after: float = 0,
    indent: float = 0,
    keep: bool = False,
) -> None:
    """Sizes and distances in points, the first line's indent in millimetres; `keep` holds it on
    the page of what follows."""
    paragraph.alignment = align
    form = paragraph.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.first_line_indent = Mm(indent)
    form.keep_with_next = keep
    if not text:  # as high as it says: an empty line takes the height of the style otherwise
        form.line_spacing = Pt(size)
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic


def _columns(page: Page, widths: Sequence[float]) -> Table:
    """A table without lines, to set things beside each other."""
    grid = page.add_table(rows=1, cols=len(widths))
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    cell_margins(grid, 0)
    for place, width in enumerate(widths):
        grid.columns[place].width = grid.cell(0, place).width = Mm(width)
    return grid


def cell_margins(grid: Table, width: float) -> None:
    """How far from its sides the text of each cell stands, in points."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(width * 20)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    grid._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def _is_upright(page: Page) -> bool:
    section = page.sections[0]
    return bool(section.page_width < section.page_height)


def _use_font(style: object) -> None:
    """Also for the letters that Word counts as Asian, and over a heading's theme."""
    font = style.font  # type: ignore[attr-defined]
    font.name = FONT
    fonts = font.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)


def _name_other_font(page: Page) -> None:
    """Where Times New Roman is missing, a font with the same widths."""
    for part in page.part.package.iter_parts():
        if part.partname.endswith("/fontTable.xml"):
            line = f'<w:font w:name="{FONT}">'.encode()
            alternative = line + f'<w:altName w:val="{INSTEAD}"/>'.encode()
            part._blob = part.blob.replace(line, alternative)


def _number_pages(section: object) -> None:
    """The page's number in the middle above, but not on the first."""
    section.different_first_page_header_footer = True  # type: ignore[attr-defined]
    paragraph = section.header.paragraphs[0]  # type: ignore[attr-defined]
    paragraph.alignment = CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _rule(paragraph: Paragraph, margin: float) -> None:
    """A line under the paragraph, `margin` millimetres in from both sides."""
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(margin)
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _repeat(row: object) -> None:
    _flag(row, "w:tblHeader")


def _keep_whole(row: object) -> None:
    _flag(row, "w:cantSplit")


def _flag(row: object, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # type: ignore[attr-defined]
