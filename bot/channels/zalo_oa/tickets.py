"""One-time links with which a person lets the program speak for an Official Account.

Nothing is kept of them: a ticket names the account, the pair of tokens that it replaces, and when
it ends, under a mark that only this installation can make. Once a new pair is there it is void.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

PATH = "/zalo/oa/consent"
# Until somebody who may do it at Zalo is found.
KEPT = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """Which account it is for, and which pair of its tokens is replaced."""

    account_id: int
    version: int


@dataclass(frozen=True, kw_only=True)
class Tickets:
    """Makes and reads them."""

    public_url: str
    key: bytes = field(repr=False)
    clock: Callable[[], datetime]

    def link(self, account_id: int, version: int) -> str:
        """What a person opens."""
        return f"{self.callback}/{self.made(account_id, version)}"

    @property
    def callback(self) -> str:
        """Where Zalo sends the person back to: as the app's console has it, letter by letter."""
        return self.public_url.rstrip("/") + PATH

    def made(self, account_id: int, version: int) -> str:
        """The ticket itself."""
        said = f"{account_id}-{version}-{int((self.clock() + KEPT).timestamp())}"
        return f"{said}-{self._mark(said)}"

    def read(self, given: str) -> Ticket | None:
        """What a ticket says; None for one that is forged or has ended."""
        said, _, mark = given.rpartition("-")
        if not hmac.compare_digest(mark.encode("utf-8", "replace"), self._mark(said).encode()):
            return None
        account_id, version, ends = map(int, said.split("-"))
        late = self.clock().timestamp() >= ends
        return None if late else Ticket(account_id=account_id, version=version)

    def verifier(self, given: str) -> str:
        """The secret that binds Zalo's code to this ticket (PKCE): 43 letters, never guessed."""
        secret = hmac.new(self.key, f"zalo verifier\0{given}".encode(), hashlib.sha256).digest()
        return urlsafe_b64encode(secret).rstrip(b"=").decode()

    def challenge(self, given: str) -> str:
        """What Zalo is shown of that secret beforehand."""
        shown = hashlib.sha256(self.verifier(given).encode()).digest()
        return urlsafe_b64encode(shown).rstrip(b"=").decode()

    def _mark(self, said: str) -> str:
        stated = f"zalo consent\0{said}".encode("utf-8", "replace")
        return hmac.new(self.key, stated, hashlib.sha256).hexdigest()[:40]
