"""One conversation, two programs: what our router began, a bot written for aiogram goes on with.

And the other way round. The bot knows our questions by their names alone; of our code it uses
nothing but the storage.
"""

from collections.abc import AsyncIterator

import pytest
from aiogram import Dispatcher
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message
from contract.fsm_kit import AN, BOT, OURS, serve
from fakes.quiet_bot import QuietBot, say
from sqlmodel import select
from stage import Actor, Program
from stage.walks import CONFERENCE, ROAD, open_question

from storage.database import Database
from storage.fsm import FSMStorage
from storage.tables import Person, Petition, Village
from storage.work import Work


class Intake(StatesGroup):
    """Those of our questions that the bot asks, by our names for them."""

    consenting = State()
    asking_name = State()
    asking_village = State()
    asking_position = State()


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
    """An as our router sees her on Telegram."""
    return Actor(program=program, name=str(AN), channel="telegram")


@pytest.fixture
async def bot(storage: FSMStorage) -> AsyncIterator["OtherBot"]:
    other = OtherBot(storage)
    yield other
    await other.dispatcher.emit_shutdown()


class OtherBot:
    """A bot as it is written for aiogram; it runs with the token of ours while ours rests."""

    def __init__(self, storage: FSMStorage) -> None:
        self.storage = storage
        self.bot = QuietBot(BOT)
        self.dispatcher = Dispatcher(storage=storage, events_isolation=storage.isolation())
        hears = self.dispatcher.message.register
        hears(self.stop, Command("huy"))
        hears(self.welcome, Command("gui"))
        hears(self.keep_name, Intake.asking_name)
        hears(self.keep_village, Intake.asking_village)

    async def hear(self, text: str) -> str:
        """An writes to it; what it answers."""
        return await say(self.dispatcher, self.bot, AN, text)

    async def welcome(self, message: Message, state: FSMContext) -> None:
        await state.set_state(Intake.consenting)
        await message.answer("Xin chào. Ông/Bà có đồng ý không?")

    async def keep_name(self, message: Message, state: FSMContext) -> None:
        draft = await state.get_value("draft")
        await self._fill(draft, name=message.text)
        await state.update_data(greeted=message.text)
        await state.set_state(Intake.asking_village)
        await message.answer("Ông/Bà ở thôn nào?")

    async def keep_village(self, message: Message, state: FSMContext) -> None:
        data = await state.get_data()
        await self._fill(data["draft"], village_id=await self._village(message.text or ""))
        await state.set_state(Intake.asking_position)
        await message.answer(f"Cảm ơn {data['greeted']}. Ông/Bà làm nghề gì?")

    async def stop(self, message: Message, state: FSMContext) -> None:
        await state.clear()
        await message.answer("Đã dừng.")

    async def _fill(self, draft: int, **answers: object) -> None:
        """What people answer is kept in the draft, where our router looks for it."""

        def fill(work: Work) -> None:
            petition = work.session.get_one(Petition, draft, with_for_update=True)
            for name, value in answers.items():
                setattr(petition, name, value)

        await self.storage.database.write(fill)

    async def _village(self, name: str) -> int | None:
        named = select(Village.id).where(Village.name == name)
        return await self.storage.database.read(lambda work: work.session.exec(named).first())


async def test_an_is_asked_by_our_router_then_by_an_aiogram_bot_then_by_ours_again(
    an: Actor, bot: OtherBot
) -> None:
    """Nothing that she said to either is asked for twice, and the petition has all of it."""
    an.say("/gui").press("Tôi đồng ý").press(CONFERENCE).press("Chỉ gửi nội dung")
    assert open_question(an) == "asking_name"

    assert await bot.hear("Nguyễn Văn An") == "Ông/Bà ở thôn nào?"
    assert await bot.hear("Thôn Đông") == "Cảm ơn Nguyễn Văn An. Ông/Bà làm nghề gì?"
    assert open_question(an) == "asking_position"

    an.say("Giáo viên").press("Cho bản thân, gia đình").say("0912 345 678")
    an.press("Giao thông, thủy lợi").say(ROAD).press("Xong")
    assert dict(an.last.facts)["Thôn, tổ dân phố"] == "Thôn Đông"
    an.press("Gửi")

    assert an.last.title == "Đã nhận kiến nghị của Ông/Bà"
    sent = an.program.all_of(Petition)[0]
    assert (sent.code, sent.name, sent.position) == ("XM25-0001", "Nguyễn Văn An", "Giáo viên")
    assert await bot.storage.get_state(OURS) is None


async def test_an_greeted_by_an_aiogram_bot_goes_on_with_our_router(
    an: Actor, bot: OtherBot
) -> None:
    """It was her first contact; our router knows her, and asks the open question with its own
    buttons, because those of the bot are not its own."""
    assert await bot.hear("/gui") == "Xin chào. Ông/Bà có đồng ý không?"

    an.say("1")
    assert open_question(an) == "consenting"
    an.press("Tôi đồng ý").press(CONFERENCE).press("Chỉ gửi nội dung").say("Nguyễn Văn An")

    assert open_question(an) == "asking_village"
    assert len(an.program.all_of(Person)) == 1


async def test_an_stops_at_the_aiogram_bot_and_our_router_has_nothing_open(
    an: Actor, bot: OtherBot
) -> None:
    """Her draft waits all the same, as after our own way out."""
    an.say("/gui").press("Tôi đồng ý").press(CONFERENCE).press("Chỉ gửi nội dung")
    assert await bot.hear("/huy") == "Đã dừng."

    an.say("/gui")
    asked = open_question(an)
    an.press("Viết tiếp")

    assert (asked, open_question(an)) == ("asking_to_resume", "asking_name")
