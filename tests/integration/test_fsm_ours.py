"""A private chat with a bot of ours is one conversation, for our router and for aiogram."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from aiogram.fsm.storage.base import StorageKey
from contract.fsm_kit import AN, BOT, NOW, OURS, serve
from integration.storage_kit import count
from sqlalchemy import update
from sqlmodel import select
from stage import Actor, Program
from stage.walks import lead_to, open_question

from storage.database import Database
from storage.fsm import FSMStorage
from storage.tables import Account, Address, Conversation, ForeignConversation, Person

BINH = StorageKey(bot_id=BOT, chat_id=5002, user_id=5002)
NOT_PRIVATE = {
    "another bot": {"bot_id": 99},
    "a person in a group": {"chat_id": -100},
    "a group": {"chat_id": -100, "user_id": -100},
    "a topic": {"thread_id": 1},
    "a business chat": {"business_connection_id": "b"},
    "another destiny": {"destiny": "other"},
}


@pytest.fixture
def program(database: Database) -> Program:
    return serve(database)


@pytest.fixture
async def storage(program: Program) -> AsyncIterator[FSMStorage]:
    storage = await FSMStorage.open(program.database.url, clock=lambda: program.now)
    yield storage
    await storage.close()


@pytest.fixture
def an(program: Program) -> Actor:
    return Actor(program=program, name=str(AN), channel="telegram")


def row(program: Program) -> Conversation:
    """The only conversation there is."""
    return program.database.read_now(lambda work: work.session.exec(select(Conversation)).one())


async def test_aiogram_finds_the_question_that_our_router_has_open(
    an: Actor, storage: FSMStorage
) -> None:
    lead_to(an, "asking_name")

    assert await storage.get_state(OURS) == "Intake:asking_name"
    assert isinstance(await storage.get_value(OURS, "draft"), int)
    assert "trail" not in await storage.get_data(OURS)


async def test_a_state_that_aiogram_sets_is_the_question_of_our_router(
    an: Actor, storage: FSMStorage
) -> None:
    lead_to(an, "asking_name")
    await storage.set_state(OURS, "Intake:asking_phone")

    before = open_question(an)
    an.say("0912 345 678")

    assert (before, open_question(an)) == ("asking_phone", "asking_field")


async def test_a_number_that_was_offered_before_aiogram_spoke_chooses_nothing(
    an: Actor, storage: FSMStorage
) -> None:
    """The person answers what was said last; there 1 is not our "back"."""
    lead_to(an, "asking_name")
    assert an.labels == ["‹ Quay lại"]
    await storage.set_state(OURS, "Intake:asking_phone")
    an.say("1")

    assert open_question(an) == "asking_phone"
    assert "số điện thoại" in an.text.lower()


@pytest.mark.parametrize("writing", ["set_data", "update_data"])
async def test_a_button_from_before_aiogram_spoke_is_an_old_one(
    an: Actor, storage: FSMStorage, writing: str
) -> None:
    """Data alone is a sign of it too; the question is asked again, nothing is lost."""
    lead_to(an, "asking_village")
    await getattr(storage, writing)(OURS, {"seen": 1})
    an.press("Thôn Đông")
    asked_again = open_question(an)
    an.press("Thôn Đông")

    assert (asked_again, open_question(an)) == ("asking_village", "asking_position")


async def test_data_of_a_bot_does_not_break_the_question_that_is_open(
    an: Actor, storage: FSMStorage
) -> None:
    """Whatever it puts and leaves out; the way back is still known."""
    lead_to(an, "asking_village")
    await storage.set_data(OURS, {"left": 5, "trail": "none", "held_content": None})
    an.say("Quay lại")

    assert open_question(an) == "asking_name"
    assert await storage.get_data(OURS) == {"left": 5, "trail": "none", "held_content": None}


async def test_back_leads_to_the_question_that_aiogram_asked_before(
    an: Actor, storage: FSMStorage
) -> None:
    lead_to(an, "asking_village")
    await storage.set_state(OURS, "Intake:asking_position")
    await storage.set_state(OURS, "Intake:asking_behalf")
    an.say("Quay lại")

    assert open_question(an) == "asking_position"


async def test_clearing_ends_the_conversation_as_our_own_way_out_does(
    an: Actor, storage: FSMStorage
) -> None:
    """What was written before it was asked for waits; the draft waits too."""
    an.say("Đường thôn Đông hỏng nặng.")
    await storage.set_state(OURS, None)
    await storage.set_data(OURS, {})
    kept = row(an.program)

    assert (kept.state, kept.offered, list(kept.data)) == ("", [], ["held_content"])
    assert await storage.get_data(OURS) == {}


async def test_a_state_that_our_router_does_not_know_is_given_up_politely(
    an: Actor, storage: FSMStorage
) -> None:
    await storage.set_state(OURS, "Order.Payment:card")
    an.say("4111")

    assert await storage.get_state(OURS) is None
    assert "Gửi câu hỏi, kiến nghị" in an.labels


async def test_first_contact_by_aiogram_makes_the_person_that_our_router_knows(
    an: Actor, storage: FSMStorage
) -> None:
    await storage.set_state(OURS, "Intake:asking_name")
    an.say("Nguyễn Văn An")

    assert open_question(an) == "asking_village"
    assert [count(storage.database, table) for table in (Person, Address, Conversation)] == [1] * 3
    assert an.program.all_of(Address)[0].external == str(AN)
    assert row(an.program).changed_at == NOW


async def test_whoever_is_only_looked_at_is_not_made_a_person(storage: FSMStorage) -> None:
    """aiogram reads the state of everybody, and bots clear it for good measure."""
    await storage.get_state(OURS)
    await storage.set_state(OURS, None)
    await storage.set_data(OURS, {})

    assert count(storage.database, Person) == 0


async def test_two_people_have_two_conversations(storage: FSMStorage) -> None:
    await storage.set_state(OURS, "Intake:asking_name")
    await storage.set_state(BINH, "Intake:asking_phone")

    assert await storage.get_state(OURS) == "Intake:asking_name"
    assert await storage.get_state(BINH) == "Intake:asking_phone"


async def test_what_is_no_private_chat_with_our_bot_has_a_row_of_its_own(
    storage: FSMStorage,
) -> None:
    await storage.set_state(OURS, "ours")
    for name, change in NOT_PRIVATE.items():
        await storage.set_state(replace(OURS, **change), name)

    assert await storage.get_state(OURS) == "ours"
    assert count(storage.database, Conversation) == 1
    assert count(storage.database, ForeignConversation) == len(NOT_PRIVATE)


async def test_a_bot_that_the_program_does_not_know_yet_has_rows_of_its_own(
    program: Program, storage: FSMStorage
) -> None:
    """Until a start of the program has noted which bot an account is."""

    program.change(lambda work: work.session.execute(update(Account).values(platform_id=None)))
    await storage.set_state(OURS, "state")

    assert count(storage.database, Conversation) == 0
    assert await storage.get_state(OURS) == "state"
