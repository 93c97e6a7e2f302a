"""Sending: the draft becomes a petition with a code, a secret, and dates that are promised."""

from dialogue.petition import PetitionEvent, PetitionState, after
from handlers.intake import draft
from handlers.messages import Reply
from handlers.petition.afterwards import take_up
from handlers.petition.code import next_code
from handlers.petition.conference import regulation_of
from handlers.petition.law import stated
from handlers.petition.own_way import has_own_way
from handlers.petition.promises import promised, promises
from handlers.petition.record import record
from handlers.petition.secret import secret_hash
from handlers.turn import Turn
from storage import petitions
from storage.known import known
from storage.plain import write
from storage.secrets import new_secret
from storage.tables import OpinionGroup, Petition


def submit(turn: Turn) -> list[Reply]:
    """Give the petition its code and say what happens next."""
    petition = petitions.held(turn.work, draft.current(turn))
    if petition is None:
        return [_gone(turn)]
    turn.draft = petition
    draft.keep(turn)
    secret, code = new_secret(), next_code(turn)
    write(
        turn.work,
        petition,
        code=code,
        secret_hash=secret_hash(turn, code, secret),
        state=after(PetitionState.DRAFT, PetitionEvent.SUBMIT),
        submitted_at=turn.now,
        changed_at=turn.now,
        **_regulation(turn, petition),
    )
    _remember_person(turn, petition)
    _record(turn, petition)
    take_up(turn, petition)
    return [_receipt(turn, petition, secret)]


def _gone(turn: Turn) -> Reply:
    """A second code in the place of the first would make the first receipt worthless."""
    ways = [turn.command("menu-mine", "/cuatoi"), turn.command("menu-home", "/start")]
    return turn.reply("intake-sent-elsewhere", choices=ways)


def _regulation(turn: Turn, petition: Petition) -> dict[str, str]:
    """The regulation as it is today is the one that its decisions name."""
    regulation = regulation_of(turn, petition)
    if regulation is None:
        return {}
    return {"regulation_id": regulation.id, "regulation_version": regulation.version}


def _remember_person(turn: Turn, petition: Petition) -> None:
    """The next petition need not ask again; the name by which an officer decides stays."""
    person = turn.person
    write(
        turn.work,
        person,
        name=person.name if turn.duties else petition.name,
        position=petition.position,
        village_id=petition.village_id,
        phone=petition.phone or person.phone,
    )


def _record(turn: Turn, petition: Petition) -> None:
    """Two decisions, two lines: the opinion is in, and what a rule said of the seat."""
    record(turn, petition, "submitted")
    if petition.seat == "refused":
        record(
            turn,
            petition,
            "seat_refused",
            rule=petition.seat_rule,
            clause=petition.seat_clause,
        )
    if petition.group_id is not None:
        group = known(turn.work, OpinionGroup, petition.commune_id, petition.group_id)
        record(turn, petition, "grouped", note=group.title)


def _receipt(turn: Turn, petition: Petition, secret: str) -> Reply:
    next_steps = promises(turn, petition, promised(turn, petition))
    return turn.reply(
        "intake-receipt",
        choices=[
            turn.command("menu-follow", f"/xem {petition.code}"),
            turn.command("menu-home", "/start"),
        ],
        facts=[
            turn.fact("receipt-code", petition.code or ""),
            turn.fact("receipt-secret", secret),
        ],
        sensitive=True,
        seat=_seat_words(turn, petition),
        next="\n".join([*next_steps, *_own_way(turn, petition)]),
    )


def _own_way(turn: Turn, petition: Petition) -> list[str]:
    return [turn.say("receipt-own-way")] if has_own_way(turn, petition) else []


def _seat_words(turn: Turn, petition: Petition) -> str:
    if petition.seat == "not_wanted":
        return ""
    key = "receipt-seat-review" if petition.seat_review_asked else f"receipt-seat-{petition.seat}"
    clause = stated(turn, petition, petition.seat_rule, petition.seat_clause)
    return turn.say(key, clause=clause) + "\n"
