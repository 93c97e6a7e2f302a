"""A list that somebody sends: an Excel or a Word file, told apart by its bytes."""

from collections.abc import Sequence

from documents import docx_list, xlsx_list
from documents.list_rows import Column, Row
from documents.packed import look_at


def read_list(data: bytes, columns: Sequence[Column]) -> list[Row]:
    """The rows of the list; raises Unreadable, whose reason says what to do instead."""
    if docx_list.main_part(look_at(data)):
        return docx_list.read_list(data, columns)
    return xlsx_list.read_list(data, columns)
