"""What it takes to say something to the people of a commune, asked or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from handlers.house import House
from handlers.messages import Choice, File, Reply
from locales import dates
from storage.tables import Commune
from storage.work import Work


@dataclass(kw_only=True)
class Voice:
    """The means to say something, inside one transaction; a `Turn` is one that answers."""

    work: Work
    house: House
    now: datetime
    commune: Commune

    @property
    def language(self) -> str:
        """The language in which the commune's people are spoken to."""
        return self.commune.language

    @property
    def page(self) -> str:
        """The address of the commune's web chat; "" where nobody could open it."""
        url = self.house.public_url
        return f"{url.rstrip('/')}/c/{self.commune.code}" if url else ""

    def say(self, key: str, /, **values: object) -> str:
        """A text of the catalogue in this language."""
        return self.house.catalogue.text(self.language, key, **values)

    def reply(
        self,
        key: str,
        /,
        *labels: str,
        facts: Sequence[tuple[str, str]] = (),
        choices: Sequence[Choice] = (),
        files: Sequence[File] = (),
        sensitive: bool = False,
        **values: object,
    ) -> Reply:
        """The message `key` with its title, and a button for each label that it has by name.

        `labels` are attribute names of the message; each becomes a choice with that value.
        """
        title = self.house.catalogue.find(self.language, f"{key}.title", **values) or ""
        named = [Choice(label=self.say(f"{key}.{label}"), value=label) for label in labels]
        return Reply(
            text=self.say(key, **values),
            title=title,
            facts=tuple(facts),
            choices=(*choices, *named),
            files=tuple(files),
            sensitive=sensitive,
        )

    def fact(self, key: str, value: str) -> tuple[str, str]:
        """A line of a table: the name from the catalogue, and its value."""
        return self.say(key), value

    def command(self, label_key: str, command: str, /, **values: object) -> Choice:
        """A button that carries a command, labelled from the catalogue."""
        return Choice(label=self.say(label_key, **values), value=command)

    def date(self, day: date) -> str:
        """A day in full."""
        return dates.full_date(day, self.language)

    def time(self, moment: datetime) -> str:
        """A moment in full."""
        return dates.full_time(moment, self.language)
