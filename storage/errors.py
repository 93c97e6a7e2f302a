"""What can go wrong with the database, as its callers need to tell it apart.

StorageError
├── Unavailable   away, locked, full or read-only: nothing was saved, try again later
├── Outdated      another acted first: the row is no longer what the caller saw
├── NotStorable   a value that cannot be kept as JSON, and so not at all
└── Refused       not for this program, or not now: nothing was written, a person has to act
"""

from storage.troubles import Trouble


class StorageError(Exception):
    """The database did not do what was asked; nothing of it was saved."""


class Unavailable(StorageError):
    """The database cannot save now (away, locked, full, read-only); nothing is lost by waiting."""

    def __init__(self, said: str = "", trouble: Trouble = Trouble.UNKNOWN) -> None:
        super().__init__(said)
        self.trouble = trouble


class Outdated(StorageError):
    """The row has changed since it was read."""


class NotStorable(StorageError, TypeError):
    """What can be stored: text, numbers, True, False, None, and lists and mappings of these."""


class Refused(StorageError):
    """This program must not write to the database; the text says why, and what to do."""
