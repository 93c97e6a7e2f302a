"""What is sealed opens with the same key, for the same thing, unchanged; and with nothing else."""

import pytest

from bot.sealing import CannotOpen, Seal

KEY = b"k" * 32


def test_what_is_sealed_shows_nothing_and_opens_again() -> None:
    sealed = Seal(KEY).close("refresh-token", "zalo_oa 7")

    assert "refresh" not in sealed
    assert Seal(KEY).open(sealed, "zalo_oa 7") == "refresh-token"


def test_no_two_seals_are_alike() -> None:
    assert Seal(KEY).close("x", "a") != Seal(KEY).close("x", "a")


def test_another_key_or_another_purpose_opens_nothing() -> None:
    sealed = Seal(KEY).close("x", "zalo_oa 7")

    for seal, about in ((Seal(b"j" * 32), "zalo_oa 7"), (Seal(KEY), "zalo_oa 8")):
        with pytest.raises(CannotOpen):
            seal.open(sealed, about)


@pytest.mark.parametrize("sealed", ["", "x", "AAAA", "không", "2" + "A" * 60])
def test_what_was_changed_is_no_other_fault(sealed: str) -> None:
    with pytest.raises(CannotOpen):
        Seal(KEY).open(sealed, "zalo_oa 7")


def test_the_key_is_not_shown() -> None:
    assert "k" * 8 not in repr(Seal(KEY))
