"""Time limits on both engines: made once, every event kept, pieces, races, older regulations."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

import pytest
from integration.storage_kit import submitted
from sqlmodel import select
from stage import Program
from stage.dates import bring_in_line, change_regulation, days_off, restart

from dialogue.errors import NotAllowed
from dialogue.matter import DeadlineState, Due, EventKind, ExtensionRefused, Start
from handlers.clock import happening
from handlers.clock.following import PIECE, follow_piece
from handlers.clock.frame import regulation_in
from handlers.clock.happening import Act
from handlers.clock.in_line import Cause
from handlers.clock.opening import OF_PETITION, open_conference, open_petition
from handlers.voice import Voice
from storage import deadlines, regulations
from storage.tables import Deadline, DeadlineEvent, Petition, PetitionEvent
from storage.work import Work

T = TypeVar("T")
NOTICE = "conclusion_notice"
HELD = date(2025, 10, 29)
STORM = date(2025, 11, 4)


def do(program: Program, work: Callable[[Work], T]) -> T:
    return program.database.write_now(work)


def send(program: Program, count: int = 1) -> None:
    """So many petitions of An's for the conference, with what each is owed."""

    def work(work: Work) -> None:
        conference = program.conference(work)
        for number in range(1, count + 1):
            petition = submitted(
                work,
                f"XM25-{number:04d}",
                conference_id=conference.id,
                regulation_id=conference.regulation_id,
                regulation_version=conference.regulation_version,
            )
            open_petition(work, program.house, petition, program.now)

    do(program, work)


def find(work: Work, key: str) -> Deadline:
    return work.session.exec(select(Deadline).where(Deadline.key == key)).one()


def act(program: Program, day: date, **more: str) -> Act:
    program.wait(seconds=1)
    return Act(at=program.now, day=day, **more)


def happen(program: Program, key: str, use: Callable[..., T], day: date, **more: object) -> T:
    """Let something happen to the limit of this key, and to what waits for it."""
    done = act(program, day)
    found = do(program, lambda work: use(work, program.house, find(work, key), done, **more))
    bring_in_line(program)
    return found


def legal(program: Program, key: str) -> date | None:
    return do(program, lambda work: find(work, key).legal_due)


def voice(program: Program, work: Work) -> Voice:
    return Voice(work=work, house=program.house, now=program.now, commune=program.commune(work))


@pytest.fixture
def sent(program: Program) -> Program:
    """A conference with one petition."""
    send(program)
    return program


def test_a_conference_has_a_limit_for_each_dated_milestone_but_the_reply(sent: Program) -> None:
    """The reply is owed to each petition for itself (hai-phong-13-hd V.3.2)."""
    found = sent.all_of(Deadline)

    assert {one.key for one in found if one.petition_id is None} == {"announce", NOTICE}
    assert {one.key for one in found if one.petition_id} == {OF_PETITION}


def test_limits_are_made_once(sent: Program) -> None:
    """However often somebody looks."""
    before = len(sent.all_of(Deadline)), len(sent.all_of(DeadlineEvent))

    def again(work: Work) -> None:
        open_conference(work, sent.house, sent.conference(work), sent.now)
        for petition in work.session.exec(select(Petition)):
            open_petition(work, sent.house, petition, sent.now)

    do(sent, again)

    assert (len(sent.all_of(Deadline)), len(sent.all_of(DeadlineEvent))) == before


def test_a_notice_that_was_issued_starts_the_replies(sent: Program) -> None:
    """hai-phong-13-hd V.3.2: 15 working days after it; until a receipt is recorded, its issue."""
    happen(sent, NOTICE, happening.meet, date(2025, 11, 3))

    assert legal(sent, OF_PETITION) == date(2025, 11, 24)
    assert do(sent, lambda work: find(work, NOTICE).state) == DeadlineState.MET


def test_a_receipt_moves_the_reply_that_was_received(sent: Program) -> None:
    """hai-phong-13-hd V.3.2."""
    happen(sent, NOTICE, happening.meet, date(2025, 11, 3))
    happen(sent, OF_PETITION, happening.start, date(2025, 11, 5), what=Start.NOTICE_RECEIVED)

    assert legal(sent, OF_PETITION) == date(2025, 11, 26)


