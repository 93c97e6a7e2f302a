"""The values of the five regulations, each as its source states it, with its clause."""

from datetime import date

import pytest

from dialogue.conference import dossier, keeper, office_in_charge
from dialogue.names import Chair, Count, Kind, Level, Period, Phase, When
from dialogue.regulation import Regulation, shipped

REGULATIONS = shipped()
HP, CH, VH = "hai-phong-13-hd", "cat-hai-2025", "vinh-hoa-2025"
HA, TI = "hong-an-qt-vp-12", "tinh-1573-qd"
BEFORE, SESSION, AFTER = Phase.BEFORE, Phase.SESSION, Phase.AFTER
# Short names of the ways to count, so that a row of the table below stays a row.
WD_BEFORE, WD_AFTER = Count.WORKING_DAYS_BEFORE, Count.WORKING_DAYS_AFTER
CD_BEFORE, CD_AFTER = Count.CALENDAR_DAYS_BEFORE, Count.CALENDAR_DAYS_AFTER
ALWAYS, ORDINARY, COMPLEX = When.ALWAYS, When.ORDINARY, When.COMPLEX


@pytest.mark.parametrize(
    ("id", "key", "phase", "clause", "who"),
    [
        (HP, "announce", BEFORE, "V.1(1)", "Cơ quan chủ trì tham mưu"),
        (HP, "collect_opinions", BEFORE, "V.1(2)", "Ban xây dựng Đảng"),
        (HP, "classify", BEFORE, "V.1(2)", "Mặt trận Tổ quốc"),
        (HP, "assign_answers", BEFORE, "V.1(2)", "Bí thư Đảng ủy, Chủ tịch UBND"),
        (HP, "synthesis_report", BEFORE, "V.1(3)", "Cơ quan chủ trì tham mưu"),
        (HP, "invite_city_observer", BEFORE, "VI.1, VI.2", "Thường trực Đảng ủy"),
        (HP, "conclusion_notice", AFTER, "V.3.1(1)", "Cơ quan chủ trì tham mưu"),
        (HP, "follow_up", AFTER, "V.3.1(2)", "Người chủ trì, các cơ quan"),
        (HP, "written_reply", AFTER, "V.3.2", "Cơ quan được phân công"),
        (HP, "update_city_app", AFTER, "VI.1", "Đảng ủy xã, phường, đặc khu"),
        (CH, "plan", BEFORE, "VI.1", "Ban Tuyên giáo và Dân vận Đảng ủy"),
        (CH, "announce", BEFORE, "V.1(1), VI.2", "Văn phòng Đảng ủy, Văn phòng HĐND và UBND"),
        (CH, "public_notice", BEFORE, "VI.5", "Phòng Văn hóa - Xã hội, Trung tâm Văn hóa"),
        (CH, "collect_opinions", BEFORE, "V.1(2), VI.2, VI.4", "Văn phòng HĐND và UBND"),
        (CH, "classify", BEFORE, "V.1(2), VI.2", "Văn phòng HĐND và UBND"),
        (CH, "assign_answers", BEFORE, "V.1(2), VI.2", "Bí thư Đảng ủy, Chủ tịch UBND"),
        (CH, "prepared_answers", BEFORE, "VI.3, VI.4", "Ủy ban MTTQ và các đoàn thể"),
        (CH, "synthesis_report", BEFORE, "V.1(3), VI.2", "Văn phòng HĐND và UBND"),
        (CH, "conclusion_notice", AFTER, "V.3.a", "Cơ quan chủ trì tham mưu"),
        (CH, "written_reply", AFTER, "V.3.b", "Cơ quan được phân công"),
        (CH, "update_city_app", AFTER, "VI.1", "Ban Tuyên giáo và Dân vận Đảng ủy"),
        (VH, "disseminate_plan", BEFORE, "V.1", "Ban Xây dựng Đảng"),
        (VH, "speaker_list", BEFORE, "V.2", "Ủy ban MTTQ"),
        (VH, "classify", BEFORE, "V.2, V.1", "Ủy ban MTTQ, phối hợp với Ban Xây dựng Đảng"),
        (VH, "assign_answers", BEFORE, "V.1", "Ban Thường vụ Đảng ủy"),
        (VH, "prepared_answers", BEFORE, "V.2, V.3", "Ủy ban MTTQ; Ủy ban nhân dân"),
        (VH, "synthesis_report", BEFORE, "V.4", "Văn phòng Đảng ủy"),
        (VH, "public_notice", BEFORE, "V.4", "Văn phòng Đảng ủy"),
        (VH, "conclusion_notice", AFTER, "V.4", "Văn phòng Đảng ủy"),
        (VH, "result_report", AFTER, "V.1", "Ban Xây dựng Đảng"),
        (HA, "plan", BEFORE, "5.1, 5.2 Bước 1", "Bí thư Đảng ủy chỉ đạo"),
        (HA, "announce", BEFORE, "5.2 Bước 1", "Văn phòng Đảng ủy"),
        (HA, "collect_opinions", BEFORE, "5.1, 5.2 Bước 2", "Văn phòng Đảng ủy"),
        (HA, "classify", BEFORE, "5.2 Bước 2", "Văn phòng Đảng ủy"),
        (HA, "assign_answers", BEFORE, "5.2 Bước 2", "Bí thư Đảng ủy"),
        (HA, "prepared_answers", BEFORE, "5.1", "Các cơ quan liên quan"),
        (HA, "hold", SESSION, "5.1, 5.2 Bước 3", "Văn phòng Đảng ủy"),
        (HA, "conclusion_notice", AFTER, "5.2 Bước 4(1)", "Văn phòng Đảng ủy"),
        (HA, "follow_up", AFTER, "5.2 Bước 4(2)", "Người chủ trì"),
        (HA, "written_reply", AFTER, "5.1, 5.2 Bước 5", "Cơ quan được phân công"),
        (HA, "dossier_complete", AFTER, "5.2 Bước 7", "Văn phòng Đảng ủy"),
        (TI, "annual_plan", BEFORE, "Điều 12.1", "Cấp ủy, chính quyền"),
        (TI, "invite", BEFORE, "Điều 7.1", "Cơ quan chủ trì tham mưu"),
        (TI, "collect_opinions", BEFORE, "Điều 7.2, 13", "Mặt trận Tổ quốc"),
        (TI, "classify", BEFORE, "Điều 7.2", "Cơ quan chủ trì tham mưu"),
        (TI, "assign_answers", BEFORE, "Điều 7.2", "Cơ quan chủ trì tham mưu"),
        (TI, "prepared_answers", BEFORE, "Điều 7.2", "Cơ quan được giao trả lời"),
        (TI, "conclusion_notice", AFTER, "Điều 9.1, 9.2", "Cơ quan chủ trì tham mưu"),
        (TI, "follow_up", AFTER, "Điều 12.3", "Cơ quan chủ trì tham mưu"),
        (TI, "written_reply", AFTER, "Điều 9.3", "Cơ quan có thẩm quyền giải quyết"),
    ],
)
def test_a_milestone_is_stated_with_its_phase_its_clause_and_who(
    id: str, key: str, phase: Phase, clause: str, who: str
) -> None:
    """Each row cites the clause of its source."""
    rule = REGULATIONS[id].milestones[key]

    assert (rule.regulation, rule.phase, rule.clause) == (id, phase, clause)
    assert who in rule.responsible


