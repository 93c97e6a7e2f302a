"""Regulations are identified, inherited and versioned; a commune may bring its own."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from dialogue.errors import InvalidLawFile
from dialogue.names import Chair, Form, Kind, Level, Phase
from dialogue.regulation import Regulation, load_file, load_files, load_text, shipped, shipped_line
from dialogue.rules import Stated

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


@pytest.fixture(scope="module")
def regulations() -> dict[str, Regulation]:
    return dict(KNOWN)


def every_rule(value: object) -> Iterator[Stated]:
    """Every rule of a regulation, wherever it stands."""
    if isinstance(value, Stated):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from every_rule(inner)


def load(text: str) -> Regulation:
    return load_text(text, file="xa-thu.toml", known=KNOWN)


@pytest.mark.parametrize("name", KNOWN)
def test_one_that_is_read_with_those_it_extends_alone_is_the_same(name: str) -> None:
    """Who asks for one does not wait for the others."""
    line = shipped_line(name)

    assert line[name] == KNOWN[name]
    assert next(iter(line.values())).extends is None


def test_of_a_name_that_no_regulation_has_nothing_is_read() -> None:
    assert shipped_line("../regulations/mau") == shipped_line("nobody") == {}


def test_the_five_regulations_and_a_sample_are_shipped(regulations: dict[str, Regulation]) -> None:
    """Every published id is there."""

    assert set(regulations) == {
        "hai-phong-13-hd",
        "tinh-1573-qd",
        "vinh-hoa-2025",
        "cat-hai-2025",
        "hong-an-qt-vp-12",
        "mau",
    }


@pytest.mark.parametrize(
    ("id", "number", "issued", "extends"),
    [
        ("hai-phong-13-hd", "13-HD/BTGDVTU", date(2025, 8, 6), None),
        ("tinh-1573-qd", "1573-QĐ/TU", date(2025, 4, 23), None),
        ("vinh-hoa-2025", None, None, "hai-phong-13-hd"),
        ("cat-hai-2025", None, date(2025, 9, 4), "hai-phong-13-hd"),
        ("hong-an-qt-vp-12", "QT-VP.12", date(2026, 4, 6), "hai-phong-13-hd"),
        ("mau", "Kế hoạch mẫu", None, "hai-phong-13-hd"),
    ],
)
def test_a_regulation_is_identified_as_its_source_is(
    regulations: dict[str, Regulation],
    id: str,
    number: str | None,
    issued: date | None,
    extends: str | None,
) -> None:
    """Number and day of issue are the source's own, absent where its copy leaves them blank."""
    regulation = regulations[id]

    assert (regulation.number, regulation.issued, regulation.extends) == (number, issued, extends)


def test_that_vinh_hoa_inherits_is_marked_as_our_reading(
    regulations: dict[str, Regulation],
) -> None:
    """The plan cites 1155-QĐ/TU only; the inheritance is ours and says so."""

    assert regulations["vinh-hoa-2025"].extends_reading


def test_only_the_sample_is_a_sample(regulations: dict[str, Regulation]) -> None:
    """Nobody can take the sample for a real document."""

    assert [r.id for r in regulations.values() if r.sample] == ["mau"]


def test_every_rule_has_a_clause_and_the_regulation_that_states_it(
    regulations: dict[str, Regulation],
) -> None:
    """No rule without its clause."""
    rules = [rule for one in regulations.values() for rule in every_rule(vars(one))]

    assert len(rules) > 400
    assert all(rule.clause and rule.regulation in regulations and rule.key for rule in rules)


def test_every_rule_knows_the_days_on_which_it_holds(regulations: dict[str, Regulation]) -> None:
    """A rule without days of its own holds as long as the file that states it."""
    inherited = regulations["vinh-hoa-2025"].milestones["announce"]
    own = regulations["vinh-hoa-2025"].milestones["classify"]

    assert (inherited.valid.since, own.valid.until) == (date(2025, 8, 6), date(2025, 12, 31))


def test_a_child_keeps_what_it_does_not_state(regulations: dict[str, Regulation]) -> None:
    """vinh-hoa-2025 takes `announce` from V.1(1) of its parent, and says whose it is."""
    announce = regulations["vinh-hoa-2025"].milestones["announce"]

    assert (announce.clause, announce.regulation) == ("V.1(1)", "hai-phong-13-hd")


def test_a_child_overrides_by_key_and_keeps_its_parent_in_reach(
    regulations: dict[str, Regulation],
) -> None:
    """vinh-hoa-2025 V.4 overrides V.3.1(1), which can still be shown."""
    notice = regulations["vinh-hoa-2025"].milestones["conclusion_notice"]

    assert notice.overrides is not None
    assert (notice.clause, notice.overrides.clause) == ("V.4", "V.3.1(1)")


def test_a_child_of_another_chair_keeps_its_parents_kinds(
    regulations: dict[str, Regulation],
) -> None:
    """hong-an-qt-vp-12 has all kinds of III.1 but the Secretary only."""
    hong_an = regulations["hong-an-qt-vp-12"]

    assert (set(hong_an.kinds.allowed), set(hong_an.chairs.allowed)) == (set(Kind), {Chair.BI_THU})


