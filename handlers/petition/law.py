"""How rules and clauses are said: which regulation, and whether a rule is met or lacked."""

from dialogue.names import Decider
from dialogue.rules import Rule
from handlers.petition.conference import regulation_of
from handlers.turn import Turn
from storage.tables import Petition


def cited(turn: Turn, clause: str, regulation_id: str) -> str:
    """A clause with the regulation that states it: "mục III.4, Kế hoạch …", "Điều 9.1, …"."""
    regulation = turn.house.regulations.get(regulation_id)
    name = (regulation.number or regulation.title) if regulation else ""
    key = "law-article" if _names_itself(clause) else "law-clause"
    return turn.say(key, clause=clause, regulation=name) if name else clause


def _names_itself(clause: str) -> bool:
    """Whether it begins with a word of its own, as articles do, and not with a numeral like IV."""
    first, _, _ = clause.partition(" ")
    return first.isalpha() and not first.isupper()


def stated(turn: Turn, petition: Petition, rule: str, clause: str) -> str:
    """A clause with the regulation that states `rule`, or that another reason was given in words.

    It may be stated by a parent of the regulation by which the conference is held.
    """
    regulation = regulation_of(turn, petition)
    known = regulation.participation.get(rule) if regulation else None
    return or_other(turn, cited(turn, clause, known.regulation) if known and clause else clause)


def or_other(turn: Turn, clause: str) -> str:
    """A clause, or that another reason was given in words."""
    return clause or turn.say("law-other-reason")


def ground_words(turn: Turn, rule: Rule) -> str:
    """A ground as it stands against somebody: what they fall under, or what they lack."""
    lacks = rule.bars_on is False or rule.decides is Decider.LIST
    return turn.say("law-lacks" if lacks else "law-falls-under", wording=rule.wording)
