"""The quarterly and the annual report: the same figures as a Word paper and as an Excel file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dialogue.figures import Figures, Result, Tally, count
from dialogue.names import Chair, Form, Kind
from dialogue.regulation import Regulation
from dialogue.report_periods import ReportPeriod, Span, compared
from dialogue.rules import ReportRule
from documents.letterhead import Letterhead, in_a_sentence
from documents.xlsx_figures import FigureSheet, write_figures
from handlers.charted import capital
from handlers.messages import Reply
from handlers.ordered import Written
from handlers.papers.writing import Desk, Paper
from handlers.voice import Voice
from locales.dates import local_date
from storage import figures
from storage.office_files import SHEET

QUARTERLY, ANNUAL = "quarterly_report", "annual_report"
# The rows of opinions, in this order; together they are all that were received.
RESULTS = (
    Result.SETTLED,
    Result.IN_TIME,
    Result.LATE,
    Result.NO_LIMIT,
    Result.FORWARDED,
    Result.OPEN,
    Result.OVERDUE,
    Result.DECLINED,
    Result.WITHDRAWN,
)
# The columns of the tables by field.
COLUMNS: Sequence[tuple[str, tuple[Result, ...]]] = (
    ("settled", (Result.SETTLED,)),
    ("in_time", (Result.IN_TIME,)),
    ("late", (Result.LATE,)),
    ("no_limit", (Result.NO_LIMIT,)),
    ("forwarded", (Result.FORWARDED,)),
    ("open", (Result.OPEN,)),
    ("overdue", (Result.OVERDUE,)),
    ("out", (Result.DECLINED, Result.WITHDRAWN)),
)
NOTES = ("opinions", "results", "in_time", "conferences", "people", "spans")


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of the table of figures; `part` is a part of the line above it that is none."""

    number: str
    name: str
    part: bool
    figures: tuple[str | int, ...]


@dataclass(frozen=True, kw_only=True)
class FieldTable:
    """Opinions by field in one span: how many, how many in the span before, what became of them."""

    title: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class PeriodicReport:
    """What the report says; days as "10/9/2026". The counts are those of the period itself."""

    head: Letterhead
    commune: str
    regulation: str
    form: str
    training: bool
    period: str
    since: str
    cut_off: str
    dialogues: int
    people: int
    received: int
    settled: int
    replied: int
    in_time: int
    late: int
    forwarded: int
    unanswered: int
    overdue: int
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    fields: tuple[FieldTable, ...]
    notes: tuple[str, ...]
    recipient: str


@dataclass(frozen=True, kw_only=True)
class Counted:
    """The figures of a period beside those of the others: by span, the period itself first."""

    period: ReportPeriod
    spans: tuple[Span, ...]
    figures: tuple[Figures, ...]


@dataclass(frozen=True, kw_only=True)
class Book:
    """The report's figures as an Excel file."""

    name: str
    sheets: tuple[FigureSheet, ...]
    told: Reply | None = None
    mime: str = SHEET

    def write(self) -> Written:
        """The workbook."""
        return Written(data=write_figures(self.sheets))


def counted(voice: Voice, period: ReportPeriod) -> Counted | None:
    """The figures at `voice.now`; None where the period has not begun."""
    so_far = period.until(local_date(voice.now))
    if so_far is None:
        return None
    commune = voice.commune.id
    assert commune is not None
    spans = compared(period, so_far)
    widest = Span(first=min(one.first for one in spans), last=so_far.last)
    held = figures.dialogues(voice.work, commune, widest)
    sent = figures.opinions(voice.work, commune, widest)
    known = figures.fields(voice.work, commune)
    found = tuple(count(held, sent, span, known) for span in spans)
    return Counted(period=period, spans=spans, figures=found)


def word(desk: Desk, found: Counted) -> Paper:
    """The paper."""
    return desk.file(_key(found.period), view(desk, found), file_name(desk.voice, found.period))


def excel(desk: Desk, found: Counted) -> Book:
    """The same figures in sheets."""
    shown = view(desk, found)
    say = desk.voice.say
    above = (
        say("report-book-title", period=shown.period, commune=shown.commune),
        say("report-book-days", since=shown.since, date=shown.cut_off),
        say("report-draft"),
    )
    figures_sheet = FigureSheet(
        name=say("report-sheet-figures"),
        above=above,
        header=(say("report-number"), say("report-what"), *shown.columns),
        rows=[(one.number, one.name, *one.figures) for one in shown.rows],
        widths=(6, 52, *(18 for _ in shown.columns)),
        below=shown.notes,
    )
    by_field = (
        _field_sheet(say("report-sheet-fields", number=number), above, one)
        for number, one in enumerate(shown.fields, start=1)
    )
    name = f"{file_name(desk.voice, found.period)}.xlsx"
    return Book(name=name, sheets=(figures_sheet, *by_field))


def file_name(voice: Voice, period: ReportPeriod) -> str:
    """Without its ending."""
    kind = "quy" if period.quarter else "nam"
    return f"bao-cao-{kind}-{voice.commune.code}-{period.name}"


def period_name(voice: Voice, period: ReportPeriod) -> str:
    """ "quý III/2026", "năm 2026"."""
    key = f"area-quarter-{period.quarter}" if period.quarter else "area-whole-year"
    return voice.say(key, year=str(period.year))


