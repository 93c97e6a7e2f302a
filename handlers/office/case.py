"""/xet CODE: one petition with its files and history, and the decisions that are open."""

from collections.abc import Sequence
from datetime import timedelta

from dialogue import petition as life
from dialogue import seat as seat_life
from dialogue.eligibility import decide_seat
from dialogue.names import Decider
from dialogue.petition import PetitionEvent
from dialogue.roles import Action
from dialogue.seat import SeatEvent, SeatState
from handlers.files import is_stored, shown
from handlers.messages import Choice, File, Reply
from handlers.petition import seating
from handlers.petition.conference import regulation_of
from handlers.petition.law import stated
from handlers.petition.listing import listing
from handlers.petition.own_way import has_own_way
from handlers.petition.placing import can_be_placed
from handlers.petition.register import code_of, linked_to, perhaps, stands_in
from handlers.petition.seat_words import in_line
from handlers.petition.sight import author_words, behalf_seen
from handlers.petition.summary import (
    conference_title,
    field_name,
    files_line,
    village_name,
)
from handlers.petition.task_due import may_be_given
from handlers.petition.timeline import history_lines
from handlers.petition.why import can_ask
from handlers.turn import Turn
from storage import petitions, staff
from storage.tables import Petition

OPEN_FOR = timedelta(minutes=15)
LONGEST_CONTENT = 6_000
# What the state and the role allow besides: label, command, action, event of the petition's life.
FURTHER: Sequence[tuple[str, str, Action, PetitionEvent | None]] = (
    ("case-place", "/giao {code} hoinghi", Action.MANAGE_CONFERENCE, None),
    ("case-classify", "/phanloai {code}", Action.CLASSIFY, PetitionEvent.CLASSIFY),
    ("case-assign", "/giao {code}", Action.ASSIGN, PetitionEvent.ASSIGN),
    ("case-reassign", "/giao {code}", Action.ASSIGN, PetitionEvent.REASSIGN),
    ("case-pass-on", "/giao {code} chuyen", Action.CONCLUDE, PetitionEvent.PASS_ON),
    ("case-tasks", "/traloi {code}", Action.ANSWER, PetitionEvent.REPLY),
    ("case-publish", "/duyet {code}", Action.PUBLISH, PetitionEvent.REPLY),
    ("case-upward", "/giao {code} captren", Action.CONCLUDE, PetitionEvent.SUBMIT_UPWARD),
)


def view(turn: Turn, petition: Petition) -> Reply:
    """Everything an officer needs to decide, and one button for each decision that is open."""
    parts = petitions.parts(turn.work, petition)
    files = [shown(file) for _, file in parts if file is not None and is_stored(file)]
    beside = _opened_by_other(turn, petition)
    reply = turn.reply(
        "case",
        facts=_facts(turn, petition),
        choices=_decisions(turn, petition),
        files=_once(files),
        code=petition.code,
        content=_content(turn, petition),
        files_line=files_line(turn, parts),
        events=history_lines(turn, petition),
        beside=f"\n\n{beside}" if beside else "",
    )
    _mark_open(turn, petition)
    return reply


def _facts(turn: Turn, petition: Petition) -> list[tuple[str, str]]:
    return [
        turn.fact("fact-state", turn.say(f"state-{petition.state}")),
        turn.fact("fact-seat", _seat(turn, petition)),
        turn.fact("fact-who", author_words(turn, petition)),
        turn.fact("summary-village", village_name(turn, petition)),
        turn.fact("summary-behalf", behalf_seen(turn, petition)),
        turn.fact("summary-conference", conference_title(turn, petition)),
        turn.fact("summary-field", field_name(turn, petition)),
        *_disposition(turn, petition),
        *_own_way(turn, petition),
        *_register(turn, petition),
    ]


def _disposition(turn: Turn, petition: Petition) -> list[tuple[str, str]]:
    if not petition.disposition:
        return []
    return [turn.fact("fact-disposition", turn.say(f"disposition-{petition.disposition}"))]


def _own_way(turn: Turn, petition: Petition) -> list[tuple[str, str]]:
    if not has_own_way(turn, petition):
        return []
    return [turn.fact("fact-own-way", turn.say("case-own-way"))]


def _register(turn: Turn, petition: Petition) -> list[tuple[str, str]]:
    """Entries of the register that are linked, and those of somebody of the same name."""
    told = [
        turn.say(
            f"case-register-{how}", code=code_of(case), kind=turn.say(f"pending-kind-{case.kind}")
        )
        for how, found in (("linked", linked_to), ("perhaps", perhaps))
        for case in found(turn, petition)
    ]
    return [turn.fact("fact-register", "; ".join(told))] if told else []


def _content(turn: Turn, petition: Petition) -> str:
    """The texts in order, each addition marked as one."""
    lines = [
        turn.say("case-supplement", text=part.text) if part.is_supplement else part.text
        for part, _ in petitions.parts(turn.work, petition)
        if part.text
    ]
    content = "\n".join(lines)
    if len(content) <= LONGEST_CONTENT:
        return content
    return turn.say("case-content-cut", text=content[:LONGEST_CONTENT], length=len(content))


def _seat(turn: Turn, petition: Petition) -> str:
    seat = turn.say(f"case-seat-{petition.seat}", clause=_seat_clause(turn, petition))
    state = in_line(turn, petition) or seat
    want = turn.say(f"summary-want-{petition.want}", clause="")
    review = turn.say("work-seat-review") if petition.seat_review_asked else ""
    return "; ".join(part for part in (want, state, *_hints(turn, petition), review) if part)


