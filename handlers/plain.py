"""A message for a channel that has nothing but short texts: no buttons, no files, no emphasis.

Choices become numbered lines, files become links, and what is too long becomes several messages.
"""

from collections.abc import Callable
from itertools import pairwise

from handlers.cutting import cut
from handlers.messages import File, Reply
from handlers.understand import numbered, written_out

# Gives the address at which a file can be opened by whom it is sent to.
LinkTo = Callable[[File], str]


def pages(reply: Reply, *, limit: int, link_to: LinkTo, is_last: bool = True) -> list[str]:
    """The message in texts of at most `limit` UTF-16 units, none of them empty.

    `is_last` for the message that a typed number would answer: the newest of the replies.
    """
    choices = numbered(reply.choices) if is_last else written_out(reply.choices)
    files = [f"{file.name}: {link_to(file)}" for file in reply.files]
    parts = (reply.title, reply.lines, *files, *choices)
    return _cut_up("\n".join(part for part in parts if part), limit)


def _cut_up(whole: str, limit: int) -> list[str]:
    borders = [0]
    while borders[-1] < len(whole):
        borders.append(cut(whole, borders[-1], limit))
    pieces = (whole[start:end].strip() for start, end in pairwise(borders))
    return [piece for piece in pieces if piece]
