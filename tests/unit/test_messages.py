"""A reply comes back from the outbox as it went in."""

import json

from hypothesis import given
from hypothesis import strategies as st

from handlers.messages import Choice, File, Reply

_words = st.text(max_size=20)
_choices = st.builds(Choice, label=_words, value=_words, url=_words)
_files = st.builds(File, attachment=st.integers(1), name=_words, mime=_words, size=st.integers(0))
_pairs = st.lists(st.tuples(_words, _words), max_size=3).map(tuple)
_replies = st.builds(
    Reply,
    text=_words,
    title=_words,
    facts=_pairs,
    choices=st.lists(_choices, max_size=3).map(tuple),
    files=st.lists(_files, max_size=2).map(tuple),
    sensitive=st.booleans(),
    menu=_pairs,
)


@given(_replies)
def test_a_reply_survives_json(reply: Reply) -> None:
    assert Reply.from_json(json.loads(json.dumps(reply.to_json()))) == reply


def test_empty_parts_are_left_out() -> None:
    assert Reply(text="Xin chào").to_json() == {"text": "Xin chào"}


def test_facts_are_lines_where_no_table_can_be_drawn() -> None:
    reply = Reply(text="Gửi chứ?", facts=(("Mã", "VH26-0042"), ("Thôn", "Đông")))

    assert reply.lines == "Mã: VH26-0042\nThôn: Đông\n\nGửi chứ?"
