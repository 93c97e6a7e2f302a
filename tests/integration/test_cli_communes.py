"""`doithoai commune add`, `commune list` and `staff invite` on a folder of their own."""

from pathlib import Path

import pytest
from integration.cli_kit import Operator

from bot.console import DONE, WRONG_USE
from dialogue.roles import Role
from storage import communes, staff
from storage.secrets import keyed_hash
from storage.work import Work

ADD = ("commune", "add", "anbinh", "--name", "Xã An Bình", "--regulation", "mau")


@pytest.fixture
def operator(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Operator:
    return Operator.at(tmp_path, capsys, monkeypatch)


def villages(operator: Operator, code: str = "anbinh") -> list[str]:
    with operator.database() as database:
        return database.read_now(lambda work: [v.name for v in _of(work, code, "villages")])


def fields(operator: Operator, code: str = "anbinh") -> list[str]:
    with operator.database() as database:
        return database.read_now(lambda work: [f.name for f in _of(work, code, "fields")])


def _of(work: Work, code: str, kind: str) -> list[object]:
    commune = communes.by_code(work, code)
    assert commune is not None
    return list(getattr(communes, kind)(work, commune.id))


def test_at_first_there_is_no_commune(operator: Operator) -> None:
    assert operator.ask("commune", "list").document == []


def test_a_commune_that_was_added_is_listed(operator: Operator) -> None:
    made = operator.ask(*ADD)

    assert made.code == DONE
    assert made.document == {
        "code": "anbinh",
        "name": "Xã An Bình",
        "prefix": "ANBI",
        "regulation": "mau",
    }
    assert operator.ask("commune", "list").document == [made.document]


def test_a_person_is_told_address_and_codes_of_a_new_commune(operator: Operator) -> None:
    assert operator.run(*ADD).out == "Xã An Bình: /c/anbinh, codes ANBI…\n"


def test_adding_it_again_changes_what_is_stated(operator: Operator) -> None:
    operator.run(*ADD)
    again = operator.ask(
        "commune", "add", "anbinh", "--name", "Phường An Bình", "--regulation", "hai-phong-13-hd"
    )

    [listed] = operator.ask("commune", "list").document

    assert again.code == DONE
    assert listed["name"] == "Phường An Bình"
    assert listed["regulation"] == "hai-phong-13-hd"


def test_what_is_not_stated_stays(operator: Operator) -> None:
    operator.run(*ADD, "--village", "Thôn Hạ")
    operator.run(*ADD, "--village", "Thôn Thượng")

    assert sorted(villages(operator)) == ["Thôn Hạ", "Thôn Thượng"]


def test_a_commune_without_fields_has_the_usual_ones(operator: Operator) -> None:
    operator.run(*ADD)

    assert len(fields(operator)) == 10


def test_the_letters_of_its_codes_can_be_chosen(operator: Operator) -> None:
    assert operator.ask(*ADD, "--prefix", "AB").document["prefix"] == "AB"


def test_letters_that_another_commune_has_are_refused(operator: Operator) -> None:
    operator.run(*ADD, "--prefix", "AB")

    spoken = operator.ask(
        "commune", "add", "anbien", "--name", "An Biên", "--regulation", "mau", "--prefix", "AB"
    )

    assert spoken.code == WRONG_USE
    assert "prefix AB is taken" in spoken.error
    assert len(operator.ask("commune", "list").document) == 1


def test_letters_that_codes_already_have_cannot_be_changed(operator: Operator) -> None:
    operator.run(*ADD, "--prefix", "AB")

    spoken = operator.ask(*ADD, "--prefix", "XY")

    assert spoken.code == WRONG_USE
    assert "begin with AB" in spoken.error
    assert operator.ask(*ADD, "--prefix", "AB").code == DONE


def test_a_regulation_that_nobody_knows_is_refused_with_those_that_are(operator: Operator) -> None:
    spoken = operator.ask("commune", "add", "ab", "--name", "An", "--regulation", "nonsense")

    assert spoken.code == WRONG_USE
    assert "hai-phong-13-hd" in spoken.error


@pytest.mark.parametrize(
    ("code", "more", "said"),
    [
        ("xã", (), "code: must be 2 to 16 letters"),
        ("ab", ("--prefix", "ab"), "prefix: must be 1 to 4 capital letters"),
        ("ab", ("--name", ""), "name: must not be empty"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    code: str, more: tuple[str, ...], said: str, operator: Operator
) -> None:
    spoken = operator.ask("commune", "add", code, "--name", "An", "--regulation", "mau", *more)

    assert spoken.code == WRONG_USE
    assert said in spoken.error


def test_an_invitation_is_a_one_time_code_and_only_its_hash_is_kept(operator: Operator) -> None:
    operator.run(*ADD)

    spoken = operator.ask("staff", "invite", "--role", "office", "--commune", "anbinh")
    code = spoken.document["code"]

    assert spoken.code == DONE
    assert spoken.document == {"code": code, "role": "office", "commune": "anbinh"}
    with operator.database() as database:
        found = database.write_now(lambda work: _redeemed(work, operator, code))
        again = database.write_now(lambda work: _redeemed(work, operator, code))
    assert (found, again) == (Role.OFFICE, None)
    assert code.encode() not in (operator.data / "doithoai.db").read_bytes()


def _redeemed(work: Work, operator: Operator, code: str) -> str | None:
    """The role that the code brings to who types it in the chat now."""
    from bot.clock import now

    commune = communes.by_code(work, "anbinh")
    assert commune is not None and commune.id is not None
    hashed = keyed_hash(operator.key.read_bytes(), "invitation", code)
    invitation = staff.redeem(work, commune.id, hashed, now())
    return invitation.role if invitation else None


def test_a_person_is_told_what_to_type_in_the_chat(operator: Operator) -> None:
    operator.run(*ADD)

    out = operator.run("staff", "invite", "--role", "chair", "--commune", "anbinh").out

    assert out.startswith("/thamgia ")
    assert len(out.split()[1]) == 11


def test_an_agency_is_invited_by_its_name(operator: Operator) -> None:
    operator.run(*ADD, "--agency", "Công an xã")
    ask = ("staff", "invite", "--role", "agency", "--commune", "anbinh", "--agency")

    assert operator.ask(*ask, "Công an xã").code == DONE
    wrong = operator.ask(*ask, "Điện lực")
    assert wrong.code == WRONG_USE
    assert "known: Công an xã" in wrong.error


@pytest.mark.parametrize(
    "more", [("--role", "agency"), ("--role", "office", "--agency", "Công an xã")]
)
def test_an_agency_goes_with_its_role_and_only_with_it(
    more: tuple[str, ...], operator: Operator
) -> None:
    operator.run(*ADD, "--agency", "Công an xã")

    spoken = operator.ask("staff", "invite", "--commune", "anbinh", *more)

    assert spoken.code == WRONG_USE
    assert "--agency NAME goes with --role agency" in spoken.error


def test_a_role_that_there_is_not_is_refused_with_those_that_there_are(operator: Operator) -> None:
    operator.run(*ADD)

    spoken = operator.ask("staff", "invite", "--role", "king", "--commune", "anbinh")

    assert spoken.code == WRONG_USE
    assert all(role.value in spoken.error for role in Role)


def test_a_commune_that_there_is_not_is_refused_with_those_that_there_are(
    operator: Operator,
) -> None:
    before = operator.ask("staff", "invite", "--role", "office", "--commune", "xx")
    operator.run(*ADD)
    after = operator.ask("staff", "invite", "--role", "office", "--commune", "xx")

    assert (before.code, after.code) == (WRONG_USE, WRONG_USE)
    assert "known: none" in before.error
    assert "known: anbinh" in after.error