@pytest.mark.parametrize(
    ("id", "key", "limits"),
    [
        (HP, "announce", [(WD_BEFORE, 7, "conference", ALWAYS)]),
        (HP, "conclusion_notice", [(WD_AFTER, 10, "conference", ORDINARY),
                                   (WD_AFTER, 15, "conference", COMPLEX)]),
        (HP, "written_reply", [(WD_AFTER, 15, "notice_received", ALWAYS)]),
        (CH, "announce", [(WD_BEFORE, 7, "conference", ALWAYS)]),
        (CH, "conclusion_notice", [(WD_AFTER, 10, "conference", ORDINARY),
                                   (WD_AFTER, 15, "conference", COMPLEX)]),
        (CH, "written_reply", [(WD_AFTER, 15, "notice_received", ALWAYS)]),
        (VH, "conclusion_notice", [(WD_AFTER, 5, "conference", ALWAYS)]),
        (VH, "result_report", [(WD_AFTER, 10, "conference", ALWAYS)]),
        (HA, "plan", [(CD_BEFORE, 7, "conference", ALWAYS)]),
        (HA, "announce", [(WD_BEFORE, 7, "conference", ALWAYS),
                          (CD_BEFORE, 7, "conference", ALWAYS)]),
        (HA, "conclusion_notice", [(WD_AFTER, 10, "conference", ORDINARY),
                                   (CD_AFTER, 10, "conference", ORDINARY),
                                   (WD_AFTER, 15, "conference", COMPLEX)]),
        (HA, "written_reply", [(WD_AFTER, 15, "notice_received", ALWAYS)]),
        (HA, "dossier_complete", [(WD_AFTER, 10, "written_reply", ALWAYS)]),
        (TI, "prepared_answers", [(CD_BEFORE, 7, "conference", ALWAYS)]),
        (TI, "conclusion_notice", [(WD_AFTER, 5, "conference", ORDINARY),
                                   (WD_AFTER, 10, "conference", COMPLEX)]),
        (TI, "written_reply", [(WD_AFTER, 7, "notice_issued", ALWAYS)]),
    ],
)  # fmt: skip
def test_a_limit_is_counted_as_its_wording_says(
    id: str, key: str, limits: list[tuple[Count, int, str, When]]
) -> None:
    """hai-phong-13-hd V.1(1), V.3; tinh-1573-qd 7.2, 9; vinh-hoa-2025 V; hong-an-qt-vp-12 5."""
    stated = REGULATIONS[id].milestones[key].limits

    assert [(limit.count, limit.days, limit.start, limit.when) for limit in stated] == limits


