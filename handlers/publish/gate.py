"""Who may publish what: the role that the commune names, and never who has written of it."""

from dialogue import petition as petition_life
from dialogue import task as life
from dialogue.petition import PetitionEvent
from dialogue.roles import Action, Role, may
from dialogue.task import Purpose, TaskEvent
from handlers.files import is_stored
from handlers.messages import Reply
from handlers.petition.answers import attachment_of
from handlers.publish.publishing import key_of
from handlers.refused import not_allowed, to_work
from handlers.turn import Turn
from storage import answers, jobs
from storage.tables import Answer, Petition, Staff, Task
from storage.tables.petition import FileState


def publisher(turn: Turn) -> Staff | None:
    """The role under which this person publishes; None where the commune names another."""
    named = turn.commune.publisher
    held = (duty for duty in turn.duties if duty.role == named)
    return next((duty for duty in held if may((Role(duty.role),), Action.PUBLISH)), None)


def refusal(turn: Turn, answer: Answer) -> Reply | None:
    """Why this person may not decide on this draft; None where nothing stands against it.

    Asked inside the transaction that publishes, of people and not of roles alone.
    """
    if not turn.may(Action.PUBLISH):
        return not_allowed(turn)
    if publisher(turn) is None:
        role = turn.say(f"role-{turn.commune.publisher}")
        return turn.reply("publish-not-named", choices=[to_work(turn)], role=role)
    if is_writer(turn, answer):
        role = turn.say(f"role-{turn.commune.publisher}")
        return turn.reply("publish-own", choices=[to_work(turn)], role=role)
    return None


def is_writer(turn: Turn, answer: Answer) -> bool:
    """Whether this person has drafted it, or has written any of it."""
    drafter = turn.work.session.get_one(Staff, answer.drafted_by)
    return turn.person.id in {drafter.person_id, *answers.writers(turn.work, answer)}


def obstacle(turn: Turn, petition: Petition, task: Task, answer: Answer) -> Reply | None:
    """What has to be waited for: a file that is not here yet, a life that takes no reply now."""
    back = [turn.command("publish-open", f"/duyet {petition.code}", code=petition.code)]
    file = attachment_of(turn.work, answer)
    if file is not None and not is_stored(file):
        key = "publish-file-lost" if file.state == FileState.FAILED else "publish-file-waits"
        return turn.reply(key, choices=back, code=petition.code)
    if not life.may(task.state, TaskEvent.PUBLISH):
        return turn.reply("publish-outdated", choices=back)
    published = answers.published(turn.work, task)
    if any(jobs.is_under_way(turn.work, one.commune_id, key_of(one)) for one in published):
        return turn.reply("publish-still-sending", choices=back, code=petition.code)
    is_first = not published
    replies = task.purpose == Purpose.REPLY and is_first
    if replies and not petition_life.may(petition.state, PetitionEvent.REPLY):
        state = turn.say(f"state-{petition.state}")
        return turn.reply("publish-not-now", choices=back, code=petition.code, state=state)
    return None
