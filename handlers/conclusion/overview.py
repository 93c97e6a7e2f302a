"""/ketluan CODE: where the conclusion stands, every matter with what was chosen, what is next."""

from collections import Counter
from collections.abc import Sequence

from dialogue import conference_life as life
from dialogue.conference_life import ConferenceEvent, ConferenceState
from dialogue.matter import DeadlineState
from dialogue.milestones import NOTICE
from dialogue.roles import Action
from handlers.conclusion.outcomes import proposed
from handlers.conclusion.session import HELD, button, in_hand, limit_of
from handlers.conclusion.supplement import may_wait
from handlers.messages import Choice, Reply
from handlers.pages import around, page_of
from handlers.petition.law import cited
from handlers.petition.summary import village_name
from handlers.turn import Turn
from storage import conclusions
from storage.conclusions import Matter
from storage.tables import Agency, Conclusion, ConclusionMatter, Conference
from storage.tables.conclusion import Outcome


def overview(turn: Turn, conference: Conference, typed_page: str = "") -> Reply:
    """Facts, one page of the matters, a button for each step that is open."""
    if conference.state not in HELD:
        return _not_held(turn, conference)
    conclusion = in_hand(turn, conference)
    every = conclusions.matters(turn.work, conclusion)
    page = page_of(typed_page, len(every))
    shown = page.of(every)
    return turn.reply(
        "conclusion",
        facts=_facts(turn, conference, conclusion, every),
        choices=[
            *(_open(turn, conference, petition.code or "") for petition, _ in shown),
            *around(turn, page, f"/ketluan {conference.code}"),
            *_steps(turn, conference, conclusion, every),
            turn.command("menu-work", "/viec"),
        ],
        conference=conference.title,
        list=_list(turn, shown),
    )


def _not_held(turn: Turn, conference: Conference) -> Reply:
    """Nothing is concluded before it was held; an indirect one has no session."""
    may = _may(conference, ConferenceEvent.CONCLUDE)
    ways = [_conclude(turn, conference)] if may else []
    see = turn.command(
        "conclusion-open-conference", f"/hoinghi {conference.code}", conference=conference.code
    )
    return turn.reply(
        "conclusion-not-held",
        choices=[*ways, see, turn.command("menu-work", "/viec")],
        conference=conference.title,
        state=turn.say(f"conference-state-{conference.state}"),
    )


def _facts(
    turn: Turn, conference: Conference, conclusion: Conclusion, every: list[Matter]
) -> list[tuple[str, str]]:
    counted = Counter(matter.outcome if matter else "" for _, matter in every)
    chosen = "; ".join(
        turn.say("conclusion-count", outcome=outcome_words(turn, key), count=counted[key])
        for key in (*Outcome, "")
        if counted[key]
    )
    waiting = conclusions.waiting_for_authors(turn.work, conference)
    return [
        turn.fact("fact-state", turn.say(f"conference-state-{conference.state}")),
        *_due(turn, conference),
        *([turn.fact("conclusion-fact-chosen", chosen)] if chosen else []),
        *([turn.fact("conclusion-fact-waiting", str(waiting))] if waiting else []),
        *_issued(turn, conference),
        *([turn.fact("conclusion-fact-number", conclusion.number)] if conclusion.number else []),
    ]


def _due(turn: Turn, conference: Conference) -> list[tuple[str, str]]:
    limit = limit_of(turn, conference, NOTICE)
    if limit is None or limit.legal_due is None or limit.state != DeadlineState.OPEN:
        return []
    clause = cited(turn, limit.clause, limit.regulation_id)
    due = turn.say("conclusion-due", date=turn.date(limit.legal_due), clause=clause)
    return [turn.fact("conclusion-fact-due", due)]


