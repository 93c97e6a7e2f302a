"""How each state of the intake asks and how it reads the answer."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.consent import CONSENTING
from handlers.conversation import Misread, Question, Said
from handlers.intake import draft, seat
from handlers.messages import Choice, Reply
from handlers.petition import sender
from handlers.petition.conference import conference_shown
from handlers.petition.content import objection
from handlers.petition.law import cited
from handlers.petition.similar import matching_groups
from handlers.petition.summary import excerpt, summary
from handlers.reading import KNOWN, choice, not_offered, said
from handlers.turn import Answer, Turn
from handlers.village import ASKING_VILLAGE


def ask(key: str, *labels: str) -> Question:
    """A question whose choices are fixed; each label is its own event."""
    return Question(
        ask=lambda turn: turn.reply(key, *labels),
        read=choice(**{label: label for label in labels}),
    )


def ask_conference(turn: Turn) -> Reply:
    offered = sender.offer_conferences(turn, draft.open_conferences(turn))
    return turn.reply("intake-choose-conference", sender.BOX, choices=offered)


def read_conference(turn: Turn, answer: Answer) -> Said | Misread:
    return sender.read_conference(turn, answer, draft.open_conferences(turn))


def ask_want(turn: Turn) -> Reply:
    conference = conference_shown(turn, draft.current(turn))
    assert conference is not None
    return turn.reply(
        "intake-choose-want",
        "speak",
        "attend",
        "send",
        conference=conference.title,
        time=turn.time(conference.starts_at),
        place=conference.place,
    )


def read_want(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value in ("speak", "attend", "send"):
        return said("choose_want", want=answer.value)
    return not_offered(turn, answer)


def ask_rule(turn: Turn) -> Reply:
    question = seat.open_question(turn)
    turn.data["rule"] = question.key
    own = turn.house.catalogue.find(turn.language, f"intake-rule-{question.key}")
    asked = own or turn.say("intake-rule-any", wording=question.wording)
    why = "intake-rule-why-hint" if question.hint else "intake-rule-why-decides"
    clause = cited(turn, question.clause, question.regulation)
    return turn.reply("intake-rule", "yes", "no", question=asked, why=turn.say(why, clause=clause))


def read_rule(turn: Turn, answer: Answer) -> Said | Misread:
    """Yes or no to the rule that was asked; no answer counts for another one."""
    if turn.data.get("rule") not in (None, seat.open_question(turn).key):
        return Misread(key="talk-question-gone")
    if answer.value in ("yes", "no"):
        return said("answer_rule", answer=answer.value == "yes")
    return not_offered(turn, answer)


def ask_barred(turn: Turn) -> Reply:
    decided = seat.decision(turn)
    key = "intake-not-listed" if seat.is_barred_by_list(turn) else "intake-barred"
    ways = ("in_writing", "look_again", "mistaken")
    return turn.reply(
        key,
        choices=[Choice(label=turn.say(f"intake-barred.{way}"), value=way) for way in ways],
        clause=cited(turn, decided.clause or "", decided.regulation),
        wording=decided.wording or "",
    )


def read_barred(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == "mistaken":
        return said("take_back")
    if answer.value in ("in_writing", "look_again"):
        return said("accept_bar", look_again=answer.value == "look_again")
    return not_offered(turn, answer)


def ask_name(turn: Turn) -> Reply:
    return turn.reply("intake-ask-name", choices=_known(turn.person.name))


def ask_position(turn: Turn) -> Reply:
    return turn.reply("intake-ask-position", "resident", choices=_known(turn.person.position))


def ask_phone(turn: Turn) -> Reply:
    asked = turn.reply("intake-ask-phone", "skip", choices=_known(turn.person.phone))
    return replace(asked, contact=not turn.person.phone)


def ask_field(turn: Turn) -> Reply:
    return turn.reply("intake-ask-field", sender.UNSURE, choices=sender.offer_fields(turn))


def ask_writing(turn: Turn) -> Reply:
    count = draft.count_messages(turn)
    if not count:
        return _ask_first_words(turn)
    if turn.data.pop("just_added", False):
        return turn.reply("intake-write-more", "done", count=count)
    return turn.reply("intake-write-go-on", "done", "rewrite", count=count)


def _ask_first_words(turn: Turn) -> Reply:
    """Who adds a voice may have nothing to add to it."""
    group = draft.joined(turn)
    if group is None:
        return turn.reply("intake-write")
    return turn.reply("intake-write-voice", "same", title=group.title)


def read_writing(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == "rewrite":
        return said("rewrite")
    if answer.value == "done":
        return said("finish_writing")
    group = draft.joined(turn) if answer.value == "same" else None
    return _read_part(turn, Answer(text=group.title) if group else answer)


def _read_part(turn: Turn, answer: Answer) -> Said | Misread:
    misfit = objection(turn, answer, kept=draft.count_parts(turn))
    if misfit is not None:
        return misfit
    turn.data["just_added"] = True
    return said("add_part", answer=answer)


def read_review(turn: Turn, answer: Answer) -> Said | Misread:
    """Sending needs a conference that is still open; the other answers do not."""
    if answer.value == "send" and draft.conference_has_closed(turn):
        return Misread(key="intake-conference-closed")
    return _REVIEW(turn, answer)


def ask_review(turn: Turn) -> Reply:
    petition = draft.current(turn)
    return turn.reply(
        "intake-review",
        "send",
        "change",
        "discard",
        facts=summary(turn, petition),
        content=excerpt(turn, petition),
    )


def ask_group(turn: Turn) -> Reply:
    """Published groups on the same matter, by their titles: never another person's words."""
    offered = [
        Choice(label=turn.say("intake-join-group-choice", title=one.title), value=str(one.id))
        for one in matching_groups(turn, draft.current(turn))
    ]
    return turn.reply("intake-join-group", "own", choices=offered)


