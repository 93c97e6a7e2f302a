"""A faulty file of law says where it is wrong and what was expected there, all of it at once."""

import pytest

from dialogue.errors import InvalidLawFile, RegulationError
from dialogue.regulation import load_text, shipped

KNOWN = shipped()

MINIMAL = """\
id = "xa-thu"
title = "Bản thử"
issuer = "Xã thử"
extends = "hai-phong-13-hd"
"""

EVERY_SECTION = (
    MINIMAL
    + """
[milestones.classify]
title = "Phân loại"
responsible = "Ủy ban MTTQ"
phase = "before"
clause = "V.2"

[[milestones.classify.limits]]
wording = "trước ngày 20/9/2025"
count = "before_date"
before = 2025-09-20

[milestones.dossier_complete]
title = "Hoàn thiện hồ sơ"
responsible = "Văn phòng Đảng ủy"
phase = "after"
clause = "Bước 7"

[[milestones.dossier_complete.limits]]
wording = "tối đa 10 ngày làm việc"
count = "working_days_after"
days = 10
start = "written_reply"

[milestones.follow_up]
title = "Theo dõi"
responsible = "Cơ quan được giao"
phase = "after"
clause = "V.3.1(2)"

[reports.quarterly]
title = "Báo cáo quý"
wording = "trước ngày 15 tháng cuối của quý"
period = "quarter"
day = 15
responsible = "Ban xây dựng Đảng"
to = "Ban Tuyên giáo và Dân vận Thành ủy"
forms = ["mẫu 1"]
clause = "VI.1"

[recipients.conclusion_notice.front]
body = "Mặt trận Tổ quốc"
purpose = "theo dõi, giám sát"
clause = "V.3.1(1)"

[dossier.petition_up]
title = "Văn bản kiến nghị cấp trên"
phase = "after"
if_any = true
clause = "V.4.2"
"""
)


def faults_of(text: str) -> dict[str, RegulationError]:
    with pytest.raises(InvalidLawFile) as refused:
        load_text(text, file="xa-thu.toml", known=KNOWN)
    return {str(fault.key): fault for fault in refused.value.errors}  # type: ignore[misc]


def test_an_unknown_key_is_an_error_at_its_line() -> None:
    """A misspelt key is never silently ignored."""
    fault = faults_of(MINIMAL + 'isuer = "x"\n')["isuer"]

    assert fault.line == 5
    assert fault.expected.startswith("is not a known key; known: id, title, number, issued, issuer")


def test_an_unknown_key_deep_inside_is_an_error_at_its_line() -> None:
    """The line is that of the key, not of its table."""
    text = EVERY_SECTION.replace("days = 10", "days = 10\nday = 10")
    fault = faults_of(text)["milestones.dossier_complete.limits.0.day"]

    assert text.splitlines()[fault.line - 1] == "day = 10"


def test_a_missing_key_points_at_its_table() -> None:
    """There is no line to point at but the header."""
    text = MINIMAL + '\n[recipients.conclusion_notice.front]\nclause = "V"\n'
    fault = faults_of(text)["recipients.conclusion_notice.front.body"]

    assert (fault.line, fault.expected) == (6, "is required")


def test_all_errors_of_a_file_are_told_at_once() -> None:
    """Nobody corrects a file one error at a time."""
    text = MINIMAL + 'isuer = "x"\n\n[recipients.conclusion_notice.front]\nclause = "V"\n'

    assert set(faults_of(text)) == {"isuer", "recipients.conclusion_notice.front.body"}


def test_an_error_names_file_line_key_and_what_is_expected() -> None:
    """One line is enough to go and mend it."""
    text = MINIMAL + '\n[participation.x]\nwording = "x"\nclause = "x"\ndecides = "nobody"\n'
    told = str(faults_of(text)["participation.x.decides"])

    assert told.startswith("xa-thu.toml:9: participation.x.decides: ")
    assert told.endswith("must be one of person, list, office, register")


def test_broken_toml_is_an_error_with_its_line() -> None:
    """A file that cannot be read at all is told in the same way."""
    fault = faults_of(MINIMAL + "oops\n")["(TOML)"]

    assert fault.line == 5


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (MINIMAL.replace("hai-phong-13-hd", "khong-co"), "extends"),
        (MINIMAL.replace('extends = "hai-phong-13-hd"', ""), "forms"),
        (MINIMAL + '[participation.x]\nkey = "y"\n', "participation.x.key"),
        (EVERY_SECTION.replace("before = 2025-09-20", ""), "milestones.classify.limits.0.before"),
        (
            EVERY_SECTION.replace("days = 10", "days = 0"),
            "milestones.dossier_complete.limits.0.days",
        ),
        (
            EVERY_SECTION.replace('start = "written_reply"', 'start = "nowhere"'),
            "milestones.dossier_complete.limits.0.start",
        ),
        (
            EVERY_SECTION.replace('start = "written_reply"', 'start = "dossier_complete"'),
            "milestones.dossier_complete.limits",
        ),
        (
            EVERY_SECTION.replace("days = 10", "days = 10\ntarget_only = true"),
            "milestones.dossier_complete.limits",
        ),
    ],
)
def test_a_regulation_that_cannot_be_applied_is_refused(text: str, key: str) -> None:
    """What the types cannot see is checked too."""

    assert key in faults_of(text)