def _issued(turn: Turn, conference: Conference) -> list[tuple[str, str]]:
    notices = conclusions.issued(turn.work, conference)
    if not notices:
        return []
    words = "; ".join(
        turn.say("conclusion-named", number=one.number, date=turn.date(one.issued_on))
        for one in notices
        if one.issued_on
    )
    unsent = len(conclusions.unsent(turn.work, conference))
    sent = turn.say("conclusion-unsent", count=unsent) if unsent else turn.say("conclusion-sent")
    return [turn.fact("conclusion-fact-issued", f"{words}; {sent}")]


def outcome_words(turn: Turn, outcome: str) -> str:
    """What was concluded, or that nothing was yet."""
    return turn.say(f"outcome-{outcome}") if outcome else turn.say("outcome-none")


def choice_words(turn: Turn, matter: ConclusionMatter | None) -> str:
    """The same with the agency and an earlier day that the office named."""
    if matter is None:
        return turn.say("outcome-none")
    if matter.agency_id is None:
        return outcome_words(turn, matter.outcome)
    agency = turn.work.session.get_one(Agency, matter.agency_id).name
    if matter.due_on is None:
        return turn.say("outcome-assigned-to", agency=agency)
    return turn.say("outcome-assigned-by", agency=agency, date=turn.date(matter.due_on))


def _list(turn: Turn, shown: Sequence[Matter]) -> str:
    return "\n".join(_line(turn, one) for one in shown) or turn.say("conclusion-nothing-left")


def _line(turn: Turn, one: Matter) -> str:
    petition, matter = one
    proposal = proposed(turn, petition) if matter is None else None
    what = choice_words(turn, matter)
    if proposal is not None:
        words = outcome_words(turn, proposal.outcome)
        what = turn.say("conclusion-proposed", outcome=words)
    return turn.say(
        "conclusion-line", code=petition.code, village=village_name(turn, petition), what=what
    )


def _open(turn: Turn, conference: Conference, code: str) -> Choice:
    return turn.command("work-open", f"/ketluan {conference.code} muc {code}", code=code)


def _steps(
    turn: Turn, conference: Conference, conclusion: Conclusion, every: list[Matter]
) -> list[Choice]:
    offered = []
    if any(matter is None and proposed(turn, petition) for petition, matter in every):
        offered.append(button(turn, "conclusion-accept-all", conference, "dexuat"))
    offered.append(button(turn, "conclusion-raise", conference, "neu"))
    if _may(conference, ConferenceEvent.CONCLUDE):
        offered.append(_conclude(turn, conference))
    if conference.state != ConferenceState.IN_SESSION and every:
        label = "conclusion-supplement" if conclusion.is_supplement else "conclusion-notice"
        offered.append(button(turn, label, conference, "thongbao"))
    offered.append(button(turn, "conclusion-on-paper", conference, "vanban"))
    if any(matter is None for _, matter in every) and not may_wait(turn, conference):
        offered.append(button(turn, "conclusion-extend", conference, "giahan"))
    if conclusions.issued(turn.work, conference):
        offered.append(button(turn, "conclusion-recipients", conference, "noinhan"))
    return [*offered, *_archive(turn, conference, every)]


def _conclude(turn: Turn, conference: Conference) -> Choice:
    return button(turn, "conclusion-conclude", conference, "ketthuc", conference.version)


def _archive(turn: Turn, conference: Conference, every: list[Matter]) -> list[Choice]:
    """The dossier is closed when nobody has to act any more."""
    may = turn.may(Action.EXPORT_DOSSIER) and _may(conference, ConferenceEvent.ARCHIVE)
    if not may or every or not is_done(turn, conference):
        return []
    return [button(turn, "conclusion-archive", conference, "luu", conference.version)]


def is_done(turn: Turn, conference: Conference) -> bool:
    """Every matter has its end, and every notice was sent."""
    return not (
        conclusions.still_open(turn.work, conference) or conclusions.unsent(turn.work, conference)
    )


def _may(conference: Conference, event: ConferenceEvent) -> bool:
    return life.may(conference.state, event, kind=conference.kind, form=conference.form)
