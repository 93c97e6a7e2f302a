"""/lienhe: people whom no channel reaches, what they have to be told, and noting how they were."""

from dialogue.roles import Action
from handlers.messages import Choice, Reply
from handlers.pages import PAGE, around, page_of
from handlers.reading import whole_number
from handlers.refused import not_allowed, to_case, to_work
from handlers.turn import Turn
from locales.dates import short_time
from storage import audit, by_hand
from storage.tables import ByHand, Person, Petition

# How somebody was reached; each is a button with words of its own.
WAYS = ("goi", "gap", "giay", "khongduoc")
PAGES = "trang"


def reach(turn: Turn, argument: str = "") -> list[Reply]:
    """/lienhe [trang PAGE | NUMBER [HOW]]: the list, one of it, or noting how it was done."""
    if not turn.may(Action.REACH_BY_HAND):
        return [not_allowed(turn)]
    first, _, rest = argument.partition(" ")
    number = whole_number(first)
    if number is None:
        return [_list(turn, rest)]
    entry = by_hand.of_commune(turn.work, turn.commune_id, number)
    if entry is None:
        return [turn.reply("by-hand-unknown", choices=[_to_list(turn), to_work(turn)])]
    return _noted(turn, entry, rest) if rest in WAYS else [_one(turn, entry)]


def waiting(turn: Turn) -> list[Choice]:
    """A button to the list for those who reach people, where there is anybody on it."""
    if not turn.may(Action.REACH_BY_HAND):
        return []
    count = by_hand.count_open(turn.work, turn.commune_id)
    return [turn.command("by-hand.open", "/lienhe", count=count)] if count else []


def _list(turn: Turn, typed: str) -> Reply:
    total = by_hand.count_open(turn.work, turn.commune_id)
    if not total:
        return turn.reply("by-hand-empty", choices=[to_work(turn)])
    page = page_of(typed, total)
    rows = by_hand.page(turn.work, turn.commune_id, offset=page.offset, limit=PAGE)
    return turn.reply(
        "by-hand",
        choices=[
            *(_open(turn, entry) for entry, _ in rows),
            *around(turn, page, f"/lienhe {PAGES}"),
            to_work(turn),
        ],
        count=total,
        list="\n".join(_line(turn, entry, person) for entry, person in rows),
    )


def _line(turn: Turn, entry: ByHand, person: Person) -> str:
    return turn.say(
        "by-hand-line",
        number=str(entry.id),
        who=_name(turn, entry, person),
        time=short_time(entry.created_at),
        reason=_reason(turn, entry),
    )


def _one(turn: Turn, entry: ByHand) -> Reply:
    person = turn.work.session.get_one(Person, entry.person_id)
    petition = _petition(turn, entry)
    told = Reply.from_json(entry.body)
    phone = (petition.phone if petition else "") or person.phone
    ways = [
        turn.command(f"by-hand-way-{way}", f"/lienhe {entry.id} {way}")
        for way in WAYS
        if entry.done_at is None
    ]
    return turn.reply(
        "by-hand-one",
        facts=[
            turn.fact("by-hand-who", _name(turn, entry, person)),
            turn.fact("by-hand-phone", phone or turn.say("by-hand-no-phone")),
            turn.fact("by-hand-why", _reason(turn, entry)),
            *_done(turn, entry),
        ],
        choices=[
            *ways,
            *([to_case(turn, petition)] if petition else []),
            _to_list(turn),
            to_work(turn),
        ],
        files=told.files,
        text="\n".join(part for part in (told.title, told.lines) if part),
    )


def _noted(turn: Turn, entry: ByHand, way: str) -> list[Reply]:
    acting = turn.acting_as(Action.REACH_BY_HAND)
    if not by_hand.done(turn.work, entry, how=way, by=acting.id, now=turn.now):
        turn.work.session.refresh(entry)
        return [turn.reply("by-hand-was-done"), _one(turn, entry)]
    assert entry.id is not None
    audit.record(
        turn.work,
        commune_id=turn.commune_id,
        at=turn.now,
        action="reached_by_hand",
        subject="by_hand",
        subject_id=entry.id,
        staff_id=acting.id,
        how=way,
    )
    return [turn.reply("by-hand-noted", how=turn.say(f"by-hand-way-{way}")), _list(turn, "")]


def _done(turn: Turn, entry: ByHand) -> list[tuple[str, str]]:
    if entry.done_at is None:
        return []
    how = f"{turn.say(f'by-hand-way-{entry.how}')}, {short_time(entry.done_at)}"
    return [turn.fact("by-hand-done", how)]


def _name(turn: Turn, entry: ByHand, person: Person) -> str:
    petition = _petition(turn, entry)
    name = (petition.name if petition else "") or person.name or turn.say("by-hand-no-name")
    return f"{name} ({petition.code})" if petition else name


def _petition(turn: Turn, entry: ByHand) -> Petition | None:
    return turn.work.session.get(Petition, entry.petition_id) if entry.petition_id else None


def _reason(turn: Turn, entry: ByHand) -> str:
    """In words where there are any; a code of a platform stays as it is, for the operator."""
    known = turn.house.catalogue.find(turn.language, f"by-hand-reason-{entry.reason}")
    return known or turn.say("by-hand-reason-other", reason=entry.reason)


def _open(turn: Turn, entry: ByHand) -> Choice:
    return turn.command("by-hand-open", f"/lienhe {entry.id}", number=str(entry.id))


def _to_list(turn: Turn) -> Choice:
    return turn.command("by-hand-list", "/lienhe")