@pytest.mark.parametrize(
    ("key", "day"), [("disseminate_plan", 13), ("speaker_list", 18), ("classify", 20),
                     ("prepared_answers", 25), ("synthesis_report", 26)],
)  # fmt: skip
def test_the_plan_of_vinh_hoa_has_fixed_days(key: str, day: int) -> None:
    """vinh-hoa-2025 V.1, V.2, V.4: all of them "trước ngày"."""
    (limit,) = REGULATIONS[VH].milestones[key].limits

    assert (limit.count, limit.before) == (Count.BEFORE_DATE, date(2025, 9, day))
    assert f"trước ngày {day}/9/2025" in limit.wording


@pytest.mark.parametrize(
    ("id", "keys"),
    [
        (HP, "collect_opinions classify assign_answers synthesis_report invite_city_observer "
             "follow_up update_city_app"),
        (CH, "plan public_notice collect_opinions classify assign_answers prepared_answers "
             "synthesis_report invite_city_observer follow_up update_city_app"),
        (VH, "collect_opinions assign_answers public_notice invite_city_observer follow_up "
             "update_city_app"),
        (HA, "collect_opinions classify assign_answers prepared_answers synthesis_report "
             "invite_city_observer hold follow_up update_city_app"),
        (TI, "annual_plan invite collect_opinions classify assign_answers follow_up"),
    ],
)  # fmt: skip
def test_what_has_no_date_in_the_source_has_none_here(id: str, keys: str) -> None:
    """hai-phong-13-hd V.1, V.3.1(2), VI; tinh-1573-qd 7, 12; hong-an "Theo kế hoạch"."""
    undated = {key for key, rule in REGULATIONS[id].milestones.items() if not rule.limits}

    assert undated == set(keys.split())


@pytest.mark.parametrize("id", [HP, CH, VH, HA])
def test_only_the_extraordinary_kind_is_exempt_from_the_notice(id: str) -> None:
    """hai-phong-13-hd V.1(1), V.2*; that invitations are exempt too is ours, and says so."""
    exempt = REGULATIONS[id].milestones["announce"].exempt

    assert set(exempt) == {Kind.DOT_XUAT}
    assert exempt[Kind.DOT_XUAT].reading


def test_only_the_province_owes_a_reply_to_what_was_settled_at_the_conference() -> None:
    """tinh-1573-qd 9.3: on what was received and settled; hai-phong-13-hd V.3.2: what was not."""
    owed = {
        name: rule.settled
        for name, regulation in REGULATIONS.items()
        if (rule := regulation.milestones.get("written_reply")) and rule.settled
    }

    assert set(owed) == {TI}
    assert owed[TI].clause == "Điều 9.3"
    assert owed[TI].reading


