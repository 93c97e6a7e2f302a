"""Excel files, told from their bytes."""

import io
import zipfile

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def is_sheet(data: bytes) -> bool:
    """Whether the bytes are a workbook of today's kind; one with macros is none that we take."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    return "xl/workbook.xml" in names and not any("vbaProject" in name for name in names)
