"""Whatever a citizen and an officer do in whatever order: an answer, and always a way on."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stage import Actor
from stage.scenes import Scenes
from stage.walks import WAYS, enrol, lead_to, open_question, register

from handlers.messages import Kind
from storage.tables import Petition

WORDS = (
    "Nguyễn Văn An",
    "Đường hỏng.",
    "1",
    "2",
    "12",
    "0912345678",
    "quay lại",
    "hủy",
    "giúp",
    "Nhà đang cháy",
    "",
    "\u200b",
    "XM25-0001",
    "XM25-0001 AAAAAA",
)
COMMANDS = (
    "/start",
    "/gui",
    "/gui DT2510",
    "/phatbieu",
    "/tracuu",
    "/cuatoi",
    "/lich",
    "/trogiup",
    "/xem XM25-0001",
    "/them XM25-0001",
    "/them XM25-0001 cho",
    "/sua XM25-0001",
    "/rut XM25-0001",
    "/thamgia AAAAA",
    "/thoat",
    "/viec",
    "/viec 99",
    "/xet XM25-0001",
    "/xet XM25-0001 nhan",
    "/xet XM25-0001 khongnhan",
    "/xet XM25-0001 tuchoi",
    "/xet XM25-0001 xetlai 7",
    "/xet XM25-0001 caplai",
    "/bosung XM25-0001",
    "/khongco",
)
_button = st.tuples(st.just("press"), st.integers(0, 11))
_act = st.one_of(
    _button,
    _button,  # most of what people do
    st.tuples(st.just("say"), st.sampled_from(WORDS) | st.text(max_size=40)),
    st.tuples(st.just("say"), st.sampled_from(COMMANDS)),
    st.tuples(st.just("old"), st.sampled_from(("1.agree", "9.send", "99.back", "x", "/xem"))),
    st.tuples(st.just("edit"), st.sampled_from(("Đường rất hỏng.", ""))),
    st.tuples(st.just("wait"), st.sampled_from((0.01, 13, 200))),
    st.sampled_from((("sticker", ""), ("photo", ""), ("open", "h-DT2510"), ("open", ""))),
)
_step = st.tuples(st.sampled_from(("an", "chi")), _act)


def _prepare(an: Actor) -> None:
    """Chi is staff, and Bình has sent a petition."""
    enrol(Actor(program=an.program, name="chi"))
    register(Actor(program=an.program, name="binh"))


@settings(
    max_examples=50,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
)
@given(start=st.sampled_from(["", *sorted(WAYS)]), steps=st.lists(_step, min_size=8, max_size=30))
def test_there_is_always_an_answer_and_a_way_on(
    scenes: Scenes, start: str, steps: list[tuple[str, tuple[str, object]]]
) -> None:
    with scenes.at("walk", _prepare) as an:
        program, cast = an.program, {"an": an, "chi": Actor(program=an.program, name="chi")}
        if start:
            lead_to(an, start)
        for name, (what, value) in steps:
            _take(cast[name], what, value)
        assert all(_is_sound(petition) for petition in program.all_of(Petition))


def _take(actor: Actor, what: str, value: object) -> None:
    actor.read()
    if what == "wait":
        assert isinstance(value, float | int)
        actor.program.wait(hours=value)
        return
    _do(actor, what, value)
    answers = [reply for reply in actor.fresh if reply.lines.strip()]

    assert answers, f"silence after {what} {value!r}"
    assert len(answers) == len(actor.fresh), f"an empty message after {what} {value!r}"
    assert open_question(actor) or actor.last.choices, f"no way on after {what} {value!r}"


def _do(actor: Actor, what: str, value: object) -> None:
    text = str(value)
    match what:
        case "press" if actor.answer and actor.answer.choices and isinstance(value, int):
            choices = actor.answer.choices
            actor.press_value(choices[value % len(choices)].value)
        case "old":
            actor.press_value(text)
        case "edit":
            actor.edit(actor.message or "none", text)
        case "sticker":
            actor.do(Kind.UNSUPPORTED)
        case "photo":
            actor.send_photo()
        case "open":
            actor.open(text)
        case _:
            actor.say(text)


def _is_sound(petition: Petition) -> bool:
    """What was sent has a name and a code; what was not has neither a code nor a decision."""
    if petition.state == "draft":
        return petition.code is None and petition.seat != "granted"
    return bool(petition.code and petition.secret_hash and petition.name)