@pytest.mark.parametrize(
    ("id", "key", "period", "due", "year", "forms", "who", "to"),
    [
        (HP, "quarterly_report", Period.QUARTER, (15, None), None, ("mẫu 1",),
         "Ban xây dựng Đảng", "Ban Tuyên giáo và Dân vận Thành ủy"),
        (HP, "annual_report", Period.YEAR, (15, 11), 2025, ("mẫu 1", "mẫu 2"),
         "Ban xây dựng Đảng", "Ban Tuyên giáo và Dân vận Thành ủy"),
        (HP, "city_report", Period.YEAR, (25, 11), 2025, (),
         "Ban Tuyên giáo và Dân vận Thành ủy", "Ban Thường vụ Thành ủy"),
        (CH, "quarterly_report", Period.QUARTER, (15, None), None, ("mẫu 1",),
         "Ban Tuyên giáo và Dân vận Đảng ủy", "Ban Tuyên giáo và Dân vận Thành ủy"),
        (CH, "annual_report", Period.YEAR, (15, 11), 2025, ("mẫu 1", "mẫu 2"),
         "Ban Tuyên giáo và Dân vận Đảng ủy", "Ban Tuyên giáo và Dân vận Thành ủy"),
        (TI, "annual_report", Period.YEAR, (30, 11), None, (),
         "Đảng ủy xã, phường", "Ban Thường vụ Tỉnh ủy"),
        (TI, "annual_report_to_district", Period.YEAR, (20, 11), None, (),
         "Đảng ủy cấp xã", "Ban Thường vụ huyện ủy, thành ủy"),
        (TI, "annual_report_to_province", Period.YEAR, (30, 11), None, (),
         "huyện ủy, thành ủy", "Ban Thường vụ Tỉnh ủy"),
    ],
)  # fmt: skip
def test_a_report_is_due_before_its_day_from_whom_and_to_whom(
    id: str, key: str, period: Period, due: tuple[int, int | None], year: int | None,
    forms: tuple[str, ...], who: str, to: str,
) -> None:  # fmt: skip
    """hai-phong-13-hd VI.1, VI.2; cat-hai-2025 VI.1; tinh-1573-qd 15.1 with footnote 2."""
    report = REGULATIONS[id].reports[key]

    assert (report.period, (report.day, report.month)) == (period, due)
    assert (report.stated_year, report.forms) == (year, forms)
    assert who in report.responsible and to in report.to


@pytest.mark.parametrize("key", ["annual_report", "city_report"])
@pytest.mark.parametrize("id", [HP, CH])
def test_that_later_years_are_alike_is_marked_as_ours(id: str, key: str) -> None:
    """hai-phong-13-hd VI names 2025 only."""
    report = REGULATIONS[id].reports[key]

    assert report.stated_year == 2025
    assert report.reading and "các năm sau" in report.reading


@pytest.mark.parametrize("id", [VH, HA])
def test_a_commune_reports_as_the_city_asks_where_its_plan_is_silent(id: str) -> None:
    """vinh-hoa-2025 and hong-an-qt-vp-12 state no report of their own."""
    reports = REGULATIONS[id].reports

    assert reports.keys() == REGULATIONS[HP].reports.keys()
    assert {report.regulation for report in reports.values()} == {HP}


def test_all_that_vinh_hoa_inherits_says_that_inheriting_is_ours() -> None:
    """The plan cites 1155-QĐ/TU only."""
    plan = REGULATIONS[VH]
    inherited = [plan.kinds, plan.milestones["announce"], plan.reports["annual_report"]]
    overridden = plan.milestones["conclusion_notice"].overrides

    assert plan.extends_reading and overridden
    assert all(plan.extends_reading in (rule.reading or "") for rule in (*inherited, overridden))
    assert plan.extends_reading not in (plan.milestones["classify"].reading or "")


@pytest.mark.parametrize(
    ("id", "milestone", "keys"),
    [
        (HP, "conclusion_notice", "agencies raisers party_board front upward"),
        (CH, "conclusion_notice", "agencies raisers party_board front upward"),
        (VH, "conclusion_notice", "agencies raisers party_board front upward"),
        (HA, "conclusion_notice", "agencies raisers party_board front upward"),
        (TI, "conclusion_notice", "agencies raisers party_board front organisations"),
        (HP, "written_reply", "locality raisers same_level"),
        (HA, "written_reply", "locality raisers same_level"),
        (TI, "written_reply", "chair raisers"),
    ],
)
def test_a_paper_goes_to_all_its_recipients(id: str, milestone: str, keys: str) -> None:
    """hai-phong-13-hd V.3.1(1), V.3.2; tinh-1573-qd 9.1 (organisations too), 9.3."""

    assert list(REGULATIONS[id].recipients[milestone]) == keys.split()


def test_cat_hai_reports_a_reply_to_its_level_because_the_city_says_so() -> None:
    """Its own V.3.b does not; hai-phong-13-hd V.3.2 binds it."""
    recipients = REGULATIONS[CH].recipients["written_reply"]
    cited = {key: (one.regulation, one.clause) for key, one in recipients.items()}

    assert cited == {
        "locality": (CH, "V.3.b"),
        "raisers": (CH, "V.3.b"),
        "same_level": (HP, "V.3.2"),
    }


