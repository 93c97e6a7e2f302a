"""What happens to one event, inside one transaction.

1. Take it into the inbox; a redelivery ends here.
2. Find the address and lock its conversation (first contact makes them).
3. Understand it: a command, an answer to the open question, an edit, or news of the chat.
4. Let the handler answer; keep the conversation and queue every reply.
"""

import unicodedata
from dataclasses import replace
from datetime import datetime
from typing import Any

from handlers.house import House
from handlers.messages import NUMBERED, Incoming, Kind, Lane, Reply
from handlers.route import answer_event
from handlers.turn import Turn
from handlers.understand import remember_offer
from locales.accents import compose
from storage import addresses, conversations, inbox, outbox
from storage.addresses import Met
from storage.tables import Address
from storage.work import Work

# Control characters that no one types and PostgreSQL refuses (NUL) or terminals obey.
KEPT_CONTROLS = "\n\t"
# What of an event people write or press.
_SAID = ("text", "choice", "payload")


def receive(work: Work, house: House, incoming: Incoming) -> bool:
    """Handle `incoming`; False when it was handled before."""
    arrival = addresses.arrival(work, incoming.channel, incoming.account, incoming.address)
    if not inbox.take(work, arrival.account, incoming.event_id, incoming.received_at):
        return False
    met = addresses.meet(work, arrival, incoming.address, incoming.received_at)
    if not _is_news(work, met.address, incoming):
        _converse(work, house, met, _tidy(incoming))
    return True


def apologise(work: Work, house: House, incoming: Incoming) -> None:
    """After a fault of ours: the event counts as taken, and the person is told it was not saved."""
    arrival = addresses.arrival(work, incoming.channel, incoming.account, incoming.address)
    if not inbox.take(work, arrival.account, incoming.event_id, incoming.received_at):
        return
    met = addresses.meet(work, arrival, incoming.address, incoming.received_at)
    reply = Reply(text=house.catalogue.text(met.commune.language, "talk-not-saved"))
    _queue(work, met.address, incoming, [reply], incoming.received_at)


def _is_news(work: Work, address: Address, incoming: Incoming) -> bool:
    """News of the chat itself, which asks for no answer."""
    assert address.id is not None
    if incoming.kind is Kind.BLOCKED:
        addresses.mark_unreachable(work, address.id, "blocked", incoming.received_at)
    elif incoming.kind is Kind.MOVED:
        addresses.move(work, address.id, incoming.moved_to)
    return incoming.kind in (Kind.BLOCKED, Kind.MOVED, Kind.RETURNED)


def _converse(work: Work, house: House, met: Met, incoming: Incoming) -> None:
    now = incoming.received_at
    conversation = conversations.borrow(work, met.address, now)
    turn = Turn(
        work=work,
        house=house,
        now=now,
        incoming=incoming,
        account=met.account,
        address=met.address,
        person=met.person,
        commune=met.commune,
        conversation=conversation,
        data=dict(conversation.data),
    )
    replies = answer_event(turn)
    remember_offer(conversation, replies)
    conversation.data, conversation.changed_at = turn.data, now
    conversations.keep(work, conversation)
    _queue(work, met.address, incoming, replies, now)


def _queue(
    work: Work, address: Address, incoming: Incoming, replies: list[Reply], now: datetime
) -> None:
    for number, reply in enumerate(replies):
        key = f"reply:{address.account_id}:{incoming.event_id}:{number}"
        body = reply.to_json()
        if number == len(replies) - 1:
            body[NUMBERED] = True
        outbox.put(work, address, lane=Lane.REPLY, key=key, body=body, now=now)


def _tidy(incoming: Incoming) -> Incoming:
    files = tuple(replace(file, name=tidy_text(file.name)) for file in incoming.files)
    said = {name: getattr(incoming, name) for name in _SAID}
    tidied: dict[str, Any] = {name: tidy_text(text) for name, text in said.items()}
    return replace(incoming, **tidied, files=files) if files or tidied != said else incoming


def tidy_text(text: str) -> str:
    """Text as it may be stored: composed letters, no control characters, no lone surrogates."""
    if not text.isprintable():  # else there is nothing of the kind in it
        whole = text.encode("utf-8", "ignore").decode("utf-8")
        text = "".join(c for c in whole if c in KEPT_CONTROLS or unicodedata.category(c) != "Cc")
    return compose(text).strip()
