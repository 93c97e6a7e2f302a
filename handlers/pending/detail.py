"""/sodon D12: one entry with its history, and what can be done with it now."""

from collections.abc import Iterator

from handlers.messages import Choice, Reply
from handlers.pending.words import village_name
from handlers.petition.register import code_of
from handlers.refused import to_work
from handlers.turn import Turn
from locales.dates import numeric_date, short_time
from storage import pending, staff
from storage.tables import Conference, PendingCase, Petition
from storage.tables.pending import PendingState

LAST_EVENTS = 10
# What a state leads on to: label and verb.
MOVES = {
    PendingState.WAITING: (("pending-take-up", "thuly"),),
    PendingState.IN_HAND: (("pending-not-taken-up", "cho"),),
    PendingState.CLOSED: (("pending-reopen", "molai"),),
}
CHANGES = ("coquan", "buoc", "noidung", "hoten", "ngay")


def show(turn: Turn, case: PendingCase) -> Reply:
    """Everything that is known of it."""
    return turn.reply(
        "pending-case",
        facts=list(_facts(turn, case)),
        choices=[*_ways(turn, case), turn.command("pending-list", "/sodon"), to_work(turn)],
        code=code_of(case),
        content=case.content,
        events="\n".join(_events(turn, case)),
    )


def _facts(turn: Turn, case: PendingCase) -> Iterator[tuple[str, str]]:
    unknown = turn.say("pending-unknown")
    yield turn.fact("summary-name", case.name)
    yield turn.fact("summary-village", village_name(turn, case))
    yield turn.fact("pending-fact-kind", turn.say(f"pending-kind-{case.kind}"))
    yield turn.fact("fact-state", turn.say(f"pending-state-{case.state}"))
    yield turn.fact("pending-column-received_on", numeric_date(case.received_on))
    yield turn.fact("pending-column-keeper", case.keeper or unknown)
    yield turn.fact("pending-column-next_step", case.next_step or unknown)
    if case.closed_on is not None:
        yield turn.fact("pending-column-closed_on", numeric_date(case.closed_on))
    if case.conference_id is not None:
        conference = turn.work.session.get_one(Conference, case.conference_id)
        yield turn.fact("pending-column-conference", f"{conference.code}: {conference.title}")
    if case.petition_id is not None:
        petition = turn.work.session.get_one(Petition, case.petition_id)
        yield turn.fact("pending-column-petition", petition.code or "")


def _events(turn: Turn, case: PendingCase) -> Iterator[str]:
    for event in pending.history(turn.work, case)[-LAST_EVENTS:]:
        told = turn.say(
            "pending-event",
            time=short_time(event.at),
            what=turn.say(f"pending-event-{event.kind}"),
            who=staff.name_of(turn.work, event.staff_id) or turn.say("pending-by-file"),
        )
        yield f"{told}: {event.note}" if event.note else told


def _ways(turn: Turn, case: PendingCase) -> Iterator[Choice]:
    """Each carries the version that the officer has seen."""
    for label, verb in MOVES[PendingState(case.state)]:
        yield _button(turn, case, label, verb)
    if case.state != PendingState.CLOSED:
        yield _button(turn, case, "pending-close", "dong")
    for verb in CHANGES:
        yield _button(turn, case, f"pending-change-{verb}", verb)
    yield from _about_conference(turn, case)
    yield from _about_petition(turn, case)


def _about_conference(turn: Turn, case: PendingCase) -> Iterator[Choice]:
    if case.conference_id is None:
        yield _button(turn, case, "pending-put-on", "hoinghi")
    else:
        yield _button(turn, case, "pending-take-off", "bohoinghi")


def _about_petition(turn: Turn, case: PendingCase) -> Iterator[Choice]:
    """Petitions of the same name are offered; the officer knows whether it is the same person."""
    if case.petition_id is not None:
        petition = turn.work.session.get_one(Petition, case.petition_id)
        yield turn.command("work-open", f"/xet {petition.code}", code=petition.code)
        yield _button(turn, case, "pending-unlink", "bokiennghi")
        return
    for petition in pending.petitions_of_name(turn.work, case):
        command = f"/sodon {code_of(case)} kiennghi {petition.code}"
        yield turn.command("pending-link", command, code=petition.code)
    yield _button(turn, case, "pending-link-other", "kiennghi")


def _button(turn: Turn, case: PendingCase, label: str, verb: str) -> Choice:
    return turn.command(label, f"/sodon {code_of(case)} {verb} {case.version}")
