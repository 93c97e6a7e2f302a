"""The published names of the law: kinds, forms, chairs and how a rule is decided."""

from enum import StrEnum


class Kind(StrEnum):
    DINH_KY = "dinh_ky"
    CHUYEN_DE = "chuyen_de"
    DOT_XUAT = "dot_xuat"


class Form(StrEnum):
    TRUC_TIEP = "truc_tiep"
    TRUC_TUYEN = "truc_tuyen"
    GIAN_TIEP = "gian_tiep"


class Chair(StrEnum):
    BI_THU = "bi_thu"
    CHU_TICH = "chu_tich"
    DONG_CHU_TRI = "dong_chu_tri"


class Level(StrEnum):
    XA = "xa"
    HUYEN = "huyen"
    TINH = "tinh"


class Decider(StrEnum):
    """Whose word bars a person from a seat."""

    PERSON = "person"
    LIST = "list"
    OFFICE = "office"
    REGISTER = "register"


class Concerns(StrEnum):
    EVERYONE = "everyone"
    CITIZENS = "citizens"


class Ground(StrEnum):
    """The decision in which an officer may cite a rule."""

    SEAT = "seat"
    HEARING = "hearing"
    SESSION = "session"


class Phase(StrEnum):
    BEFORE = "before"
    SESSION = "session"
    AFTER = "after"


class Period(StrEnum):
    QUARTER = "quarter"
    YEAR = "year"


class Reporter(StrEnum):
    """At which level a report is owed."""

    COMMUNE = "commune"
    DISTRICT = "district"
    CITY = "city"


class Count(StrEnum):
    """How a wording of a time limit is counted."""

    WORKING_DAYS_AFTER = "working_days_after"
    WORKING_DAYS_BEFORE = "working_days_before"
    CALENDAR_DAYS_AFTER = "calendar_days_after"
    CALENDAR_DAYS_BEFORE = "calendar_days_before"
    BEFORE_DATE = "before_date"


class When(StrEnum):
    """For which matters a limit runs: ordinary ones, complex ones, or all."""

    ALWAYS = "always"
    ORDINARY = "ordinary"
    COMPLEX = "complex"
