"""What can be wrong with a paper that is read, and with a template that one is made from.

Unreadable
BrokenTemplate
"""


class Unreadable(Exception):
    """The file is no list that can be read; `reason` is a key of the catalogue."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, values


class BrokenTemplate(Exception):
    """The template cannot be filled; `place` says what is wrong and the words around it."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place
