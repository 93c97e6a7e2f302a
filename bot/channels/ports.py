"""What a channel is given by the program, so that none has to know how it is built."""

from collections.abc import Awaitable, Callable

from handlers.messages import Incoming

# Handles one event; returns once what came of it is committed, so that it may be acknowledged.
# Raises storage.errors.Unavailable when nothing could be saved: then it must not be.
Receive = Callable[[Incoming], Awaitable[None]]