def test_a_deciding_question_that_is_not_asked_is_refused() -> None:
    """The person decides only what the person is asked."""
    rule = '[participation.x]\nwording = "x"\nclause = "x"\ndecides = "person"\n'

    assert "participation.x.asked" in faults_of(MINIMAL + rule)


def test_a_hint_without_the_answer_that_speaks_against_is_refused() -> None:
    """An answer nobody can weigh is not asked for."""
    rule = '[participation.x]\nwording = "x"\nclause = "x"\ndecides = "office"\nasked = true\n'

    assert "participation.x.bars_on" in faults_of(MINIMAL + rule)


def test_an_unknown_key_is_told_those_that_may_stand_beside_it() -> None:
    """Of its own table, not of the whole file."""
    text = EVERY_SECTION.replace("days = 10", "days = 10\nday = 10")
    fault = faults_of(text)["milestones.dossier_complete.limits.0.day"]

    assert fault.expected == (
        "is not a known key; known: wording, count, days, before, start, clause, when, "
        "target_only, reading"
    )


@pytest.mark.parametrize("key", ["key", "regulation", "governs", "overrides"])
def test_what_the_loader_fills_in_cannot_be_stated(key: str) -> None:
    """A file cannot lie about its own origin."""
    text = EVERY_SECTION.replace("days = 10", f'days = 10\n{key} = "x"')
    faults = faults_of(text)

    assert f"milestones.dossier_complete.limits.0.{key}" in faults


