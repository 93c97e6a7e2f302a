"""Codes and secrets: readable aloud, and worth nothing to who reads the database."""

import pytest

from storage.secrets import (
    CLEAR,
    INVITATION_LENGTH,
    SECRET_LENGTH,
    keyed_hash,
    matches,
    new_invitation,
    new_secret,
    tidy,
)

KEY, OTHER = b"k" * 32, b"o" * 32


def test_no_character_is_taken_for_another() -> None:
    """Of each pair that looks or sounds alike at most one is used, and all are upper case."""
    for alike in ("0OQ", "1IL", "2Z", "5S", "8B"):
        assert len(set(alike) & set(CLEAR)) <= 1, alike
    assert not set("0O1IL2Z5S8B") & set(CLEAR)
    assert len(set(CLEAR)) == len(CLEAR)
    assert CLEAR.upper() == CLEAR


def test_a_secret_is_six_clear_characters() -> None:
    """Short enough to be read over the telephone."""
    secrets = {new_secret() for _ in range(500)}

    assert {len(secret) for secret in secrets} == {SECRET_LENGTH} == {6}
    assert set("".join(secrets)) == set(CLEAR)
    assert len(secrets) > 490


def test_an_invitation_is_shown_in_two_groups() -> None:
    """XXXXX-XXXXX."""
    first, second = new_invitation().split("-")

    assert len(first) + len(second) == INVITATION_LENGTH
    assert set(first + second) <= set(CLEAR)


@pytest.mark.parametrize(
    "typed",
    [
        "4FHK7Q",
        "4fhk7q",
        " 4FH K7Q ",
        "4FH-K7Q",
        "4fh–k7q",
        "4.f.h.k.7.q",
        "４ＦＨＫ７Ｑ",
        "4fhk7q\n",
    ],
)
def test_what_was_meant_is_understood(typed: str) -> None:
    """Lower case, spaces, dashes of every kind and full-width letters are the same secret."""
    assert tidy(typed) == "4FHK7Q"
    assert keyed_hash(KEY, "petition", typed) == keyed_hash(KEY, "petition", "4FHK7Q")


@pytest.mark.parametrize("typed", ["", "-", "🏘", "\ud83d", "\0", "ệ"])
def test_nonsense_is_hashed_like_anything_else(typed: str) -> None:
    """Whatever is typed is a wrong secret, never a fault."""
    assert not matches(keyed_hash(KEY, "petition", "4FHK7Q"), keyed_hash(KEY, "petition", typed))


def test_a_hash_depends_on_key_purpose_and_value() -> None:
    """A secret of one petition's kind opens nothing of another, nor in another installation."""
    made = [
        keyed_hash(KEY, "petition:1", "4FHK7Q"),
        keyed_hash(OTHER, "petition:1", "4FHK7Q"),
        keyed_hash(KEY, "petition:2", "4FHK7Q"),
        keyed_hash(KEY, "petition:1", "4FHK7R"),
        keyed_hash(KEY, "petition:14", "FHK7Q"),
    ]

    assert len(set(made)) == 5
    assert all(len(one) == 64 for one in made)


def test_what_has_no_secret_is_matched_by_none() -> None:
    """A petition entered by hand has no secret until it is renewed."""
    assert not matches(None, keyed_hash(KEY, "petition", ""))
    assert matches(keyed_hash(KEY, "a", "b"), keyed_hash(KEY, "a", "b"))