def read_group(turn: Turn, answer: Answer) -> Said | Misread:
    """One of the groups, or none; either way the petition is sent."""
    if draft.conference_has_closed(turn):
        return Misread(key="intake-conference-closed")
    if answer.value == "own":
        return said("join_group", group=None)
    known = {str(one.id) for one in matching_groups(turn, draft.current(turn))}
    if answer.value in known:
        return said("join_group", group=int(answer.value))
    return not_offered(turn, answer)


def ask_change(turn: Turn) -> Reply:
    petition = draft.current(turn)
    labels = ["name", "village", "position", "behalf", "phone", "field", "content"]
    if petition.conference_id is not None:
        labels.insert(0, "want")
    if draft.open_conferences(turn) or petition.conference_id is not None:
        labels.insert(0, "conference")
    return turn.reply("intake-change", *labels, "nothing")


def read_change(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == "nothing":
        return said("keep_all")
    offered = {value.rpartition(".")[2] for _, value in turn.conversation.offered}
    if answer.value in offered - {"back"}:
        return said(f"change_{answer.value}")
    return not_offered(turn, answer)


def _known(value: str) -> Sequence[Choice]:
    """What the person told us the last time, to be taken over with one touch."""
    return [Choice(label=value, value=KNOWN)] if value else []


_REVIEW = choice(send="send_petition", change="change", discard="discard")

QUESTIONS = {
    "asking_to_resume": ask("intake-resume", "carry_on", "start_over"),
    "consenting": CONSENTING,
    "choosing_conference": Question(ask=ask_conference, read=read_conference),
    "choosing_want": Question(ask=ask_want, read=read_want),
    "asking_rule": Question(ask=ask_rule, read=read_rule),
    "barred": Question(ask=ask_barred, read=read_barred),
    "asking_name": Question(
        ask=ask_name, read=sender.name_reader(known=lambda turn: turn.person.name)
    ),
    "asking_village": ASKING_VILLAGE,
    "asking_position": Question(
        ask=ask_position, read=sender.position_reader(known=lambda turn: turn.person.position)
    ),
    "asking_behalf": Question(
        ask=lambda turn: turn.reply("intake-ask-behalf", *sender.BEHALF),
        read=sender.read_behalf,
    ),
    "asking_behalf_name": Question(
        ask=lambda turn: turn.reply("intake-ask-behalf-name"),
        read=sender.name_reader("give_behalf_name"),
    ),
    "asking_group_size": Question(
        ask=lambda turn: turn.reply("intake-ask-group-size"), read=sender.read_group_size
    ),
    "asking_phone": Question(
        ask=ask_phone,
        read=sender.phone_reader("intake-phone-unclear", known=lambda turn: turn.person.phone),
    ),
    "asking_field": Question(ask=ask_field, read=sender.read_field),
    "writing": Question(ask=ask_writing, read=read_writing),
    "reviewing": Question(ask=ask_review, read=read_review),
    "joining_group": Question(ask=ask_group, read=read_group),
    "choosing_change": Question(ask=ask_change, read=read_change),
}