def view(desk: Desk, found: Counted) -> PeriodicReport:
    """What both files show."""
    voice, now = desk.voice, found.figures[0]
    rule, regulation = _rule(voice, _key(found.period))
    opinions = now.opinions
    return PeriodicReport(
        head=desk.head(_key(found.period)),
        commune=in_a_sentence(desk.issuer.name),
        regulation=(regulation.number or regulation.title) if regulation else "",
        form=", ".join(rule.forms) if rule else "",
        training=voice.commune.training,
        period=period_name(voice, found.period),
        since=_day(now.span, last=False),
        cut_off=_day(now.span),
        dialogues=now.dialogues,
        people=now.people,
        received=opinions.received,
        settled=opinions.of(Result.SETTLED),
        replied=opinions.of(Result.IN_TIME, Result.LATE, Result.NO_LIMIT),
        in_time=opinions.of(Result.IN_TIME),
        late=opinions.of(Result.LATE),
        forwarded=opinions.of(Result.FORWARDED),
        unanswered=opinions.of(Result.OPEN, Result.OVERDUE),
        overdue=opinions.of(Result.OVERDUE),
        columns=tuple(_columns(voice, found)),
        rows=tuple(_rows(voice, found.figures, regulation)),
        fields=tuple(_tables(voice, found)),
        notes=tuple(_notes(voice, now)),
        recipient=rule.to if rule else "",
    )


def _key(period: ReportPeriod) -> str:
    return QUARTERLY if period.quarter else ANNUAL


def _rule(voice: Voice, key: str) -> tuple[ReportRule | None, Regulation | None]:
    """The regulation's rule for the report, where there is one."""
    regulation = voice.house.regulations.get(voice.commune.regulation_id)
    return (regulation.reports.get(key) if regulation else None), regulation


def _day(span: Span, *, last: bool = True) -> str:
    day = span.last if last else span.first
    return f"{day:%d/%m/%Y}"


def _short(span: Span) -> str:
    """Its last day where the year is known."""
    return f"{span.last:%d/%m}"


def _columns(voice: Voice, found: Counted) -> Iterator[str]:
    """The heads of the columns of figures."""
    period, before = (
        capital(period_name(voice, one)) for one in (found.period, found.period.before)
    )
    yield voice.say("report-column-period", period=period, date=_short(found.spans[0]))
    yield voice.say("report-column-whole", period=before)
    if len(found.spans) > 2:
        yield voice.say("report-column-so-far", date=_short(found.spans[2]))
        last = found.spans[3]
        yield voice.say("report-column-so-far-before", year=str(last.last.year), date=_short(last))


def _rows(voice: Voice, every: Sequence[Figures], regulation: Regulation | None) -> Iterator[Row]:
    """Conferences and people, then opinions and what became of them."""

    def row(number: str, key: str, *figures: str | int) -> Row:
        return Row(number=number, name=voice.say(key), part=not number, figures=figures)

    yield row("1", "report-dialogues", *(one.dialogues for one in every))
    for names, prefix, which in _apart(regulation):
        for name in names:
            counts = [getattr(one, which).get(name, 0) for one in every]
            yield row("", f"{prefix}-{name}", *counts)
    yield row("2", "report-people", *(one.people for one in every))
    if any(one.questions for one in every):
        yield row("", "report-questions", *(one.questions for one in every))
    yield row("3", "report-received", *(one.opinions.received for one in every))
    for result in RESULTS:
        yield row("", f"report-result-{result}", *(one.opinions.of(result) for one in every))
    yield row("4", "report-raised", *(one.opinions.people for one in every))
    yield row("5", "report-on-time", *(_share(one.opinions) for one in every))


def _apart(regulation: Regulation | None) -> Iterator[tuple[Sequence[str], str, str]]:
    """By what conferences are told apart: kinds only where the regulation knows any."""
    if regulation is None or regulation.kinds.allowed:
        yield tuple(Kind), "kind", "kinds"
    yield tuple(Form), "report-form", "forms"
    yield tuple(Chair), "report-chair", "chairs"


def _share(stood: Tally) -> str:
    """In percent; never 100 where one was late."""
    return "–" if stood.on_time is None else f"{stood.percent}%"


def _tables(voice: Voice, found: Counted) -> Iterator[FieldTable]:
    """Of the period and, for a quarter, of the year so far."""
    names = list(_columns(voice, found))
    for place in range(0, len(found.figures), 2):
        yield _table(voice, names[place], found.figures[place], found.figures[place + 1])


def _table(voice: Voice, title: str, now: Figures, before: Figures) -> FieldTable:
    header = ("field", "received", "before", *(key for key, _ in COLUMNS))
    fields = list(
        dict.fromkeys(
            (*(name for name in now.fields if name), *(name for name in before.fields if name))
        )
    )
    fields += [""] if "" in now.fields or "" in before.fields else []
    rows = [
        _field_row(
            name or voice.say("field-unsorted"), now.fields.get(name), before.fields.get(name)
        )
        for name in fields
    ]
    total = _field_row(voice.say("report-total"), now.opinions, before.opinions)
    return FieldTable(
        title=title,
        header=tuple(voice.say(f"report-field-{key}") for key in header),
        rows=(*rows, total) if rows else (),
    )


def _field_row(name: str, now: Tally | None, before: Tally | None) -> Row:
    stood, earlier = now or Tally(), before or Tally()
    figures = (
        stood.received,
        earlier.received,
        *(stood.of(*results) for _, results in COLUMNS),
    )
    return Row(number="", name=name, part=False, figures=figures)


def _field_sheet(name: str, above: tuple[str, ...], table: FieldTable) -> FigureSheet:
    return FigureSheet(
        name=name,
        above=(*above, table.title),
        header=table.header,
        rows=[(one.name, *one.figures) for one in table.rows],
        widths=(40, *(14 for _ in table.header[1:])),
    )


def _notes(voice: Voice, now: Figures) -> Iterator[str]:
    """How the figures were counted; the same in every file."""
    for key in NOTES:
        yield voice.say(f"report-note-{key}")
    if now.uncounted:
        yield voice.say("report-note-uncounted", count=now.uncounted)
