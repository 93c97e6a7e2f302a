"""What can go wrong in the law.

DialogueError
├── LawFileError          one fault in a file of law
│   ├── RegulationError
│   └── CalendarError
├── InvalidLawFile        all the faults of one file
└── NotAllowed            an event that a state does not take
"""

from collections.abc import Sequence


class DialogueError(Exception):
    """The law cannot be applied."""


class LawFileError(DialogueError):
    """A file of law says something it may not."""

    def __init__(self, *, file: str, line: int, key: str, expected: str) -> None:
        super().__init__(f"{file}:{line}: {key}: {expected}")
        self.file = file
        self.line = line
        self.key = key
        self.expected = expected


class RegulationError(LawFileError):
    """A regulation's file says something it may not."""


class CalendarError(LawFileError):
    """A calendar's file says something it may not."""


class InvalidLawFile(DialogueError):
    """A file of law has faults, each of them listed."""

    def __init__(self, errors: Sequence[LawFileError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = tuple(errors)


class NotAllowed(DialogueError):
    """The state does not take this event."""

    def __init__(self, state: str, event: str) -> None:
        super().__init__(f"{event} is not allowed in {state}")
        self.state = state
        self.event = event
