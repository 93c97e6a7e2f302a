"""What a look at an account finds: nothing, or one reason why it does not carry messages."""

from datetime import timedelta

# A webhook's last fault counts while it is as young as this.
RECENT = timedelta(minutes=30)


class Unsound(Exception):
    """The account does not carry messages; `why` is a word that the catalogue knows.

    token        the platform refuses what we show
    consent      a person has to consent anew
    webhook      the platform cannot call us, or calls somebody else
    taken        another program takes this account's messages
    unreachable  no answer
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
