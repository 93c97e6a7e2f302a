"""What `doithoai doctor` finds."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    what: str
    good: bool
    says: str

    def to_json(self) -> dict[str, Any]:
        """For programs."""
        return asdict(self)