def test_cat_hai_cites_its_own_clauses_for_forms(regulations: dict[str, Regulation]) -> None:
    """cat-hai-2025 III.2.c, which adds text messages."""

    assert regulations["cat-hai-2025"].forms.allowed[Form.GIAN_TIEP] == "III.2.c"


def test_offices_of_other_levels_are_kept(regulations: dict[str, Regulation]) -> None:
    """tinh-1573-qd art. 6.1.2 names the province's office."""
    province = regulations["tinh-1573-qd"].offices[Level.TINH]

    assert province[Chair.CHU_TICH].body == "Văn phòng UBND"


def test_the_version_follows_the_text() -> None:
    """A changed file is another version."""

    assert load(MINIMAL).version != load(MINIMAL + "sample = true\n").version


def test_the_version_follows_the_parents_text() -> None:
    """What is inherited is part of what was in force."""
    parent = KNOWN["hai-phong-13-hd"]
    changed = load_text(
        'id = "hai-phong-13-hd"\ntitle = "x"\nissuer = "x"\nextends = "tinh-1573-qd"\n',
        file="x.toml",
        known={"tinh-1573-qd": KNOWN["tinh-1573-qd"]},
    )

    assert (
        load_text(MINIMAL, file="x.toml", known={parent.id: parent}).version
        != load_text(MINIMAL, file="x.toml", known={parent.id: changed}).version
    )


def test_the_version_is_the_same_at_every_load() -> None:
    """Rows written on two days can be compared."""

    assert shipped()["mau"].version == shipped()["mau"].version


def test_the_format_carries_every_section() -> None:
    """Fixed dates, chained limits, undated milestones, reports, recipients and a dossier load."""
    regulation = load(EVERY_SECTION)

    assert regulation.milestones["classify"].limits[0].before == date(2025, 9, 20)
    assert regulation.reports["quarterly"].forms == ("mẫu 1",)
    assert regulation.recipients["conclusion_notice"]["front"].regulation == "xa-thu"
    assert regulation.dossier["petition_up"].if_any


def test_a_file_is_loaded_from_its_path(tmp_path: Path) -> None:
    """A commune may bring its own regulation."""
    path = tmp_path / "xa-thu.toml"
    path.write_text(MINIMAL, encoding="utf-8")

    assert load_file(path, KNOWN).id == "xa-thu"


def test_a_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    """Windows puts a mark before the text."""
    path = tmp_path / "xa-thu.toml"
    path.write_text(MINIMAL, encoding="utf-8-sig")

    assert load_file(path, KNOWN).id == "xa-thu"


def test_a_file_that_is_not_utf8_is_an_error_at_its_line(tmp_path: Path) -> None:
    """An old Vietnamese code page is told, not guessed."""
    path = tmp_path / "xa-thu.toml"
    path.write_bytes(b'id = "x"\ntitle = "\xd0"\n')

    with pytest.raises(InvalidLawFile) as refused:
        load_file(path, KNOWN)

    assert str(refused.value) == f"{path}:2: (file): must be UTF-8"


def test_files_of_ones_own_may_extend_each_other_in_any_order(tmp_path: Path) -> None:
    """The order in which an office names them means nothing."""
    child = tmp_path / "a.toml"
    child.write_text(MINIMAL.replace("xa-thu", "con").replace("hai-phong-13-hd", "xa-thu"), "utf-8")
    parent = tmp_path / "b.toml"
    parent.write_text(MINIMAL, encoding="utf-8")

    found = load_files([child, parent], KNOWN)

    assert set(found) == {*KNOWN, "xa-thu", "con"}


def test_files_that_extend_each_other_in_a_circle_are_refused(tmp_path: Path) -> None:
    """Neither can be read first."""
    one = tmp_path / "a.toml"
    one.write_text(MINIMAL.replace("hai-phong-13-hd", "hai"), encoding="utf-8")
    other = tmp_path / "b.toml"
    other.write_text(MINIMAL.replace("xa-thu", "hai").replace("hai-phong-13-hd", "xa-thu"), "utf-8")

    with pytest.raises(InvalidLawFile, match="extends: must be one of"):
        load_files([one, other], KNOWN)


def test_what_a_plan_adds_stands_where_its_file_puts_it(regulations: dict[str, Regulation]) -> None:
    """vinh-hoa-2025: the speakers' list comes before the classification of the parent."""
    keys = list(regulations["vinh-hoa-2025"].milestones)
    wanted = ["disseminate_plan", "speaker_list", "classify", "prepared_answers"]

    assert [key for key in keys if key in wanted] == wanted


def test_milestones_follow_each_other_by_phase(regulations: dict[str, Regulation]) -> None:
    """Before the conference, in it, after it."""
    for regulation in regulations.values():
        phases = [list(Phase).index(rule.phase) for rule in regulation.milestones.values()]

        assert phases == sorted(phases)


def test_a_year_plan_is_in_force_until_its_year_ends(regulations: dict[str, Regulation]) -> None:
    """cat-hai-2025 is the plan of 2025 (ours: from its issue to the year's end)."""
    in_force = regulations["cat-hai-2025"].in_force

    assert [
        in_force.on(day) for day in (date(2025, 9, 3), date(2025, 12, 31), date(2026, 1, 1))
    ] == [
        False,
        True,
        False,
    ]
