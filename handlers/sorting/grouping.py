"""/gom: similar opinions of a conference side by side; each keeps its words and its code."""

from collections.abc import Callable, Mapping, Sequence

from dialogue.roles import Action
from handlers import converse
from handlers.messages import Choice, Reply
from handlers.pages import PAGE, around, page_of
from handlers.petition.record import record
from handlers.petition.similar import nearest, suggestions
from handlers.petition.summary import excerpt
from handlers.reading import whole_number
from handlers.refused import not_allowed, to_work
from handlers.sorting.group_making import Grouping, note_group, taken_in
from handlers.turn import Turn
from storage import conferences, deadlines, groups, petitions
from storage.errors import Outdated
from storage.tables import Conference, OpinionGroup, Petition

SHORT = 120
Verb = Callable[[Turn, Conference, Sequence[str]], list[Reply]]


def group(turn: Turn, argument: str) -> list[Reply]:
    """/gom CONFERENCE [verb] [what]: the groups and suggestions, or one thing done with them."""
    if not turn.may(Action.GROUP):
        return [not_allowed(turn)]
    code, verb, *rest = [*argument.split(), "", ""]
    conference = conferences.by_code(turn.work, turn.commune_id, code.upper())
    if conference is None:
        return [_choose(turn)]
    act = VERBS.get(verb)
    return act(turn, conference, rest) if act else [_overview(turn, conference, verb)]


def _choose(turn: Turn) -> Reply:
    """The conferences whose opinions may be grouped."""
    found = deadlines.conferences(turn.work, turn.commune_id)
    offered = [Choice(label=f"{one.code}: {one.title}", value=f"/gom {one.code}") for one in found]
    key = "group-choose" if found else "group-choose-none"
    return turn.reply(key, choices=[*offered[:PAGE], to_work(turn)])


def _overview(turn: Turn, conference: Conference, typed: str = "") -> Reply:
    """First what may be grouped, then what is; eight to a page."""
    found = suggestions(turn, conference)
    made = groups.of_conference(turn.work, conference)
    offered = [
        *(_suggested(turn, conference, opinions) for opinions in found),
        *(_made(turn, conference, one, count) for one, count in made),
    ]
    page = page_of(typed, len(offered))
    return turn.reply(
        "group-overview",
        choices=[
            *page.of(offered),
            *around(turn, page, f"/gom {conference.code}"),
            turn.command("group-new", f"/gom {conference.code} moi"),
            to_work(turn),
        ],
        conference=conference.title,
        groups=len(made),
        suggestions=len(found),
    )


def _suggested(turn: Turn, conference: Conference, opinions: Sequence[Petition]) -> Choice:
    command = f"/gom {conference.code} goiy {opinions[0].code}"
    return turn.command("group-suggested", command, count=len(opinions), code=opinions[0].code)


def _made(turn: Turn, conference: Conference, one: OpinionGroup, count: int) -> Choice:
    command = f"/gom {conference.code} nhom {one.id}"
    return turn.command("group-open", command, title=one.title, count=count)


def _suggest(turn: Turn, conference: Conference, rest: Sequence[str]) -> list[Reply]:
    """One suggestion, which an officer confirms, shortens or leaves."""
    for opinions in suggestions(turn, conference):
        if rest[0].upper() in {opinion.code for opinion in opinions}:
            chosen = [opinion.id for opinion in opinions]
            return converse.begin(turn, Grouping, conference=conference.id, chosen=chosen)
    return [turn.reply("group-suggestion-gone"), _overview(turn, conference)]


def _new(turn: Turn, conference: Conference, rest: Sequence[str]) -> list[Reply]:
    return converse.begin(turn, Grouping, conference=conference.id, chosen=[])


def _open(turn: Turn, conference: Conference, rest: Sequence[str]) -> list[Reply]:
    one = groups.by_id(turn.work, conference, whole_number(rest[0]))
    if one is None:
        return [turn.reply("group-unknown"), _overview(turn, conference)]
    return [_shown(turn, conference, one, rest[1])]


