"""Excel files that staff ask for: plain texts under a header."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.xlsx_slips import write_sheet
from handlers.messages import Reply
from handlers.ordered import Written
from storage.office_files import SHEET


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What a file holds, as plain texts; `widths` of its columns, in letters. `told` comes with it
    where there is more to say than that it is done."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
    told: Reply | None = None
    mime: str = SHEET

    def write(self) -> Written:
        """The workbook."""
        return Written(data=write_sheet(self.header, self.rows, self.widths))