def test_a_notice_that_was_taken_back_is_due_again(sent: Program) -> None:
    """And the replies are expected from its last day again."""
    before = legal(sent, OF_PETITION)
    happen(sent, NOTICE, happening.meet, date(2025, 11, 3))
    happen(sent, NOTICE, happening.reopen, date(2025, 11, 4))

    assert legal(sent, OF_PETITION) == before


def test_what_the_regulation_does_not_extend_is_refused_and_not_written(sent: Program) -> None:
    """mau V.4 has no extension; the refusal cites it."""
    before = len(sent.all_of(DeadlineEvent))
    refused = happen(sent, NOTICE, happening.extend, date(2025, 11, 4))

    assert isinstance(refused, ExtensionRefused)
    assert refused.clause == "V.4"
    assert len(sent.all_of(DeadlineEvent)) == before


def test_an_extended_notice_moves_the_replies_and_says_by_whom_and_why(program: Program) -> None:
    """hai-phong-13-hd V.3.1(1): up to 15 working days after the conference."""

    def under_the_city(work: Work) -> None:
        city = program.house.regulations["hai-phong-13-hd"]
        conference = program.conference(work)
        conference.regulation_id, conference.regulation_version = city.id, city.version

    do(program, under_the_city)
    send(program)
    reason = {"document": "CV 12/VP, 10/11/2025", "reason": "Nhiều cơ quan cùng giải quyết"}
    extended = act(program, date(2025, 11, 10), **reason)
    due = do(
        program,
        lambda work: happening.extend(
            work, program.house, find(work, NOTICE), extended, until=date(2025, 11, 17)
        ),
    )
    bring_in_line(program)
    (event,) = [row for row in program.all_of(DeadlineEvent) if row.kind == EventKind.EXTENDED]

    assert isinstance(due, Due)
    assert (legal(program, NOTICE), legal(program, OF_PETITION)) == (
        date(2025, 11, 17),
        date(2025, 12, 8),
    )
    assert reason.items() <= event.detail.items()


def test_what_is_stopped_stands_still_until_it_goes_on(sent: Program) -> None:
    """Ours: the working days in between are added."""
    happen(sent, OF_PETITION, happening.stop, date(2025, 11, 10))
    happen(sent, OF_PETITION, happening.resume, date(2025, 11, 12))

    assert legal(sent, OF_PETITION) == date(2025, 11, 28)


def test_what_is_void_is_no_longer_owed(sent: Program) -> None:
    """A conference that was cancelled: nothing of it moves any more."""
    happen(sent, NOTICE, happening.void, date(2025, 10, 20))
    days_off(sent, STORM)
    restart(sent)
    bring_in_line(sent)

    assert legal(sent, NOTICE) == date(2025, 11, 5)
    assert do(sent, lambda work: find(work, NOTICE).state) == DeadlineState.VOID


def test_what_cannot_happen_leaves_nothing(sent: Program) -> None:
    """A limit that runs does not go on again."""
    before = len(sent.all_of(DeadlineEvent))
    with pytest.raises(NotAllowed):
        happen(sent, OF_PETITION, happening.resume, date(2025, 11, 12))

    assert len(sent.all_of(DeadlineEvent)) == before


def test_a_conference_on_another_day_moves_all_its_dates(sent: Program) -> None:
    """mau V.4, hai-phong-13-hd V.1(1), V.3.2."""

    def move(work: Work) -> None:
        sent.conference(work).starts_at += timedelta(days=7)

    do(sent, move)
    restart(sent)
    bring_in_line(sent)

    assert legal(sent, "announce") == date(2025, 10, 27)
    assert legal(sent, NOTICE) == date(2025, 11, 12)
    assert legal(sent, OF_PETITION) == date(2025, 12, 3)


def test_nothing_that_happened_is_overwritten(sent: Program) -> None:
    """Every event stays, with the dates that it moved."""
    before = {row.id: (row.kind, row.detail) for row in sent.all_of(DeadlineEvent)}
    happen(sent, NOTICE, happening.meet, date(2025, 11, 3))
    days_off(sent, STORM)
    restart(sent)
    bring_in_line(sent)
    after = {row.id: (row.kind, row.detail) for row in sent.all_of(DeadlineEvent)}

    assert before.items() <= after.items()
    assert len(after) > len(before)


