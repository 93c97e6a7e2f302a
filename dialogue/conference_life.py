"""The life of a conference, from its plan to its archived dossier."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from statemachine import StateMachine
from statemachine.states import States

from dialogue.errors import NotAllowed
from dialogue.names import Form, Kind
from dialogue.roles import Action, Actor, Mover
from dialogue.transitions import allows, by, follow, table_of


class ConferenceState(StrEnum):
    """Published vocabulary: rows hold these names, so a name is migrated, never just dropped."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    REGISTRATION_OPEN = "registration_open"
    REGISTRATION_CLOSED = "registration_closed"
    IN_SESSION = "in_session"
    CONCLUDED = "concluded"
    REPLIES_DUE = "replies_due"
    ARCHIVED = "archived"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    DISCARDED = "discarded"


class ConferenceEvent(StrEnum):
    ANNOUNCE = "announce"
    OPEN_REGISTRATION = "open_registration"
    CLOSE_REGISTRATION = "close_registration"
    REOPEN_REGISTRATION = "reopen_registration"
    CHANGE = "change"
    DELEGATE = "delegate"
    POSTPONE = "postpone"
    RESCHEDULE = "reschedule"
    CANCEL = "cancel"
    DISCARD = "discard"
    BEGIN_SESSION = "begin_session"
    CONCLUDE = "conclude"
    ISSUE_NOTICE = "issue_notice"
    ARCHIVE = "archive"


class Conference(StateMachine):
    """StateMachine, not StateChart: an event that the state does not take must raise.

    The chair's conclusion ends the session, so nothing lies between the two. A draft of which
    nobody was told is thrown away, not cancelled. `ONLY` and `NEVER` say which kind
    and form go which way.
    """

    _ = States.from_enum(
        ConferenceState,
        initial=ConferenceState.DRAFT,
        final={ConferenceState.ARCHIVED, ConferenceState.CANCELLED, ConferenceState.DISCARDED},
        use_enum_instance=True,
    )

    announce = _.DRAFT.to(_.ANNOUNCED)
    open_registration = _.ANNOUNCED.to(_.REGISTRATION_OPEN)
    close_registration = _.REGISTRATION_OPEN.to(_.REGISTRATION_CLOSED)
    reopen_registration = _.REGISTRATION_CLOSED.to(_.REGISTRATION_OPEN)

    # What was changed is told to those who know of it; the state stays.
    change = (
        _.DRAFT.to.itself()
        | _.ANNOUNCED.to.itself()
        | _.REGISTRATION_OPEN.to.itself()
        | _.REGISTRATION_CLOSED.to.itself()
        | _.POSTPONED.to.itself()
    )
    # To the head's own deputy (hai-phong-13-hd V.1(4)), at any moment before the conclusion.
    delegate = (
        _.DRAFT.to.itself()
        | _.ANNOUNCED.to.itself()
        | _.REGISTRATION_OPEN.to.itself()
        | _.REGISTRATION_CLOSED.to.itself()
        | _.POSTPONED.to.itself()
        | _.IN_SESSION.to.itself()
    )

    # A session may break off, and goes on on another day.
    postpone = _.POSTPONED.from_(
        _.ANNOUNCED, _.REGISTRATION_OPEN, _.REGISTRATION_CLOSED, _.IN_SESSION
    )
    reschedule = _.POSTPONED.to(_.ANNOUNCED)
    cancel = _.CANCELLED.from_(_.ANNOUNCED, _.REGISTRATION_OPEN, _.REGISTRATION_CLOSED, _.POSTPONED)
    discard = _.DRAFT.to(_.DISCARDED)

    begin_session = _.IN_SESSION.from_(
        _.DRAFT, _.ANNOUNCED, _.REGISTRATION_OPEN, _.REGISTRATION_CLOSED
    )
    conclude = _.CONCLUDED.from_(_.IN_SESSION, _.ANNOUNCED, _.REGISTRATION_CLOSED)
    issue_notice = _.CONCLUDED.to(_.REPLIES_DUE)
    archive = _.REPLIES_DUE.to(_.ARCHIVED)


TABLE = table_of(Conference)

