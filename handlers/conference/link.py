"""The link by which people join an online conference: set, changed, and told to who joins."""

from statemachine import State

from dialogue.conference_life import AHEAD, ConferenceEvent, ConferenceState
from dialogue.names import Form
from handlers import converse
from handlers.conference import news, view
from handlers.conference.record import acting, is_allowed, record
from handlers.conference.typed_link import LONGEST_LINK, typed_link
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.messages import Reply
from handlers.reading import said
from handlers.refused import not_allowed
from handlers.turn import Answer, Turn
from storage import conferences
from storage.errors import Outdated
from storage.tables import Conference

# It may break while the conference lasts, so it is changed even then.
LINKABLE = (
    ConferenceState.DRAFT,
    *AHEAD,
    ConferenceState.POSTPONED,
    ConferenceState.IN_SESSION,
)


def may_set(turn: Turn, conference: Conference) -> bool:
    """Whether this person may change the link of this conference, and it can have one."""
    is_online = conference.form == Form.TRUC_TUYEN and conference.state in LINKABLE
    return is_online and is_allowed(turn, ConferenceEvent.CHANGE)


def begin(turn: Turn, conference: Conference) -> list[Reply]:
    """Ask for it; what else this conference can do is shown where it has no link."""
    if not is_allowed(turn, ConferenceEvent.CHANGE):
        return [not_allowed(turn)]
    if not may_set(turn, conference):
        return [turn.reply("join-not-online"), view.show(turn, conference)]
    return converse.begin(turn, JoinLink, conference=conference.id, version=conference.version)


def ask_link(turn: Turn) -> Reply:
    conference = _conference_of(turn)
    return turn.reply(
        "join-ask-link",
        "cancel",
        code=conference.code,
        link=conference.join_link or turn.say("join-none"),
    )


def read_link(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == "cancel":
        return said("cancel")
    link = typed_link(answer.text)
    if link is None or answer.files:
        return Misread(key="join-link-needed", values={"longest": LONGEST_LINK})
    return said("give_link", link=link)


class JoinLink(Conversation):
    """One question."""

    staff = True

    opening = State(initial=True)
    asking_link = State()
    kept = State(final=True)
    left = State(final=True)

    begin = opening.to(asking_link)
    give_link = asking_link.to(kept)
    cancel = asking_link.to(left)

    questions = {"asking_link": Question(ask=ask_link, read=read_link)}

    def on_give_link(self, turn: Turn, link: str) -> None:
        turn.said.extend(_keep(turn, _conference_of(turn), link))

    def on_cancel(self, turn: Turn) -> None:
        dropped = turn.reply("plan-dropped", choices=view.ways(turn))
        turn.said.extend([dropped, view.show(turn, _conference_of(turn))])


def _keep(turn: Turn, conference: Conference, link: str) -> list[Reply]:
    if not is_allowed(turn, ConferenceEvent.CHANGE):  # a role may have gone meanwhile
        return [not_allowed(turn)]
    if link == conference.join_link:
        return [turn.reply("join-same"), view.show(turn, conference)]
    if not may_set(turn, conference):
        return view.outdated(turn, conference)
    try:
        conferences.change(turn.work, conference, turn.data["version"], join_link=link)
    except Outdated:
        return view.outdated(turn, conference)
    return [_tell(turn, conference), view.show(turn, conference)]


def _tell(turn: Turn, conference: Conference) -> Reply:
    """Of a draft nobody knows, and without a day nobody can come: they hear it with the rest."""
    is_told = conference.state in (*AHEAD, ConferenceState.IN_SESSION)
    by = acting(turn, ConferenceEvent.CHANGE)
    line = record(turn, conference, "link_changed", by=by, told=is_told)
    if is_told:
        news.queue(turn, conference, line)
    return turn.reply("conference-changed-told" if is_told else "conference-changed")


def _conference_of(turn: Turn) -> Conference:
    return turn.work.session.get_one(Conference, turn.data["conference"])
