"""Every command × every role × whose it is: allowed or refused as the one table says.

What is walked comes from the router and from `dialogue/roles.py`: a new command of staff has to be
in the table, and has to ask it.
"""

from collections.abc import Iterator

import pytest
from stage import Actor
from stage.scenes import Scenes
from stage.walks import ROAD, register

from dialogue.roles import ALLOWED, COMMANDS, Action, Role
from handlers.command_menu import READY
from handlers.messages import Kind
from handlers.who_answers import COMMANDS as ROUTES
from storage.tables import Commune
from storage.work import Work

STAFF = sorted(name for name, way in ROUTES.items() if way.staff)
# What the bare command, with a petition's code, shows before anything is done with it.
# The chair opens a conference to name a deputy.
SHOWS = {"/xet": Action.OPEN_PETITION, "/hoinghi": Action.DELEGATE}
# Not in the menu: a button of /viec leads there when there is anything to do.
BY_BUTTON = {"quydinh"}
# Without a task these are refused as well, by what is not there.
ABOUT_TASKS = {"/traloi", "/giahan", "/chuyen"}
REFUSED = ("không làm việc này được", "Không có việc nào về")
CODE = "XM25-0001"


def may(command: str, role: Role) -> bool:
    """What the table says."""
    return role in ALLOWED[SHOWS.get(command, COMMANDS[command[1:]])]


@pytest.fixture
def town(scenes: Scenes) -> Iterator[Actor]:
    """An has sent a petition; there is a neighbouring commune."""

    def play(an: Actor) -> None:
        register(an)
        an.program.add_neighbour()

    with scenes.at("a petition and a neighbour", play) as an:
        yield an


def holder(an: Actor, role: Role, *, account: str = "main") -> Actor:
    """Somebody who holds this role, here or in the neighbouring commune."""
    commune = "mau" if account == "main" else "ben"
    agency = "Công an xã" if role is Role.AGENCY else ""
    actor = Actor(program=an.program, name=f"{role}-{account}", account=account)
    code = an.program.invite(role, commune=commune, agency=agency)
    return actor.say(f"/thamgia {code}").say("Lê Thị Chi")


def test_every_command_of_staff_is_in_the_table() -> None:

    assert {name[1:] for name in STAFF} <= set(COMMANDS)


def test_the_menu_lists_every_command_of_staff_that_is_ready() -> None:

    assert set(READY) == {name[1:] for name in STAFF} - BY_BUTTON


@pytest.mark.parametrize("role", list(Role))
def test_a_role_is_refused_what_the_table_does_not_allow_and_nothing_else(
    town: Actor, role: Role
) -> None:
    """Of one's own commune; an agency that has no task is refused the petition too."""
    somebody = holder(town, role)
    wrong = {}
    for command in STAFF:
        text = somebody.say(f"{command} {CODE}").text
        refused = any(words in text for words in REFUSED)
        hidden = role is Role.AGENCY and command in ("/xet", "/bosung")
        allowed = may(command, role) and not hidden
        if refused == allowed and not (allowed and command in ABOUT_TASKS):
            wrong[command] = text

    assert wrong == {}


@pytest.mark.parametrize("role", list(Role))
def test_what_is_refused_shows_nothing_of_the_petition(town: Actor, role: Role) -> None:
    somebody = holder(town, role)
    for command in STAFF:
        if not may(command, role):
            assert ROAD not in somebody.say(f"{command} {CODE}").text, command


@pytest.mark.parametrize("role", list(Role))
def test_nobody_sees_a_petition_of_another_commune(town: Actor, role: Role) -> None:
    somebody = holder(town, role, account="ben")
    for command in STAFF:
        shown = somebody.say(f"{command} {CODE}").text

        assert ROAD not in shown, command
        assert "Nguyễn Văn An" not in shown, command


def test_an_agency_sees_no_task_of_another(town: Actor) -> None:
    """Without a task of its own no command shows it the content."""
    dung = holder(town, Role.AGENCY)
    for command in STAFF:
        assert ROAD not in dung.say(f"{command} {CODE}").text, command


@pytest.mark.parametrize("command", STAFF)
def test_who_holds_no_role_is_refused_every_command_of_staff(town: Actor, command: str) -> None:
    stranger = Actor(program=town.program, name="stranger")

    assert "Lệnh này dành cho cán bộ." in stranger.say(f"{command} {CODE}").text


@pytest.mark.parametrize("role", list(Role))
def test_the_help_lists_what_a_role_may_do_and_nothing_else(town: Actor, role: Role) -> None:
    text = holder(town, role).say("/trogiup").text
    listed = {name for name in READY if f"/{name}: " in text}

    allowed = {name for name in READY if role in ALLOWED[COMMANDS[name]]}

    assert listed == allowed - ({"duyet"} if role is Role.CHAIR else set())


def test_of_office_and_chair_only_the_one_who_publishes_is_shown_how(town: Actor) -> None:
    """The sample's office publishes, until the commune names the chair."""
    office, chair = holder(town, Role.OFFICE), holder(town, Role.CHAIR)
    before = [name for name, _ in office.last.menu], [name for name, _ in chair.last.menu]
    town.program.change(_let_the_chair_publish)

    assert ["duyet" in names for names in before] == [True, False]
    assert "/duyet" not in office.say("/trogiup").text
    assert "/duyet" in chair.say("/trogiup").text


def _let_the_chair_publish(work: Work) -> None:
    work.session.get_one(Commune, 1).publisher = Role.CHAIR


def test_no_command_of_staff_works_inside_a_frame(town: Actor) -> None:
    chi = holder(town, Role.OFFICE)
    chi.embedded = True
    for command in STAFF:
        assert "khung của trang khác" in chi.say(command).text, command


def test_a_command_that_is_pressed_asks_the_table_as_one_that_is_typed(town: Actor) -> None:
    dung = holder(town, Role.AGENCY)
    dung.do(Kind.CHOICE, choice=f"/giao {CODE} 1")

    assert REFUSED[0] in dung.text
