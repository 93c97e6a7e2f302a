"""One matter: what was said, what is proposed, and what the chair concluded, one press each."""

from collections.abc import Sequence

from handlers import converse
from handlers.conclusion.detail import ConclusionDetail
from handlers.conclusion.outcomes import (
    VERBS,
    WORDS,
    Proposal,
    agency_at_it,
    possible,
    proposed,
)
from handlers.conclusion.overview import choice_words, outcome_words, overview
from handlers.conclusion.session import button, in_hand, ways_back
from handlers.conclusion.supplement import may_wait
from handlers.messages import Choice, Reply
from handlers.pages import page_of
from handlers.petition.code import tidy_code
from handlers.petition.summary import excerpt, field_name, village_name
from handlers.reading import whole_number
from handlers.refused import unknown_petition
from handlers.turn import Turn
from storage import communes, conclusions, petitions
from storage.errors import Outdated
from storage.tables import Conclusion, ConclusionMatter, Conference, Petition
from storage.tables.conclusion import Outcome

LEAVE = "de"
NOTE = "ghichu"
DAY = "ngay"
# Stands for "nothing was chosen yet" in a button.
NOTHING = "-"
PAGE = 8


def one(turn: Turn, conference: Conference, words: Sequence[str]) -> list[Reply]:
    """muc CODE [verb version seen [agency or page]]: show a matter, or choose."""
    code, verb, version, seen, more = [*words, "", "", "", "", ""][:5]
    conclusion = in_hand(turn, conference)
    petition = petitions.by_code(turn.work, turn.commune_id, tidy_code(code))
    if petition is None:
        return [unknown_petition(turn, code)]
    if not _is_open(turn, conclusion, petition):
        return [_not_here(turn, conference, petition)]
    matter = conclusions.matter_of(turn.work, conclusion, petition)
    if verb in (NOTE, DAY) and matter is not None:
        return converse.begin(
            turn,
            ConclusionDetail,
            conference=conference.id,
            matter=matter.id,
            petition=petition.id,
            what=verb,
        )
    if verb not in (*VERBS, LEAVE):
        return [_view(turn, conference, conclusion, petition)]
    if _changed(petition, matter, version, seen):
        return [_outdated(turn), _view(turn, conference, conclusion, petition)]
    if verb == LEAVE:
        return _left_out(turn, conference, conclusion, petition, matter)
    return _chosen(turn, conference, conclusion, petition, VERBS[verb], more)


def accept_all(turn: Turn, conference: Conference) -> list[Reply]:
    """Choose what is proposed for every matter on which nothing was chosen."""
    conclusion = in_hand(turn, conference)
    count = 0
    for petition, matter in conclusions.matters(turn.work, conclusion):
        proposal = proposed(turn, petition) if matter is None else None
        if proposal is not None:
            _choose(turn, conclusion, petition, proposal)
            count += 1
    return [turn.reply("conclusion-accepted", count=count), overview(turn, conference)]


def _is_open(turn: Turn, conclusion: Conclusion, petition: Petition) -> bool:
    if petition.conference_id != conclusion.conference_id:
        return False
    return any(one.id == petition.id for one, _ in conclusions.matters(turn.work, conclusion))


def _changed(petition: Petition, matter: ConclusionMatter | None, version: str, seen: str) -> bool:
    """Whether the officer saw something else than what is there now."""
    chosen = WORDS[Outcome(matter.outcome)] if matter else NOTHING
    return whole_number(version) != petition.version or seen != chosen


def _chosen(
    turn: Turn,
    conference: Conference,
    conclusion: Conclusion,
    petition: Petition,
    outcome: Outcome,
    more: str,
) -> list[Reply]:
    if outcome not in possible(petition):
        return [_outdated(turn), _view(turn, conference, conclusion, petition)]
    agency = _agency(turn, more) if outcome is Outcome.ASSIGNED else None
    if outcome is Outcome.ASSIGNED and agency is None:
        return [_ask_agency(turn, conference, conclusion, petition, more)]
    try:
        _choose(turn, conclusion, petition, Proposal(outcome=outcome, agency=agency))
    except Outdated:
        return [_outdated(turn), _view(turn, conference, conclusion, petition)]
    return [_next(turn, conference, conclusion, petition)]


def _choose(turn: Turn, conclusion: Conclusion, petition: Petition, proposal: Proposal) -> None:
    known = conclusions.matter_of(turn.work, conclusion, petition)
    conclusions.choose(
        turn.work,
        conclusion,
        petition,
        seen=known.outcome if known else "",
        outcome=proposal.outcome,
        agency_id=proposal.agency,
        due_on=None,
    )


def _left_out(
    turn: Turn,
    conference: Conference,
    conclusion: Conclusion,
    petition: Petition,
    matter: ConclusionMatter | None,
) -> list[Reply]:
    if matter is not None:
        conclusions.leave_out(turn.work, matter)
    return [_view(turn, conference, conclusion, petition)]


