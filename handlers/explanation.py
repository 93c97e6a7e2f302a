"""Why a date is what it is: the steps of its counting, said line by line."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dialogue.clock import Step, StepKind
from dialogue.milestones import Milestone
from dialogue.regulation import Regulation
from locales.dates import full_date

Say = Callable[..., str]
CODE = "BLDS 2015, "
# These have a second text, with the decision, for where one is on record.
DECIDED = frozenset({StepKind.DAY_OFF, StepKind.WORKED_SATURDAY})
EVENTS = frozenset({"conference", "notice_issued", "notice_received"})
CITED = frozenset({StepKind.OTHER_WORDING, StepKind.LAXER_RULE})


def lines(
    milestone: Milestone, say: Say, *, language: str, regulations: Mapping[str, Regulation]
) -> list[str]:
    """The rule with its clause, our readings, each step, and what is provisional or projected.

    `say` is `Turn.say`, or a catalogue's `text` with its language.
    """
    telling = _Telling(milestone=milestone, say=say, language=language, regulations=regulations)
    return list(telling.lines())


def warnings(milestone: Milestone, say: Say, *, language: str) -> list[str]:
    """What the office should look at again; nothing of it is refused."""
    telling = _Telling(milestone=milestone, say=say, language=language, regulations={})
    doubts = (step for step in milestone.steps if step.kind is StepKind.CONFERENCE_EARLIER)
    return [telling.step(step) for step in doubts]


@dataclass(frozen=True, kw_only=True)
class _Telling:
    milestone: Milestone
    say: Say
    language: str
    regulations: Mapping[str, Regulation]

    def lines(self) -> Iterator[str]:
        yield self._rule()
        if self.milestone.ours:
            yield self.say("explain-ours")
        for reading in self.milestone.readings:
            yield self.say("explain-reading", reading=reading)
        yield from (self.step(step) for step in self.milestone.steps)
        yield from self._end()

    def step(self, step: Step) -> str:
        if step.kind is StepKind.START:
            return self._start(step)
        decided = step.kind in DECIDED and step.source
        return self.say(
            f"step-{step.kind}.decided" if decided else f"step-{step.kind}",
            title=self.milestone.title,
            **self._values(step),
        )

    def _rule(self) -> str:
        clause = self._cited(self.milestone.clause, self.milestone.regulation)
        if self.milestone.wording is None:
            return self.say("explain-clause", clause=clause)
        return self.say("explain-rule", wording=self.milestone.wording, clause=clause)

    def _start(self, step: Step) -> str:
        """How it is counted: the count gives the sentence, the start what it is counted from."""
        assert step.count is not None
        key = f"start-{step.name}" if step.name in EVENTS else "start-other"
        start = self.say(key, date=self._date(step.day))
        return self.say(f"count-{step.count}", start=start, days=step.days)

    def _values(self, step: Step) -> dict[str, object]:
        source = step.source or ""
        return {
            "date": self._date(step.day),
            "until": self._date(step.until),
            "name": self._name(step),
            "days": step.days,
            "year": step.year,
            "source": self._cited(source, step.regulation) if step.kind in CITED else source,
        }

    def _name(self, step: Step) -> str:
        return self.say(f"kind-{step.name}") if step.kind is StepKind.EXEMPT else step.name or ""

    def _end(self) -> Iterator[str]:
        """What the counting leans on; or that there is nothing to count."""
        if self.milestone.legal_due is None:
            if not self.milestone.exempt:
                yield self.say("explain-no-date")
            return
        if articles := self._articles():
            yield self.say("explain-code", articles=", ".join(articles))

    def _articles(self) -> list[str]:
        """The articles of the Civil Code that were used by analogy, each once."""
        sources = (step.source for step in self.milestone.steps)
        cited = (source for source in sources if source and source.startswith(CODE))
        found = (article for source in cited for article in source.removeprefix(CODE).split(", "))
        return sorted(dict.fromkeys(found))

    def _cited(self, clause: str, regulation_id: str | None) -> str:
        """A clause with the regulation that states it."""
        regulation = self.regulations.get(regulation_id or self.milestone.regulation)
        if regulation is None:
            return clause
        name = regulation.number or regulation.title
        return self.say("explain-cited", clause=clause, regulation=name)

    def _date(self, day: date | None) -> str:
        return full_date(day, self.language) if day else ""
