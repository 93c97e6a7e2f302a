"""/kenh: one person on several channels; where news goes first, joining another, parting again.

A channel is joined by a code that is made at one and typed, or opened, at the other. Who holds a
role joins nothing: a role is taken where its own code was typed.
"""

from dataclasses import replace

from handlers.messages import Choice, Lane, Reply
from handlers.reading import whole_number
from handlers.turn import Turn
from locales.dates import short_time
from storage import addresses, attempts, conversations, linking, outbox, staff
from storage.secrets import keyed_hash, new_invitation
from storage.tables import Address, Person

# Before the code in a link that opens the web chat.
LINK = "n"
MAKE, PREFER, AGREE, PART = "noi", "nhan", "dongy", "tach"
# What people cannot send here but could on the page; a sticker says nothing there either.
ELSEWHERE = frozenset({"unknown", "video"})
POOR = frozenset({"zalo_bot", "zalo_oa"})
WEB = "web"
WRONG_CODES = 5
_PURPOSE = "channel link"


def manage(turn: Turn, argument: str = "") -> list[Reply]:
    """/kenh [noi | nhan NUMBER | CODE | dongy CODE | tach]."""
    verb, _, rest = argument.partition(" ")
    if not argument:
        return [_shown(turn)]
    if verb == PREFER:
        return [_preferred(turn, whole_number(rest))]
    if turn.duties:
        return [turn.reply("channels-staff", choices=[_home(turn)])]
    if verb == MAKE:
        return [_made(turn)]
    if verb == PART:
        return [_parted(turn)]
    return _joining(turn, rest or verb, agreed=verb == AGREE)


def with_another_way(turn: Turn, replies: list[Reply]) -> list[Reply]:
    """Where a channel carries no files: the page, as the same person in the same conversation."""
    poor = turn.incoming.channel in POOR and turn.incoming.payload in ELSEWHERE
    if not poor or turn.duties or not turn.house.public_url:
        return replies
    *before, last = replies
    way = Choice(label=turn.say("channels-elsewhere"), url=_link(turn, _new_code(turn)))
    return [*before, replace(last, choices=(*last.choices, way))]


def _shown(turn: Turn) -> Reply:
    known = linking.ways(turn.work, turn.commune_id, _person(turn))
    several = len(known) > 1
    prefer = [
        turn.command(f"channels-prefer-{channel}", f"/kenh {PREFER} {address.id}")
        for address, channel in known[1:]
        if address.unreachable_since is None
    ]
    part = [turn.command("channels-part", f"/kenh {PART}")] if several else []
    return turn.reply(
        "channels",
        choices=[*prefer, turn.command("channels-join", f"/kenh {MAKE}"), *part, _home(turn)],
        list="\n".join(_line(turn, *way, first=way[0] is known[0][0]) for way in known),
    )


def _line(turn: Turn, address: Address, channel: str, *, first: bool) -> str:
    here = turn.say("channels-here") if address.id == turn.address.id else ""
    news = turn.say("channels-first") if first else ""
    gone = turn.say("channels-gone") if address.unreachable_since else ""
    return turn.say(
        "channels-line",
        channel=turn.say(f"channel-{channel}"),
        time=short_time(address.last_seen_at),
        notes="".join(f" ({note})" for note in (here, news, gone) if note),
    )


def _preferred(turn: Turn, number: int | None) -> Reply:
    known = linking.ways(turn.work, turn.commune_id, _person(turn))
    for address, channel in known:
        if address.id == number:
            address.preferred_at = turn.now
            name = turn.say(f"channel-{channel}")
            return turn.reply("channels-preferred", choices=[_home(turn)], channel=name)
    return _shown(turn)


def _made(turn: Turn) -> Reply:
    code = _new_code(turn)
    pages = turn.house.public_url and turn.incoming.channel != WEB
    page = [Choice(label=turn.say("channels-open-page"), url=_link(turn, code))] if pages else []
    minutes = linking.LIFETIME.total_seconds() // 60
    return turn.reply(
        "channels-code",
        choices=[*page, _home(turn)],
        sensitive=True,
        command=f"/kenh {code}",
        minutes=round(minutes),
    )


def _joining(turn: Turn, code: str, *, agreed: bool) -> list[Reply]:
    subject = f"channels:{turn.address.id}"
    if _barred(turn, subject):
        return [turn.reply("channels-barred", choices=[_home(turn)])]
    hashed = _hash(turn, code)
    there = linking.look(turn.work, turn.commune_id, hashed, turn.now)
    if there is None:
        attempts.record(turn.work, turn.commune_id, subject, turn.now)
        return [turn.reply("channels-wrong", choices=[_home(turn)])]
    if there.person_id == turn.person.id:
        return [turn.reply("channels-same", choices=[_home(turn)])]
    if staff.active(turn.work, turn.commune_id, there.person_id):  # since the code was made
        return [turn.reply("channels-staff", choices=[_home(turn)])]
    if linking.has_sent(turn.work, turn.address):
        return [turn.reply("channels-has-own", choices=[_home(turn)])]
    if not agreed:
        agree = turn.command("channels-agree", f"/kenh {AGREE} {code}")
        return [turn.reply("channels-sure", choices=[agree, _home(turn)])]
    return [_joined(turn, there, hashed)]


def _joined(turn: Turn, there: Address, hashed: str) -> Reply:
    if not linking.use_up(turn.work, turn.commune_id, hashed, turn.now):
        return turn.reply("channels-wrong", choices=[_home(turn)])
    linking.join(turn.work, turn.address, there)
    turn.person = turn.work.session.get_one(Person, there.person_id)
    _take_over(turn, there)
    notice = turn.reply(
        "channels-was-joined",
        choices=[turn.command("channels-show", "/kenh")],
        channel=turn.say(f"channel-{turn.incoming.channel}"),
    )
    outbox.put(
        turn.work,
        there,
        lane=Lane.NOTICE,
        key=f"channels:{hashed[:16]}",
        body=notice.to_json(),
        now=turn.now,
    )
    return turn.reply("channels-joined", choices=[turn.command("channels-show", "/kenh")])


def _take_over(turn: Turn, there: Address) -> None:
    """Go on here with what was asked there."""
    other = conversations.open_at(turn.work, there, turn.now)
    if linking.take_question(turn.work, turn.conversation, other):
        turn.data.clear()
        turn.data.update(turn.conversation.data)


def _parted(turn: Turn) -> Reply:
    if len(addresses.of_person(turn.work, turn.commune_id, _person(turn))) > 1:
        turn.person = linking.part(turn.work, turn.address, turn.now)
        return turn.reply("channels-parted", choices=[_home(turn)])
    return _shown(turn)


def _new_code(turn: Turn) -> str:
    code = new_invitation()
    linking.make(turn.work, turn.address, _hash(turn, code), turn.now)
    return code


def _link(turn: Turn, code: str) -> str:
    page = turn.page
    return f"{page}?start={LINK}-{code}"


def _hash(turn: Turn, code: str) -> str:
    return keyed_hash(turn.house.key, _PURPOSE, code)


def _barred(turn: Turn, subject: str) -> bool:
    limits = turn.house.limits
    until = attempts.barred_until(
        turn.work,
        turn.commune_id,
        subject,
        turn.now,
        limit=WRONG_CODES,
        window=limits.wrong_secret_window,
    )
    return until is not None


def _person(turn: Turn) -> int:
    assert turn.person.id is not None
    return turn.person.id


def _home(turn: Turn) -> Choice:
    return turn.command("menu-home", "/start")