def _shown(turn: Turn, conference: Conference, one: OpinionGroup, typed: str = "") -> Reply:
    """Each opinion with its code and its first words, and what may be done."""
    inside = groups.members(turn.work, one)
    page = page_of(typed, len(inside))
    shown = page.of(inside)
    base = f"/gom {conference.code}"
    publish = "thoicongbo" if one.published_at else "congbo"
    label = "group-unpublish" if one.published_at else "group-publish"
    return turn.reply(
        "group-view",
        choices=[
            turn.command(label, f"{base} {publish} {one.id}"),
            turn.command("group-add", f"{base} them {one.id}"),
            *(_out(turn, conference, one, opinion) for opinion in shown),
            *around(turn, page, f"{base} nhom {one.id}"),
            turn.command("group-back", base),
        ],
        title=one.title,
        count=len(inside),
        state=turn.say("group-state-published" if one.published_at else "group-state-own"),
        list=_lines(turn, shown),
    )


def _out(turn: Turn, conference: Conference, one: OpinionGroup, opinion: Petition) -> Choice:
    command = f"/gom {conference.code} bo {one.id} {opinion.code}"
    return turn.command("group-out", command, code=opinion.code)


def _lines(turn: Turn, opinions: Sequence[Petition]) -> str:
    return "\n".join(
        turn.say("group-line", code=opinion.code, words=excerpt(turn, opinion, SHORT))
        for opinion in opinions
    )


def _add(turn: Turn, conference: Conference, rest: Sequence[str]) -> list[Reply]:
    """With a code, that opinion; without, the eight that are most like the group."""
    one = groups.by_id(turn.work, conference, whole_number(rest[0]))
    if one is None:
        return [turn.reply("group-unknown"), _overview(turn, conference)]
    if rest[1]:
        return _added(turn, conference, one, rest[1])
    near = nearest(turn, conference, one)[:PAGE]
    offered = [
        Choice(
            label=opinion.code or "", value=f"/gom {conference.code} them {one.id} {opinion.code}"
        )
        for opinion in near
    ]
    back = turn.command("group-back-one", f"/gom {conference.code} nhom {one.id}")
    key = "group-ask-add" if near else "group-none-free"
    return [turn.reply(key, choices=[*offered, back], title=one.title, list=_lines(turn, near))]


def _added(turn: Turn, conference: Conference, one: OpinionGroup, code: str) -> list[Reply]:
    petition = petitions.by_code(turn.work, turn.commune_id, code.upper())
    ours = petition is not None and petition.conference_id == conference.id
    if petition is None or not ours or not taken_in(turn, one, petition):
        return [turn.reply("group-not-added"), _shown(turn, conference, one)]
    return [_shown(turn, conference, one)]


def _remove(turn: Turn, conference: Conference, rest: Sequence[str]) -> list[Reply]:
    """It stands alone again, as it was sent."""
    one = groups.by_id(turn.work, conference, whole_number(rest[0]))
    if one is None:
        return [turn.reply("group-unknown"), _overview(turn, conference)]
    petition = petitions.by_code(turn.work, turn.commune_id, rest[1].upper())
    if petition is not None and petition.group_id == one.id:
        try:
            petitions.change(turn.work, petition, petition.version, turn.now, group_id=None)
        except Outdated:
            return [turn.reply("group-not-added"), _shown(turn, conference, one)]
        record(turn, petition, "ungrouped", acting=turn.acting_as(Action.GROUP), note=one.title)
    return [_shown(turn, conference, one)]


def _publish(turn: Turn, conference: Conference, rest: Sequence[str]) -> list[Reply]:
    """Others are offered to add their voice; they see the title, never another person's words."""
    return _shown_to(turn, conference, rest, shown=True)


def _unpublish(turn: Turn, conference: Conference, rest: Sequence[str]) -> list[Reply]:
    return _shown_to(turn, conference, rest, shown=False)


def _shown_to(
    turn: Turn, conference: Conference, rest: Sequence[str], *, shown: bool
) -> list[Reply]:
    one = groups.by_id(turn.work, conference, whole_number(rest[0]))
    if one is None:
        return [turn.reply("group-unknown"), _overview(turn, conference)]
    if groups.publish(turn.work, one, turn.now if shown else None):
        kind = "group_published" if shown else "group_unpublished"
        note_group(turn, one, kind, turn.acting_as(Action.GROUP).id)
    return [_shown(turn, conference, one)]


VERBS: Mapping[str, Verb] = {
    "goiy": _suggest,
    "moi": _new,
    "nhom": _open,
    "them": _add,
    "bo": _remove,
    "congbo": _publish,
    "thoicongbo": _unpublish,
}
