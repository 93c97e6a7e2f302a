"""How rules and clauses are said: which regulation, and whether a rule is met or lacked."""

from dialogue.names import Decider
from dialogue.rules import Rule
from handlers.petition.conference import regulation_of
from handlers.voice import Voice
from locales.folding import fold
from storage.tables import Petition


def cited(voice: Voice, clause: str, regulation_id: str) -> str:
    """A clause with the regulation that states it: "mục III.4, Kế hoạch …", "Điều 9.1, …"."""
    regulation = voice.house.regulations.get(regulation_id)
    name = (regulation.number or regulation.title) if regulation else ""
    key = "law-article" if names_itself(clause) else "law-clause"
    return voice.say(key, clause=clause, regulation=name) if name else clause


def names_itself(clause: str) -> bool:
    """Whether it begins with a word of its own, as articles do, and not with a numeral like IV."""
    first, _, _ = clause.partition(" ")
    return first.isalpha() and not first.isupper()


def stated(voice: Voice, petition: Petition, rule: str, clause: str) -> str:
    """A clause with the regulation that states `rule`, or that another reason was given in words.

    It may be stated by a parent of the regulation by which the conference is held.
    """
    regulation = regulation_of(voice, petition)
    known = regulation.participation.get(rule) if regulation else None
    return or_other(voice, cited(voice, clause, known.regulation) if known and clause else clause)


def or_other(voice: Voice, clause: str) -> str:
    """A clause, or that another reason was given in words."""
    return clause or voice.say("law-other-reason")


def ground_words(voice: Voice, rule: Rule) -> str:
    """A ground as it stands against somebody: what they fall under, or what they lack."""
    lacks = rule.bars_on is False or rule.decides is Decider.LIST
    # A wording that says "not" already is what they fall under (tinh-1573-qd, Điều 3.3).
    lacks = lacks and not fold(rule.wording).startswith("khong ")
    return voice.say("law-lacks" if lacks else "law-falls-under", wording=rule.wording)