WHO: Mapping[str, frozenset[Actor]] = MappingProxyType(
    {
        ConferenceEvent.ANNOUNCE: by(Action.MANAGE_CONFERENCE),
        ConferenceEvent.OPEN_REGISTRATION: by(Action.MANAGE_CONFERENCE),
        ConferenceEvent.CLOSE_REGISTRATION: by(Action.MANAGE_CONFERENCE, Mover.CLOCK),
        ConferenceEvent.REOPEN_REGISTRATION: by(Action.MANAGE_CONFERENCE),
        ConferenceEvent.CHANGE: by(Action.MANAGE_CONFERENCE),
        ConferenceEvent.DELEGATE: by(Action.DELEGATE),
        ConferenceEvent.POSTPONE: by(Action.MANAGE_CONFERENCE),
        ConferenceEvent.RESCHEDULE: by(Action.MANAGE_CONFERENCE),
        ConferenceEvent.CANCEL: by(Action.MANAGE_CONFERENCE),
        ConferenceEvent.DISCARD: by(Action.MANAGE_CONFERENCE),
        ConferenceEvent.BEGIN_SESSION: by(Action.RUN_SESSION),
        ConferenceEvent.CONCLUDE: by(Action.CONCLUDE),
        ConferenceEvent.ISSUE_NOTICE: by(Action.CONCLUDE),
        ConferenceEvent.ARCHIVE: by(Action.EXPORT_DOSSIER),
    }
)

# An extraordinary conference need not be announced widely (hai-phong-13-hd V.2*); an indirect one,
# by letters or through organisations (III.2), is concluded without a session.
ONLY: Mapping[tuple[str, str], Kind | Form] = MappingProxyType(
    {
        (ConferenceState.DRAFT, ConferenceEvent.BEGIN_SESSION): Kind.DOT_XUAT,
        (ConferenceState.ANNOUNCED, ConferenceEvent.CONCLUDE): Form.GIAN_TIEP,
        (ConferenceState.REGISTRATION_CLOSED, ConferenceEvent.CONCLUDE): Form.GIAN_TIEP,
    }
)

NEVER: Mapping[str, Form] = MappingProxyType({ConferenceEvent.BEGIN_SESSION: Form.GIAN_TIEP})

# People know of it, and it has neither begun nor been called off.
AHEAD = frozenset(
    {
        ConferenceState.ANNOUNCED,
        ConferenceState.REGISTRATION_OPEN,
        ConferenceState.REGISTRATION_CLOSED,
    }
)

# It will not be held: nothing of it is due, and what was sent to it may go to another one.
NOT_HELD = frozenset({ConferenceState.CANCELLED, ConferenceState.DISCARDED})

# Its day says nothing any more: none is promised by it.
WITHOUT_DAY = NOT_HELD | {ConferenceState.POSTPONED}

# It was held, or will not be: no seat at it is decided on any more.
PAST = NOT_HELD | {
    ConferenceState.CONCLUDED,
    ConferenceState.REPLIES_DUE,
    ConferenceState.ARCHIVED,
}

# Nothing is done about it any more.
OVER = NOT_HELD | {ConferenceState.ARCHIVED}


def after(
    state: ConferenceState | str,
    event: ConferenceEvent | str,
    *,
    kind: Kind | str,
    form: Form | str,
) -> ConferenceState:
    """The state that follows; NotAllowed where the state, kind or form does not take the event."""
    if not suits(state, event, kind=kind, form=form):
        raise NotAllowed(state, event)
    return ConferenceState(follow(TABLE, state, event))


def may(
    state: ConferenceState | str,
    event: ConferenceEvent | str,
    actor: Actor | None = None,
    *,
    kind: Kind | str,
    form: Form | str,
) -> bool:
    """Whether such a conference takes the event; with `actor`, whether it is theirs to send."""
    taken = (state, event) in TABLE and suits(state, event, kind=kind, form=form)
    return taken and allows(WHO, event, actor)


def suits(
    state: ConferenceState | str,
    event: ConferenceEvent | str,
    *,
    kind: Kind | str,
    form: Form | str,
) -> bool:
    """Whether a conference of this kind and form goes this way (`ONLY`, `NEVER`)."""
    needed = ONLY.get((state, event))
    return NEVER.get(event) != form and (needed is None or needed in (kind, form))
