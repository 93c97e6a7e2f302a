"""The kinds of notices by which templates are configured: all that there are, and as documented."""

import re
from pathlib import Path

from handlers.notice_kinds import KINDS, OTHER, kind_of
from locales.catalogue import FOLDER

ROOT = Path(__file__).parents[2]
KEY = re.compile(r"^((?:notice|conclusion-told)-[\w-]+) =", re.MULTILINE)
# For staff, a line or a button of another notice, for those whom a regulation names, or for whoever
# is in a session that goes on.
OTHERS = {
    "notice-conclusion",
    "notice-conclusion-line",
    "notice-graded",
    "notice-question-answered",
    "notice-question-called",
    "notice-question-left",
    "notice-question-queued",
    "notice-question-reconsidered",
    "notice-question-refused",
    "notice-question-written",
    "notice-role-changed",
    "notice-role-ended",
    "notice-stand-in",
    "notice-stand-in-left",
    "notice-stand-in-over",
    "notice-supply",
}


def test_every_notice_of_the_catalogue_has_a_kind() -> None:
    keys = {key for path in (FOLDER / "vi").glob("*.ftl") for key in KEY.findall(path.read_text())}

    assert {kind_of(key) for key in keys - OTHERS} == KINDS - {"conference", OTHER}


def test_the_document_names_every_kind() -> None:
    [line] = re.findall(r"^Kinds: (.*)\.$", (ROOT / "docs/zalo.md").read_text(), re.MULTILINE)

    assert set(re.findall(r"`([\w-]+)`", line)) == KINDS