def test_more_petitions_than_a_piece_are_all_brought_in_line(program: Program) -> None:
    """A piece is a transaction: messages come in between."""
    send(program, PIECE + 3)
    days_off(program, STORM)
    restart(program)
    bring_in_line(program)
    replies = [one for one in program.all_of(Deadline) if one.key == OF_PETITION]

    assert {one.legal_due for one in replies} == {date(2025, 11, 27)}
    assert len(program.all_of(PetitionEvent)) == PIECE + 3


def test_a_death_between_two_pieces_tells_nobody_twice(program: Program) -> None:
    """What the first piece did is found in line by who goes on."""
    send(program, PIECE + 3)
    days_off(program, STORM)
    restart(program)
    cause = Cause(at=program.now, what="started")
    do(program, lambda work: follow_piece(voice(program, work), cause))
    bring_in_line(program)
    told = [event.petition_id for event in program.all_of(PetitionEvent)]

    assert sorted(told) == sorted(set(told))
    assert len(told) == PIECE + 3


def test_two_starts_at_once_move_each_date_once(sent: Program) -> None:
    """Two processes, and a job of each."""
    days_off(sent, STORM)
    restart(sent)
    restart(sent)
    bring_in_line(sent)
    recounted = [row for row in sent.all_of(DeadlineEvent) if row.kind == EventKind.RECOUNTED]

    assert len(recounted) == len({row.deadline_id for row in recounted}) == 2


def test_an_older_regulation_still_counts_by_its_own_words(sent: Program) -> None:
    """Its text was kept on the day when the conference was bound to it."""
    version = do(sent, lambda work: sent.conference(work).regulation_version)
    change_regulation(sent)
    kept = do(sent, lambda work: regulation_in(work, sent.house, "mau", version))

    assert kept is not None
    assert kept.milestones[NOTICE].limits[0].days == 5


def test_a_regulation_whose_words_were_lost_is_bound_anew(program: Program) -> None:
    """Conferences of before: nothing was kept, so nothing can be adopted from it."""

    def forget(work: Work) -> None:
        program.conference(work).regulation_version = "of long ago"

    do(program, forget)
    send(program)

    assert (
        do(program, lambda work: program.conference(work).regulation_version)
        == program.house.regulations["mau"].version
    )
    assert do(program, lambda work: regulations.kept(work, "mau", "of long ago")) is None


def test_adopting_back_and_forth_ends_where_it_began(sent: Program) -> None:
    """Each adoption is an event of its own."""
    known = sent.house
    change_regulation(sent)

    def bind(version: str) -> None:
        def work(work: Work) -> None:
            conference = sent.conference(work)
            seen = conference.regulation_version
            assert deadlines.rebind(work, conference, seen=seen, version=version)

        do(sent, work)
        restart(sent)
        bring_in_line(sent)

    bind("changed")
    changed = legal(sent, NOTICE)
    sent.house = known
    bind(known.regulations["mau"].version)

    assert (changed, legal(sent, NOTICE)) == (date(2025, 11, 3), date(2025, 11, 5))


def test_of_two_who_adopt_what_they_saw_one_does(sent: Program) -> None:
    """The update decides."""

    def adopt(work: Work, seen: str) -> bool:
        return deadlines.rebind(work, sent.conference(work), seen=seen, version="changed")

    seen = do(sent, lambda work: sent.conference(work).regulation_version)

    assert [do(sent, lambda work: adopt(work, seen)) for _ in range(2)] == [True, False]


def test_what_is_due_can_be_looked_for_by_its_date(sent: Program) -> None:
    """What reminders will ask: what runs, by what they aim at."""
    by_target = select(Deadline).where(
        Deadline.commune_id == 1,
        Deadline.state == DeadlineState.OPEN,
        Deadline.target_due <= HELD,  # type: ignore[operator]
    )

    assert do(sent, lambda work: [one.key for one in work.session.exec(by_target)]) == ["announce"]


def test_events_name_nobody(sent: Program) -> None:
    """Numbers, roles, papers and days: erasing a person rewrites no history."""
    happen(sent, NOTICE, happening.meet, date(2025, 11, 3))
    allowed = {"kind", "day", "what", "role", "staff", "document", "reason", "until", "before"}
    allowed |= {"after", "passed", "days", "regulation", "version"}

    assert all(set(row.detail) <= allowed for row in sent.all_of(DeadlineEvent))
