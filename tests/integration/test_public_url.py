"""Which address papers and messages name: one that people can open, or none."""

from pathlib import Path
from typing import Any

import pytest
from stage.program import START

from bot.doctor import examine
from bot.finding import Finding
from bot.house import page_for_people
from bot.settings import Settings

TELEGRAM = {"main": {"token": "1:a"}}


def settings(folder: Path, **stated: Any) -> Settings:
    return Settings(data={"dir": folder}, **stated)


def finding(stated: Settings) -> Finding:
    """What the doctor says of it."""
    [found] = [one for one in examine(stated, START) if one.what == "public_url"]
    return found


def test_what_is_configured_is_named(tmp_path: Path) -> None:
    stated = settings(tmp_path, web={"public_url": "https://xa.vn"}, telegram=TELEGRAM)

    assert page_for_people(stated) == finding(stated).says == "https://xa.vn"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_a_trial_on_this_machine_names_it(tmp_path: Path, host: str) -> None:
    stated = settings(tmp_path, web={"host": host, "port": 8080})

    assert page_for_people(stated) == f"http://{host}:8080"
    assert finding(stated).good
    assert "a trial" in finding(stated).says


def test_who_writes_from_a_phone_is_sent_to_no_address_of_this_machine(tmp_path: Path) -> None:
    """A bot that asks for its messages needs no page: nobody has to do anything."""
    stated = settings(tmp_path, telegram=TELEGRAM)

    assert page_for_people(stated) == ""
    assert finding(stated).good


@pytest.mark.parametrize("host", ["0.0.0.0", "10.0.0.5", "xa.local"])
def test_a_page_for_others_needs_an_address_that_they_can_open(tmp_path: Path, host: str) -> None:
    stated = settings(tmp_path, web={"host": host})

    assert page_for_people(stated) == ""
    assert not finding(stated).good
    assert "set [web] public_url" in finding(stated).says
