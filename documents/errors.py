"""What can be wrong with a paper that is read.

Unreadable
"""


class Unreadable(Exception):
    """The file is no list that can be read; `reason` is a key of the catalogue."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, values
