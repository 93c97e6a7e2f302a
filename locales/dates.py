"""Dates and times as people read them: in full, in Vietnamese time."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKDAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def local_date(moment: datetime) -> date:
    """The day in Viet Nam at `moment` (aware)."""
    return moment.astimezone(LOCAL).date()


def full_date(day: date, language: str) -> str:
    """A day with its weekday: "thứ Sáu, 26/9/2025"."""
    return f"{WEEKDAYS[language][day.weekday()]}, {day.day}/{day.month}/{day.year}"


def numeric_date(day: date) -> str:
    """A day for lists: "26/9/2025"."""
    return f"{day.day}/{day.month}/{day.year}"


def full_time(moment: datetime, language: str) -> str:
    """A moment with hour and day: "8 giờ 30, thứ Sáu, 26/9/2025"."""
    local = moment.astimezone(LOCAL)
    return f"{clock_time(moment, language)}, {full_date(local.date(), language)}"


def clock_time(moment: datetime, language: str) -> str:
    """The time of day: "8 giờ", "8 giờ 05"."""
    local = moment.astimezone(LOCAL)
    if language != "vi":
        return f"{local:%H:%M}"
    return f"{local.hour} giờ {local.minute:02d}" if local.minute else f"{local.hour} giờ"


def short_time(moment: datetime) -> str:
    """For lists: "26/9 08:30"."""
    local = moment.astimezone(LOCAL)
    return f"{local.day}/{local.month} {local:%H:%M}"
