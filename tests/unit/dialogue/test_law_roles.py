"""One table says who may do what."""

import pytest

from dialogue.roles import ALLOWED, COMMANDS, PER_INSTALLATION, Action, Role, may, sees_identity


def test_every_action_has_its_roles() -> None:
    """Nothing is left undecided."""

    assert set(ALLOWED) == set(Action) and all(ALLOWED.values())


@pytest.mark.parametrize(
    ("command", "roles"),
    [
        ("viec", set(Role)),
        ("hoinghi", {Role.OFFICE}),
        ("moi", {Role.OFFICE, Role.FRONT}),
        ("xet", {Role.OFFICE}),
        ("bosung", {Role.OFFICE, Role.AGENCY}),
        ("phanloai", {Role.OFFICE, Role.BOARD, Role.FRONT}),
        ("gom", {Role.OFFICE, Role.BOARD, Role.FRONT}),
        ("giao", {Role.OFFICE}),
        ("giahan", {Role.AGENCY}),
        ("chuyen", {Role.AGENCY}),
        ("duyet", {Role.OFFICE, Role.CHAIR}),
        ("ketluan", {Role.OFFICE}),
        ("nhap", {Role.OFFICE, Role.FRONT}),
        ("phien", {Role.OFFICE}),
        ("tonghop", {Role.CHAIR}),
        ("diaban", {Role.CITY}),
        ("canbo", {Role.OFFICE, Role.OPERATOR}),
    ],
)
def test_a_command_is_for_the_roles_of_the_table(command: str, roles: set[Role]) -> None:
    """The table of the product, line by line."""

    assert ALLOWED[COMMANDS[command]] == roles


def test_the_office_may_enter_the_answer_of_an_agency_that_works_on_paper() -> None:
    """The drafter is the agency all the same."""

    assert ALLOWED[Action.ANSWER] == {Role.OFFICE, Role.AGENCY}


def test_several_roles_allow_what_any_of_them_allows() -> None:
    """One person may hold several."""

    assert may({Role.AGENCY, Role.FRONT}, Action.ENTER_PETITION)


def test_nobody_without_a_role_may_do_anything() -> None:
    """A stranger has no role."""

    assert not any(may((), action) for action in Action)


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.OFFICE, True),
        (Role.BOARD, True),
        (Role.FRONT, True),
        (Role.CHAIR, True),
        (Role.AGENCY, False),
        (Role.CITY, False),
        (Role.OPERATOR, False),
    ],
)
def test_an_agency_sees_no_name_and_phone(role: Role, sees: bool) -> None:
    """The matter may concern it: content and village only, unless the office allows more."""

    assert sees_identity({role}) is sees


def test_city_and_operator_belong_to_the_installation() -> None:
    """The other roles are held in a commune."""

    assert {Role.CITY, Role.OPERATOR} == PER_INSTALLATION


@pytest.mark.parametrize("role", sorted(PER_INSTALLATION))
def test_a_role_of_the_installation_opens_no_petition(role: Role) -> None:
    """Nobody sees what their role does not allow."""

    assert not may({role}, Action.OPEN_PETITION)
