"""What the configuration says of communes and bots, applied at each start and by no command."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from integration.cli_kit import Operator

from bot.house import build_house
from bot.sample import SAMPLE
from bot.settings import ConfigurationError, load
from bot.start import Started, open_current, prepare
from storage import communes, regulations
from storage.work import Work

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
AN_BINH = """
[[commune]]
code = "anbinh"
name = "Xã An Bình"
regulation = "mau"
"""
BOT = """
[telegram.main]
token = "123456:made-up"
"""


@pytest.fixture
def operator(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Operator:
    return Operator.at(tmp_path, capsys, monkeypatch)


def start(operator: Operator, text: str = "") -> Started:
    """Do what every start does before anything is served."""
    operator.write(text)
    settings = load(None)
    database = open_current(settings)
    try:
        return prepare(database, settings, build_house(settings), NOW)
    finally:
        database.close()


def refused(operator: Operator, text: str) -> str:
    with pytest.raises(ConfigurationError) as caught:
        start(operator, text)
    return str(caught.value)


def fields(operator: Operator, code: str = "anbinh") -> list[str]:
    def named(work: Work) -> list[str]:
        commune = communes.by_code(work, code)
        assert commune is not None and commune.id is not None
        return [field.name for field in communes.fields(work, commune.id)]

    with operator.database() as database:
        return database.read_now(named)


def test_without_any_commune_there_is_a_sample(operator: Operator) -> None:
    assert start(operator).communes == [(SAMPLE.code, SAMPLE.name)]


def test_with_a_commune_there_is_no_sample(operator: Operator) -> None:
    assert start(operator, AN_BINH).communes == [("anbinh", "Xã An Bình")]


def test_the_sample_stays_for_who_has_tried_it(operator: Operator) -> None:
    start(operator)

    assert [code for code, _ in start(operator, AN_BINH).communes] == ["anbinh", SAMPLE.code]


def test_each_start_brings_a_commune_in_line_with_the_file(operator: Operator) -> None:
    start(operator, AN_BINH)

    assert start(operator, AN_BINH.replace("Xã", "Phường")).communes == [
        ("anbinh", "Phường An Bình")
    ]


def test_a_commune_that_the_file_no_longer_names_stays(operator: Operator) -> None:
    start(operator, AN_BINH)

    assert start(operator).communes == [("anbinh", "Xã An Bình")]


def test_its_own_fields_are_not_joined_by_the_usual_ones(operator: Operator) -> None:
    start(operator, AN_BINH + 'fields = ["Đê điều", "Lĩnh vực khác"]\n')
    start(operator, AN_BINH)
    operator.run("commune", "add", "anbinh", "--name", "Xã An Bình", "--regulation", "mau")

    assert fields(operator) == ["Đê điều", "Lĩnh vực khác"]


def test_a_commune_that_is_stated_twice_is_refused(operator: Operator) -> None:
    assert refused(operator, AN_BINH + AN_BINH) == "commune anbinh: stated more than once"


def test_a_regulation_that_nobody_knows_is_refused(operator: Operator) -> None:
    said = refused(operator, AN_BINH.replace("mau", "nonsense"))

    assert said.startswith("commune anbinh: regulation 'nonsense' is unknown; known: ")


def test_a_prefix_that_codes_already_have_is_not_changed(operator: Operator) -> None:
    start(operator, AN_BINH)

    assert "begin with ANBI" in refused(operator, AN_BINH + 'prefix = "AB"\n')


def test_what_is_refused_leaves_everything_as_it_was(operator: Operator) -> None:
    start(operator, AN_BINH)
    refused(operator, AN_BINH.replace("Xã", "Phường") + BOT + 'commune = "nobody"\n')

    [listed] = operator.ask("--config", "/dev/null", "commune", "list").document

    assert listed["name"] == "Xã An Bình"


def test_a_bot_serves_the_only_commune_without_saying_so(operator: Operator) -> None:
    assert ("telegram", "main") in start(operator, AN_BINH + BOT).accounts


def test_a_bot_serves_the_sample_where_there_is_nothing_else(operator: Operator) -> None:
    assert ("telegram", "main") in start(operator, BOT).accounts


def test_with_several_communes_a_bot_has_to_say_which(operator: Operator) -> None:
    second = AN_BINH.replace("anbinh", "xbinh")

    said = refused(operator, AN_BINH + second + BOT)

    assert said == "telegram.main: say its `commune`: anbinh, xbinh"


def test_a_bot_may_serve_a_commune_that_only_the_database_knows(operator: Operator) -> None:
    operator.run("commune", "add", "cu", "--name", "Xã Cũ", "--regulation", "mau")

    assert start(operator, AN_BINH + BOT + 'commune = "cu"\n').accounts


def test_a_bot_of_a_commune_that_nobody_knows_is_refused(operator: Operator) -> None:
    said = refused(operator, AN_BINH + BOT + 'commune = "nobody"\n')

    assert said == "telegram.main: commune 'nobody' is unknown; known: anbinh"


def test_until_somebody_is_staff_each_start_gives_a_new_code(operator: Operator) -> None:
    first, second = start(operator, AN_BINH), start(operator, AN_BINH)

    assert set(first.codes) == set(second.codes) == {"Xã An Bình"}
    assert first.codes != second.codes


def test_regulations_are_kept_before_anybody_is_bound_to_them(operator: Operator) -> None:
    """Communes share those rows: the first petition of one would hold up the first of another."""
    start(operator, AN_BINH)

    wanted = build_house(load(None)).regulations["mau"]
    with operator.database() as database:
        kept = database.read_now(lambda work: regulations.kept(work, wanted.id, wanted.version))

    assert kept == wanted