def _seat_clause(turn: Turn, petition: Petition) -> str:
    return stated(turn, petition, petition.seat_rule, petition.seat_clause)


def _hints(turn: Turn, petition: Petition) -> list[str]:
    """What the regulation leaves to the officer, with what the person answered."""
    regulation = regulation_of(turn, petition)
    if regulation is None or petition.seat != SeatState.REQUESTED:
        return []
    on_list = listing(turn, petition, petition.name)
    decided = decide_seat(
        regulation,
        answers=petition.answers,
        on_delegate_list=on_list.listed,
        pending_register=stands_in(turn, petition),
        invited=on_list.invited,
    )
    if decided.decided_by is Decider.REGISTER:
        return [turn.say("case-in-register", clause=decided.clause or "")]
    if decided.decided_by is Decider.LIST:
        return [turn.say("case-not-listed", clause=decided.clause or "")]
    return [
        turn.say("case-hint", wording=rule.wording, clause=rule.clause) for rule in decided.hints
    ]


def _decisions(turn: Turn, petition: Petition) -> list[Choice]:
    return [
        *_about_seat(turn, petition),
        *_about_opinion(turn, petition),
        *_about_secret(turn, petition),
        *_about_dates(turn, petition),
        *_about_register(turn, petition),
        *_further(turn, petition),
        _to_list(turn),
    ]


def _about_seat(turn: Turn, petition: Petition) -> list[Choice]:
    if not turn.may(Action.DECIDE_SEAT) or not seating.is_open(turn, petition):
        return []
    offered = []
    if seat_life.may(petition.seat, SeatEvent.GRANT):
        offered.append(_button(turn, petition, "case-grant", "cho"))
    if seat_life.may(petition.seat, SeatEvent.REFUSE):
        offered.append(_button(turn, petition, "case-refuse", "tuchoi"))
    if seat_life.may(petition.seat, SeatEvent.UNDO):
        offered.append(_button(turn, petition, "case-undo-seat", "xetlaicho"))
    return offered


def _about_opinion(turn: Turn, petition: Petition) -> list[Choice]:
    decide, ask = turn.may(Action.DECIDE_HEARING), turn.may(Action.ASK_DOCUMENTS)
    offered = []
    if decide and life.may(petition.state, PetitionEvent.ACCEPT):
        offered.append(_button(turn, petition, "case-accept", "nhan"))
    if ask and life.may(petition.state, PetitionEvent.REQUEST_DOCUMENTS):
        offered.append(turn.command("case-ask", f"/bosung {petition.code} {petition.version}"))
    if decide and life.may(petition.state, PetitionEvent.DECLINE):
        offered.append(_button(turn, petition, "case-decline", "khongnhan"))
    if turn.may(Action.UNDO) and life.may(petition.state, PetitionEvent.UNDO):
        offered.append(_button(turn, petition, "case-undo", "xetlai"))
    if turn.may(Action.UNDO) and petition.state in life.FORWARDED:
        offered.append(_button(turn, petition, "case-reopen", "molai"))
    return offered


def _about_secret(turn: Turn, petition: Petition) -> list[Choice]:
    if not turn.may(Action.RENEW_CODE):
        return []
    return [_button(turn, petition, "case-renew", "caplai")]


def _about_dates(turn: Turn, petition: Petition) -> list[Choice]:
    if not can_ask(turn, petition):
        return []
    return [turn.command("timeline-why", f"/xet {petition.code} visao")]


def _about_register(turn: Turn, petition: Petition) -> list[Choice]:
    return [
        turn.command("case-register", f"/sodon {code_of(case)}", code=code_of(case))
        for case in (*linked_to(turn, petition), *perhaps(turn, petition))
    ]


def _further(turn: Turn, petition: Petition) -> list[Choice]:
    """What other conversations do with it, each by a command that carries what was seen."""
    return [
        turn.command(label, f"{command.format(code=petition.code)} {petition.version}")
        for label, command, action, event in FURTHER
        if turn.may(action) and _takes(turn, petition, event)
    ]


def _takes(turn: Turn, petition: Petition, event: PetitionEvent | None) -> bool:
    """Whether its state takes the event; None puts it on a conference."""
    if event is None:
        return can_be_placed(turn, petition)
    if event is PetitionEvent.REASSIGN and not may_be_given(turn, petition):
        return False
    return life.may(petition.state, event)


def _button(turn: Turn, petition: Petition, label: str, verb: str) -> Choice:
    """The version in the command is what the officer saw when deciding."""
    return turn.command(label, f"/xet {petition.code} {verb} {petition.version}")


def _to_list(turn: Turn) -> Choice:
    return turn.command("menu-work", "/viec")


def _opened_by_other(turn: Turn, petition: Petition) -> str:
    mine = {duty.id for duty in turn.duties}
    if petition.opened_at is None or petition.opened_by in mine:
        return ""
    if turn.now - petition.opened_at > OPEN_FOR:
        return ""
    name = staff.name_of(turn.work, petition.opened_by)
    return turn.say("case-opened-by", name=name, time=turn.time(petition.opened_at))


def _mark_open(turn: Turn, petition: Petition) -> None:
    petition.opened_by = turn.acting_as(Action.OPEN_PETITION).id
    petition.opened_at = turn.now


def _once(files: list[File]) -> list[File]:
    return list({file.attachment: file for file in files}.values())
