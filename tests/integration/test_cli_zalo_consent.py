"""`doithoai zalo consent`: a link for an Official Account's administrator, or why there is none."""

from pathlib import Path

import pytest
from integration.cli_kit import Operator

from bot.channels.zalo_oa.tickets import PATH, Ticket, Tickets
from bot.clock import now
from bot.house import build_house
from bot.settings import load
from bot.start import open_current, prepare

ACCOUNT = """
[web]
public_url = "https://xa.example"
[zalo_oa.main]
oa_id = "1"
app_id = "2"
app_secret = "x"
oa_secret = "y"
"""


@pytest.fixture
def operator(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Operator:
    return Operator.at(tmp_path, capsys, monkeypatch)


def test_a_link_is_printed_that_this_installation_knows(operator: Operator) -> None:
    operator.write(ACCOUNT)
    settings, before = load(None), operator.run("zalo", "consent", "main")
    database, house = open_current(settings), build_house(settings)
    prepare(database, settings, house, now())
    database.close()
    link = operator.ask("zalo", "consent", "main").document["link"]

    assert before.code == 2 and "was never started" in before.err
    assert link.startswith(f"https://xa.example{PATH}/")
    tickets = Tickets(public_url="https://xa.example", key=house.key, clock=now)
    assert tickets.read(link.rpartition("/")[2]) == Ticket(account_id=2, version=0)


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        (ACCOUNT, "other", "known: main"),
        (ACCOUNT.replace('public_url = "https://xa.example"', ""), "main", "set [web] public_url"),
    ],
)
def test_it_says_what_is_missing(operator: Operator, text: str, name: str, said: str) -> None:
    operator.write(text)

    spoken = operator.run("zalo", "consent", name)
    assert (spoken.code, said in spoken.err) == (2, True)
