"""The kinds of notices that a person may get of their own petition or of a conference.

A channel that can only send prepared texts (a template of Zalo's) is configured by these names, and
by the names of the values that each brings.
"""

PETITION = frozenset(
    {
        "accepted",
        "answer",
        "answer-corrected",
        "answer-prepared",
        "assigned",
        "author-hidden",
        "author-named",
        "boxed",
        "classified",
        "conclusion",
        "dates",
        "declined",
        "declined-other",
        "documents",
        "extended",
        "given-back",
        "passed-on",
        "placed",
        "placed-anew",
        "reopened",
        "seat-granted",
        "seat-promoted",
        "seat-refused",
        "seat-refused-other",
        "seat-undone",
        "seat-waiting",
        "submitted-upward",
        "task-received",
        "undone",
    }
)
# Steps on the way: passed on to other channels, but nobody is called by telephone for them.
MINOR = frozenset(
    {
        "assigned",
        "author-hidden",
        "classified",
        "given-back",
        "seat-undone",
        "task-received",
        "undone",
    }
)
CONFERENCE = frozenset({"conference"})
# Every notice that has no kind of its own: those to staff above all, whom nothing else reaches on
# such a channel when they have not written for a week.
OTHER = "other"
KINDS = PETITION | CONFERENCE | {OTHER}
# Of a petition its code and its author; of a conference its title, time and place; of any other
# notice only its own words.
PETITION_VALUES = frozenset({"code", "name", "phone", "commune", "date", "text", "link"})
CONFERENCE_VALUES = frozenset({"title", "time", "place", "commune", "date", "text", "link"})
OTHER_VALUES = frozenset({"title", "text"})


def kind_of(key: str) -> str:
    """By which name a notice of the catalogue is configured."""
    if key.startswith("conference-news-"):
        return "conference"
    if key.startswith("conclusion-told-"):
        return "conclusion"
    return key.removeprefix("notice-").replace("_", "-")


def values_of(kind: str) -> frozenset[str]:
    """Which values a notice of this kind brings."""
    if kind == OTHER:
        return OTHER_VALUES
    return CONFERENCE_VALUES if kind in CONFERENCE else PETITION_VALUES