@pytest.mark.parametrize(
    ("id", "items", "by_phase", "if_any"),
    [
        (HP, 16, (6, 4, 6),
         "session_others petitioned_again petition_upward instructions others"),
        (CH, 16, (6, 4, 6),
         "session_others petitioned_again petition_upward instructions others"),
        (HA, 14, (4, 4, 6),
         "session_others petitioned_again petition_upward instructions others"),
        (TI, 11, (0, 0, 0), "petition_upward"),
    ],
)  # fmt: skip
def test_a_dossier_has_the_papers_of_its_list(
    id: str, items: int, by_phase: tuple[int, int, int], if_any: str
) -> None:
    """hai-phong-13-hd V.4.2; cat-hai-2025 V.4.a; hong-an-qt-vp-12 7; tinh-1573-qd 15.2.2."""
    papers = dossier(REGULATIONS[id], Kind.DINH_KY)
    phases = [paper.phase for paper in papers]

    assert len(papers) == items
    assert tuple(phases.count(phase) for phase in Phase) == by_phase
    assert {paper.key for paper in papers if paper.if_any} == set(if_any.split())
    assert all(paper.regulation == id for paper in papers)


def test_the_list_of_hong_an_has_no_assignments() -> None:
    """hong-an-qt-vp-12 7: the city's list without the two of them."""
    missing = set(REGULATIONS[HP].dossier) - set(REGULATIONS[HA].dossier)

    assert missing == {"task_assignment", "answer_assignment"}


@pytest.mark.parametrize(("id", "clause"), [(HP, "V.4.3"), (CH, "V.4.b"), (HA, "V.4.3")])
def test_an_extraordinary_conference_has_no_fixed_list(id: str, clause: str) -> None:
    """hai-phong-13-hd V.4.3: the keeper compiles one."""
    regulation = REGULATIONS[id]

    assert dossier(regulation, Kind.DOT_XUAT) == ()
    assert regulation.dossier_exempt[Kind.DOT_XUAT].clause == clause


@pytest.mark.parametrize(
    ("id", "clause", "kinds"),
    [
        (HP, "II", (Kind.DINH_KY, Kind.CHUYEN_DE)),
        (CH, "II", (Kind.DINH_KY, Kind.CHUYEN_DE)),
        (TI, "Điều 4.2", ()),
    ],
)
def test_every_head_owes_one_conference_a_year(
    id: str, clause: str, kinds: tuple[Kind, ...]
) -> None:
    """hai-phong-13-hd II: periodic or thematic; tinh-1573-qd 4.2 knows no kinds."""
    target = REGULATIONS[id].target

    assert target and (target.yearly, target.clause, target.kinds) == (1, clause, kinds)


@pytest.mark.parametrize(
    ("id", "paper", "clause", "states"),
    [
        (HP, "plan", "V.1(1)", "time place form content participants preparation"),
        (CH, "plan", "V.1(1)", "time place form content participants preparation"),
        (HA, "plan", "5.2 Bước 1", "time place form content participants preparation"),
        (TI, "plan", "Điều 7.1", "time place content participants preparation"),
        (HP, "extraordinary_notice", "V.2*", "content time place number"),
        (HA, "extraordinary_notice", "5.2 Bước 3*", "content time place number"),
        (HP, "synthesis_report", "V.1(3)", "raised_by content answer result time level"),
        (HP, "conclusion", "V.2(7)", "accepted settled unsettled agency time_limit"),
        (VH, "speakers_list", "V.2, biểu mẫu kèm theo", "number name position question"),
    ],
)
def test_a_paper_states_what_it_must(id: str, paper: str, clause: str, states: str) -> None:
    """hai-phong-13-hd V.1(1), V.1(3), V.2*; tinh-1573-qd 7.1 asks for no form."""
    stated = REGULATIONS[id].papers[paper]

    assert (stated.clause, list(stated.states)) == (clause, states.split())


def test_the_synthesis_is_arranged_by_three_dispositions() -> None:
    """hai-phong-13-hd V.1(3)."""
    groups = REGULATIONS[HP].papers["synthesis_report"].groups

    assert list(groups) == [
        "tra_loi_tai_hoi_nghi",
        "kiem_tra_tra_loi_sau",
        "ghi_nhan_bao_cao_cap_tren",
    ]