def _agency(turn: Turn, more: str) -> int | None:
    """The agency that the button names, if it is the commune's own."""
    number = whole_number(more.removeprefix("a")) if more.startswith("a") else None
    known = {agency.id for agency in communes.agencies(turn.work, turn.commune_id)}
    return number if number in known else None


def _next(turn: Turn, conference: Conference, conclusion: Conclusion, petition: Petition) -> Reply:
    """The matter after it on which nothing was chosen; when none is left, all of them."""
    every = conclusions.matters(turn.work, conclusion)
    left = [other for other, matter in every if matter is None]
    later = [other for other in left if (other.id or 0) > (petition.id or 0)]
    if not left:
        return overview(turn, conference)
    return _view(turn, conference, conclusion, (later or left)[0])


def _view(turn: Turn, conference: Conference, conclusion: Conclusion, petition: Petition) -> Reply:
    matter = conclusions.matter_of(turn.work, conclusion, petition)
    proposal = proposed(turn, petition)
    hint = outcome_words(turn, proposal.outcome) if proposal else turn.say("outcome-none")
    return turn.reply(
        "conclusion-matter",
        facts=[
            turn.fact("fact-state", turn.say(f"state-{petition.state}")),
            turn.fact("summary-village", village_name(turn, petition)),
            turn.fact("summary-field", field_name(turn, petition)),
            turn.fact("conclusion-fact-proposed", hint),
            turn.fact("conclusion-fact-choice", choice_words(turn, matter)),
            *([turn.fact("conclusion-fact-note", matter.note)] if matter and matter.note else []),
        ],
        choices=[
            *_outcomes(turn, conference, petition, matter),
            *_details(turn, conference, petition, matter),
            *ways_back(turn, conference),
        ],
        code=petition.code,
        content=excerpt(turn, petition),
    )


def _outcomes(
    turn: Turn, conference: Conference, petition: Petition, matter: ConclusionMatter | None
) -> list[Choice]:
    offered = []
    for outcome in possible(petition):
        agency = agency_at_it(turn, petition) if outcome is Outcome.ASSIGNED else None
        more = f"a{agency}" if agency else ""
        words = _words(petition, matter, WORDS[outcome], more)
        offered.append(button(turn, f"outcome-{outcome}.button", conference, *words))
        if agency:
            words = _words(petition, matter, WORDS[outcome], "1")
            offered.append(button(turn, "outcome-assigned.other", conference, *words))
    if matter is not None:
        label = "conclusion-leave" if may_wait(turn, conference) else "conclusion-take-back"
        offered.append(button(turn, label, conference, *_words(petition, matter, LEAVE, "")))
    return offered


def _words(
    petition: Petition, matter: ConclusionMatter | None, verb: str, more: str
) -> tuple[object, ...]:
    """What a button carries: the choice, and what the officer saw."""
    seen = WORDS[Outcome(matter.outcome)] if matter else NOTHING
    return ("muc", petition.code, verb, petition.version, seen, more)


def _details(
    turn: Turn, conference: Conference, petition: Petition, matter: ConclusionMatter | None
) -> list[Choice]:
    if matter is None:
        return []
    offered = [button(turn, "conclusion-note", conference, "muc", petition.code, NOTE)]
    if matter.outcome == Outcome.ASSIGNED:
        offered.append(button(turn, "conclusion-earlier", conference, "muc", petition.code, DAY))
    return offered


def _ask_agency(
    turn: Turn, conference: Conference, conclusion: Conclusion, petition: Petition, typed: str
) -> Reply:
    """Which agency answers; eight to a page."""
    every = communes.agencies(turn.work, turn.commune_id)
    page = page_of(typed, len(every))
    matter = conclusions.matter_of(turn.work, conclusion, petition)
    verb = WORDS[Outcome.ASSIGNED]

    def to(label: str, more: str) -> Choice:
        command = " ".join(str(word) for word in _words(petition, matter, verb, more))
        return Choice(label=label, value=f"/ketluan {conference.code} {command}")

    shown = page.of(every)
    ways = [to(agency.name, f"a{agency.id}") for agency in shown]
    if page.number < page.last:
        ways.append(to(turn.say("work-next"), str(page.number + 1)))
    if page.number > 1:
        ways.append(to(turn.say("work-before"), str(page.number - 1)))
    return turn.reply(
        "conclusion-ask-agency", choices=[*ways, *ways_back(turn, conference)], code=petition.code
    )


def _outdated(turn: Turn) -> Reply:
    return turn.reply("conclusion-outdated")


def _not_here(turn: Turn, conference: Conference, petition: Petition) -> Reply:
    return turn.reply(
        "conclusion-not-here", choices=ways_back(turn, conference), code=petition.code
    )