@pytest.mark.parametrize(
    ("old", "new", "key", "expected"),
    [
        ('title = "Bản thử"', "title = 5", "title", 'must be text in quotes: "…"'),
        ("day = 15", 'day = "năm"', "reports.quarterly.day",
         "must be a whole number without quotes"),
        ("day = 15", "day = 1.5", "reports.quarterly.day",
         "must be a whole number without quotes"),
        ("if_any = true", 'if_any = "có"', "dossier.petition_up.if_any",
         "must be true or false, without quotes"),
        ("before = 2025-09-20", 'before = "20/9"', "milestones.classify.limits.0.before",
         "must be a day, written as 2025-09-26 without quotes"),
        ("before = 2025-09-20", "before = 10:00:00", "milestones.classify.limits.0.before",
         "must be a day, written as 2025-09-26 without quotes"),
        ('forms = ["mẫu 1"]', 'forms = "mẫu 1"', "reports.quarterly.forms",
         "must be a list: [ … ], or [[tables]] of this name"),
        ("[reports.quarterly]", "[reports]\nx = 1\n[reports.quarterly]", "reports.x",
         "must be a table: [header] or { … }"),
        ('period = "quarter"', 'period = "month"', "reports.quarterly.period",
         "must be one of quarter, year"),
        ('count = "before_date"', 'count = "workdays"', "milestones.classify.limits.0.count",
         "must be one of working_days_after, working_days_before, calendar_days_after, "
         "calendar_days_before, before_date"),
        ('phase = "before"', 'phase = "trước"', "milestones.classify.phase",
         "must be one of before, session, after"),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_kind_is_told_what_it_must_be(
    old: str, new: str, key: str, expected: str
) -> None:
    """In words, with the values that are known."""
    fault = faults_of(EVERY_SECTION.replace(old, new, 1))[key]

    assert fault.expected == expected


@pytest.mark.parametrize(
    ("section", "key", "expected"),
    [
        ('[kinds]\nclause = "x"\nallowed = { dinh_k = "x" }', "kinds.allowed.dinh_k",
         "must be one of dinh_ky, chuyen_de, dot_xuat"),
        ('[forms]\nclause = "x"\nallowed = { tt = "x" }', "forms.allowed.tt",
         "must be one of truc_tiep, truc_tuyen, gian_tiep"),
        ('[chairs]\nclause = "x"\nallowed = { ct = "x" }', "chairs.allowed.ct",
         "must be one of bi_thu, chu_tich, dong_chu_tri"),
        ('[offices.thon.bi_thu]\nclause = "x"\nbody = "x"', "offices.thon",
         "must be one of xa, huyen, tinh"),
        ('[dossier_exempt.khac]\nclause = "x"\nwording = "x"', "dossier_exempt.khac",
         "must be one of dinh_ky, chuyen_de, dot_xuat"),
        ('[contents.khac]\nclause = "x"\nwording = "x"', "contents.khac",
         "must be one of dinh_ky, chuyen_de, dot_xuat, all"),
    ],
)  # fmt: skip
def test_a_name_that_is_not_known_is_told_those_that_are(
    section: str, key: str, expected: str
) -> None:
    """Kinds, forms, chairs and levels are published names."""

    assert faults_of(f"{MINIMAL}{section}\n")[key].expected == expected


def test_a_start_that_is_none_is_told_the_events_and_the_milestones_with_a_date() -> None:
    """From `follow_up`, which has no date, nothing could ever be counted."""
    text = EVERY_SECTION.replace('start = "written_reply"', 'start = "follow_up"')
    told = faults_of(text)["milestones.dossier_complete.limits.0.start"].expected

    assert "one of conference, notice_issued, notice_received, announce, " in told
    assert "follow_up" not in told


def test_a_notice_that_never_issues_starts_nothing() -> None:
    """`notice_*` waits for the conclusion notice."""
    text = (
        'id = "x"\ntitle = "x"\nissuer = "x"\n'
        '[kinds]\nclause = "1"\nallowed = {}\n'
        '[forms]\nclause = "1"\nallowed = {}\n'
        '[chairs]\nclause = "1"\nallowed = {}\n'
        '[milestones.reply]\ntitle = "x"\nresponsible = "x"\nphase = "after"\nclause = "1"\n'
        '[[milestones.reply.limits]]\nwording = "x"\ncount = "working_days_after"\ndays = 5\n'
        'start = "notice_issued"\n'
    )

    assert "conclusion_notice" in faults_of(text)["milestones.reply.limits.0.start"].expected


def test_recipients_of_a_paper_that_is_no_milestone_are_told_the_milestones() -> None:
    """Who is sent what: only what is due has recipients."""
    text = MINIMAL + '[recipients.thu_moi.front]\nbody = "x"\nclause = "x"\n'

    assert "conclusion_notice" in faults_of(text)["recipients.thu_moi"].expected


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('id = "xa-thu"', 'id = "Xã Thử"', "id"),
        ('id = "xa-thu"', 'id = "tinh-1573-qd"', "id"),
        ('clause = "V.4.2"', 'clause = " "', "dossier.petition_up.clause"),
        ('title = "Báo cáo quý"', 'title = ""', "reports.quarterly.title"),
        ("day = 15", "day = 31", "reports.quarterly.day"),
        ("day = 15", "day = 15\nmonth = 3", "reports.quarterly.month"),
        ('period = "quarter"', 'period = "year"', "reports.quarterly.month"),
        ('period = "quarter"', 'period = "year"\nmonth = 13', "reports.quarterly.month"),
        ("day = 15", "day = 15\nsince = 2026-01-01\nuntil = 2025-01-01", "reports.quarterly.until"),
        ("days = 10", "days = 10\nbefore = 2025-01-01",
         "milestones.dossier_complete.limits.0.before"),
        ("before = 2025-09-20", "before = 2025-09-20\ndays = 3",
         "milestones.classify.limits.0.days"),
        ("[reports.quarterly]", '[reports.quarterly]\nera_of = "annual"',
         "reports.quarterly.era_of"),
        ("[reports.quarterly]", '[offices.xa.bi_thu]\nclause = "x"\n[reports.quarterly]',
         "offices.xa.bi_thu"),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_refused(old: str, new: str, key: str) -> None:
    """What the types cannot see is checked too."""

    assert key in faults_of(EVERY_SECTION.replace(old, new, 1))


def test_two_eras_that_hold_on_the_same_day_are_refused() -> None:
    """Nobody could say which of them counts."""
    first = EVERY_SECTION[EVERY_SECTION.index("[reports.quarterly]") :]
    first = first[: first.index("[recipients")]
    second = first.replace("[reports.quarterly]", '[reports.before]\nera_of = "quarterly"')

    assert "quarterly" in faults_of(EVERY_SECTION + second)["reports.before"].expected


def test_a_day_that_there_is_not_is_told_at_its_key() -> None:
    """TOML itself refuses it; how a day is written is said too."""
    fault = faults_of(EVERY_SECTION.replace("before = 2025-09-20", "before = 2025-02-30"))["before"]

    assert EVERY_SECTION.splitlines()[fault.line - 1] == "before = 2025-09-20"
    assert fault.expected.endswith("a day is written as 2025-09-26")


def test_an_empty_file_is_told_what_it_needs() -> None:
    """Nothing to point at but the first line."""
    faults = faults_of("")

    assert {(key, fault.line) for key, fault in faults.items()} == {
        ("id", 1),
        ("title", 1),
        ("issuer", 1),
    }
