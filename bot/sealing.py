"""Seals what must not be read from a stolen database: tokens that let others speak for us."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12
# Which way of sealing it was, for the day when there is another.
_MARK = b"1"


class CannotOpen(Exception):
    """Sealed with another key, for another purpose, or changed since."""


@dataclass(frozen=True)
class Seal:
    """Seals with the installation's key; what is sealed `about` one thing opens for no other."""

    key: bytes = field(repr=False)

    def close(self, text: str, about: str) -> str:
        """`text`, sealed, as letters that any database keeps."""
        nonce = secrets.token_bytes(_NONCE)
        sealed = self._cipher().encrypt(nonce, text.encode(), about.encode())
        return urlsafe_b64encode(_MARK + nonce + sealed).decode()

    def open(self, sealed: str, about: str) -> str:
        """What was sealed; raises CannotOpen."""
        try:
            whole = urlsafe_b64decode(sealed.encode())
            mark, nonce, rest = whole[:1], whole[1 : 1 + _NONCE], whole[1 + _NONCE :]
            if mark != _MARK:
                raise CannotOpen
            return self._cipher().decrypt(nonce, rest, about.encode()).decode()
        except (ValueError, InvalidTag) as fault:
            raise CannotOpen from fault

    def print_of(self, text: str) -> str:
        """By which a text is known again without being kept."""
        return hmac.new(self.key, f"print\0{text}".encode(), hashlib.sha256).hexdigest()

    def _cipher(self) -> AESGCM:
        return AESGCM(hmac.new(self.key, b"seal\0aes-256-gcm", hashlib.sha256).digest())
