"""What can go wrong with the database, as its callers need to tell it apart.

StorageError
├── Unavailable   away, locked, full or read-only: nothing was saved, try again later
└── Outdated      another acted first: the row is no longer what the caller saw
"""


class StorageError(Exception):
    """The database did not do what was asked; nothing of it was saved."""


class Unavailable(StorageError):
    """The database cannot save now (away, locked, full, read-only); nothing is lost by waiting."""


class Outdated(StorageError):
    """The row has changed since it was read."""
