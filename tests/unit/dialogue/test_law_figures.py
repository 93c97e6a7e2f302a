"""What is counted, when, and as what: every figure of reports and charts, by hand-counted cases."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dialogue.figures import LINES, Dialogue, Opinion, Result, by_agency, count, days_left, tally
from dialogue.report_periods import ReportPeriod, Span, begun, compared, named

SENT, DUE, END = date(2026, 7, 6), date(2026, 8, 14), date(2026, 9, 30)
Q3 = Span(first=date(2026, 7, 1), last=END)


def opinion(*lines: tuple[date, str], due: date | None = DUE, **stated: object) -> Opinion:
    return Opinion(sent=SENT, due=due, lines=lines, **stated)  # type: ignore[arg-type]


class TestResults:
    """Each opinion is one thing, as it was at the end of the cut-off day."""

    @pytest.mark.parametrize(
        ("line", "result"),
        [
            ("settled", Result.SETTLED),
            ("noted", Result.FORWARDED),
            ("submitted_upward", Result.FORWARDED),
            ("passed_on", Result.FORWARDED),
            ("declined", Result.DECLINED),
            ("withdrawn", Result.WITHDRAWN),
            ("left_open", Result.OPEN),
        ],
    )
    def test_its_last_line_says_what_it_is(self, line: str, result: Result) -> None:
        assert opinion((date(2026, 7, 20), line), due=None).result(END) is result

    def test_a_reply_on_the_last_day_is_in_time_and_on_the_next_one_late(self) -> None:
        """hai-phong-13-hd V.3.2; BLDS 148.6."""
        last, next_one = opinion((DUE, "replied")), opinion((date(2026, 8, 15), "replied"))

        assert (last.result(END), next_one.result(END)) == (Result.IN_TIME, Result.LATE)

    def test_what_is_open_is_overdue_from_the_day_after_its_last_day(self) -> None:
        assert opinion().result(DUE) is Result.OPEN
        assert opinion().result(date(2026, 8, 15)) is Result.OVERDUE

    def test_what_happened_after_the_cut_off_changes_nothing(self) -> None:
        replied = opinion((date(2026, 10, 1), "replied"))

        assert replied.result(END) is Result.OVERDUE
        assert replied.result(date(2026, 10, 1)) is Result.LATE

    def test_forwarding_is_no_answer_and_what_comes_back_is_one(self) -> None:
        sent = opinion((date(2026, 7, 20), "submitted_upward"), due=None)
        back = opinion((date(2026, 7, 20), "submitted_upward"), (DUE, "replied"), due=None)

        assert sent.result(END) is Result.FORWARDED
        assert back.result(END) is Result.NO_LIMIT

    def test_what_was_taken_back_counts_as_what_it_was_before(self) -> None:
        again = opinion((date(2026, 7, 7), "declined"), (date(2026, 7, 8), "undone"), due=None)

        assert again.result(date(2026, 7, 7)) is Result.DECLINED
        assert again.result(END) is Result.OPEN

    def test_what_was_settled_may_owe_a_written_reply_all_the_same(self) -> None:
        """tinh-1573-qd 9.3."""
        settled = opinion((date(2026, 7, 20), "settled"))

        assert settled.result(DUE) is Result.SETTLED
        assert settled.result(END) is Result.OVERDUE

    def test_what_is_closed_or_petitioned_again_stays_what_it_was(self) -> None:
        closed = opinion((date(2026, 7, 20), "settled"), (END, "closed"), due=None)

        assert closed.result(END) is Result.SETTLED

    @given(
        some.lists(
            some.tuples(some.dates(date(2026, 7, 1), END), some.sampled_from(sorted(LINES))),
            max_size=6,
        ),
        some.none() | some.dates(date(2026, 7, 1), END),
    )
    def test_results_add_up_to_what_was_received(
        self, lines: list[tuple[date, str]], due: date | None
    ) -> None:
        stood = tally([opinion(*sorted(lines), due=due)] * 3, END)

        assert stood.of(*Result) == stood.received == 3


class TestCounting:
    """A span in numbers."""

    def test_the_rate_is_of_what_was_due(self) -> None:
        """Two in time, one late, one overdue; one is open still and one settled."""
        every = [
            opinion((DUE, "replied")),
            opinion((SENT, "replied")),
            opinion((END, "replied")),
            opinion(),
            opinion(due=date(2026, 10, 9)),
            opinion((DUE, "settled"), due=None),
        ]
        stood = tally(every, END)

        assert (stood.received, stood.due, stood.percent) == (6, 4, 50)

    def test_a_rate_is_never_rounded_to_all_and_none_is_not_nought(self) -> None:
        nearly = tally([*[opinion((DUE, "replied"))] * 399, opinion()], END)

        assert nearly.percent == 99
        assert tally([], END).on_time is None

    def test_a_group_is_one_opinion_of_many_people(self) -> None:
        stood = tally([opinion(people=12), opinion()], END)

        assert (stood.received, stood.people) == (2, 13)

    def test_fields_stand_in_the_communes_order_and_unsorted_ones_last(self) -> None:
        sent = [opinion(field=name) for name in ("", "Y tế", "Đất đai", "Bỏ rồi")]
        found = count([], sent, Q3, ["Đất đai", "Giao thông", "Y tế"])

        assert list(found.fields) == ["Đất đai", "Y tế", "Bỏ rồi", ""]

    def test_a_conference_counts_by_kind_form_and_chair_on_its_day(self) -> None:
        held = [
            Dialogue(day=day, kind="dinh_ky", form="truc_tiep", chair="bi_thu", people=people)
            for day, people in ((date(2026, 7, 1), 60), (END, None), (date(2026, 10, 1), 90))
        ]
        found = count(held, [], Q3, [])

        assert (found.dialogues, found.people, found.uncounted) == (2, 60, 1)
        assert (found.kinds["dinh_ky"], found.forms["truc_tuyen"]) == (2, 0)

    def test_an_agencys_share_and_the_days_that_were_left(self) -> None:
        sent = [
            opinion((date(2026, 8, 4), "replied"), agency="Công an"),
            opinion((date(2026, 8, 17), "answered_beside"), agency="Công an"),
            opinion(),
        ]

        assert by_agency(sent, Q3)["Công an"].percent == 50
        assert days_left(sent, Q3) == [10, -3]


class TestPeriods:
    """Quarters and years as they are named, as far as they have come."""

    @pytest.mark.parametrize("text", ["2026Q0", "2026Q5", "26Q1", "2026q3", "1999", "", "2026Q"])
    def test_what_is_no_period_is_none(self, text: str) -> None:
        assert named(text) is None

    def test_a_period_goes_to_its_last_day_or_to_today(self) -> None:
        third = ReportPeriod(year=2026, quarter=3)

        assert third.until(date(2026, 6, 30)) is None
        assert third.until(date(2026, 9, 10)) == Span(first=Q3.first, last=date(2026, 9, 10))
        assert third.until(date(2026, 12, 1)) == Q3

    def test_beside_a_quarter_stand_the_one_before_and_the_same_days_a_year_before(self) -> None:
        first = ReportPeriod(year=2028, quarter=1)
        so_far = first.until(date(2028, 2, 29))
        assert so_far is not None

        assert compared(first, so_far)[1:] == (
            Span(first=date(2027, 10, 1), last=date(2027, 12, 31)),
            Span(first=date(2028, 1, 1), last=date(2028, 2, 29)),
            Span(first=date(2027, 1, 1), last=date(2027, 2, 28)),
        )

    def test_beside_a_year_stands_the_year_before(self) -> None:
        year = ReportPeriod(year=2026)

        assert compared(year, year.whole)[1] == ReportPeriod(year=2025).whole

    def test_only_what_has_begun_can_be_reported(self) -> None:
        names = [one.name for one in begun(2026, date(2026, 7, 1))]

        assert names == ["2026", "2026Q3", "2026Q2", "2026Q1"]