@pytest.mark.parametrize(
    ("id", "steps", "if_any"),
    [
        (HP, "opening purpose answers_report speeches answers further_exchange conclusion",
         "answers_report"),
        (CH, "opening purpose answers_report speeches answers conclusion", "answers_report"),
        (HA, "opening purpose answers_report speeches answers further_exchange conclusion",
         "answers_report"),
        (VH, "opening purpose overview speeches answers conclusion", ""),
        (TI, "opening purpose speeches answers further_exchange conclusion", ""),
    ],
)  # fmt: skip
def test_a_session_has_its_own_order(id: str, steps: str, if_any: str) -> None:
    """hai-phong-13-hd V.2; cat-hai-2025 V.2; hong-an Bước 3; vinh-hoa IV.1; tinh-1573-qd 8."""
    session = REGULATIONS[id].session

    assert list(session) == steps.split()
    assert [key for key, step in session.items() if step.if_any] == if_any.split()
    assert {step.regulation for step in session.values()} == {id}


@pytest.mark.parametrize(
    ("kind", "clause"), [("dinh_ky", "III.1.1"), ("chuyen_de", "III.1.2"), ("dot_xuat", "III.1.3")]
)
def test_each_kind_has_its_contents(kind: str, clause: str) -> None:
    """hai-phong-13-hd III.1; the lists of groups and causes are suggestions, and say so."""
    content = REGULATIONS[HP].contents[kind]

    assert content.clause == clause
    assert bool(content.reading) == (kind != "dinh_ky")


def test_those_who_take_part_have_rights_and_duties() -> None:
    """tinh-1573-qd 11.1 and 11.2."""
    tinh = REGULATIONS[TI]

    assert {right.clause for right in tinh.rights.values()} == {"Điều 11.1"}
    assert {duty.clause for duty in tinh.duties.values()} == {"Điều 11.2"}
    assert list(tinh.duties) == ["rules", "accuracy", "documents", "answer_for", "respect"]


@pytest.mark.parametrize(
    ("id", "key", "clause", "words"),
    [
        (HP, "duration", "V.1(1)", "½ đến 01 ngày"),
        (HP, "absent_chair", "V.1(4)", "cấp phó của mình"),
        (HP, "explaining_leaders", "V.1(1)", "giải thích, trả lời"),
        (VH, "attendance", "III.2.1", "120 đại biểu"),
        (VH, "presidium", "IV.1", "Chủ tịch Ủy ban MTTQ"),
        (VH, "security", "V.5", "Công an xã"),
    ],
)
def test_a_conference_is_arranged_as_the_source_says(
    id: str, key: str, clause: str, words: str
) -> None:
    """hai-phong-13-hd V.1; vinh-hoa-2025 III.2, IV, V."""
    arrangement = REGULATIONS[id].arrangements[key]

    assert arrangement.clause == clause
    assert words in arrangement.wording


@pytest.mark.parametrize("chair", [Chair.BI_THU, Chair.CHU_TICH])
def test_the_districts_prepare_and_keep_until_they_end(chair: Chair) -> None:
    """tinh-1573-qd 6.1 and 15.2.1 with footnotes 1 and 3; the day is ours, and says so."""
    tinh = REGULATIONS[TI]
    last, first = date(2025, 6, 30), date(2025, 7, 1)

    for body in (office_in_charge, keeper):
        before = body(tinh, chair, level=Level.HUYEN, day=last)
        assert before and before.reading
        assert body(tinh, chair, level=Level.HUYEN, day=first) is None


def test_every_wording_is_short() -> None:
    """Facts and clause numbers; the documents' text is not shipped."""
    wordings = [
        limit.wording
        for regulation in REGULATIONS.values()
        for rule in regulation.milestones.values()
        for limit in rule.limits
    ]

    assert max(map(len, wordings)) < 100


def readings(regulation: Regulation) -> list[str]:
    """What each milestone says is ours."""
    rules = regulation.milestones.values()
    stated = [entry for rule in rules for entry in (rule, *rule.limits, *rule.exempt.values())]
    return [entry.reading for entry in stated if entry.reading]


@pytest.mark.parametrize(
    ("id", "words"),
    [
        (HP, "đếm trọn ngày"),
        (HP, "Giấy mời của đối thoại đột xuất"),
        (HA, "không nói tính từ đâu"),
        (HA, "Lưu đồ khác phần diễn giải"),
        (VH, "không có gia hạn"),
        (TI, "đếm theo lịch"),
    ],
)
def test_a_reading_is_marked_as_one(id: str, words: str) -> None:
    """What is ours is never taken for the text's."""

    assert any(words in reading for reading in readings(REGULATIONS[id]))
