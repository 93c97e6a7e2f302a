"""What a command of sorting is about: CODE, CODE VERSION, CODE verb, CODE verb VERSION."""

from dataclasses import dataclass

from dialogue.petition import PetitionEvent, PetitionState, may
from dialogue.roles import Action
from handlers.messages import Choice, Reply
from handlers.petition.code import tidy_code
from handlers.reading import whole_number
from handlers.refused import not_allowed, to_work, too_late, unknown_petition
from handlers.turn import Turn
from storage import petitions
from storage.tables import Petition

SHOWN = 8


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A petition with what is to be done; the version is the one that the officer saw."""

    petition: Petition
    verb: str
    version: int | None


def asked(turn: Turn, argument: str, action: Action) -> Asked | Reply:
    """The petition that is meant, for who may; else why not."""
    code, _, rest = argument.partition(" ")
    if not turn.may(action):
        return not_allowed(turn)
    petition = petitions.by_code(turn.work, turn.commune_id, tidy_code(code))
    if petition is None:
        return unknown_petition(turn, code)
    verb, _, version = rest.partition(" ")
    if verb.isdigit():
        verb, version = "", verb
    seen = whole_number(version) if version else petition.version
    return Asked(petition=petition, verb=verb, version=seen)


def objection(turn: Turn, asked: Asked, *events: PetitionEvent) -> Reply | None:
    """Why it cannot be done: it has changed since it was seen, or its state takes none of them."""
    taken = not events or any(may(asked.petition.state, event) for event in events)
    if taken and asked.version == asked.petition.version:
        return None
    return too_late(turn, asked.petition)


def waiting(turn: Turn, key: str, command: str, state: PetitionState) -> Reply:
    """Without a code: the oldest petitions that wait for this step."""
    found = petitions.in_state(turn.work, turn.commune_id, state, limit=SHOWN)
    offered = [Choice(label=one.code or "", value=f"{command} {one.code}") for one in found]
    shown = key if found else f"{key}-none"
    return turn.reply(shown, choices=[*offered, to_work(turn)])
