"""What is no longer needed goes, with a line in the audit; nothing of an open matter does."""

import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select
from stage import Actor, Program
from stage.walks import register

from bot.purging import Purging
from bot.settings import PrivacySettings
from locales.folding import fold
from storage import attachments, jobs, outbox, vitals
from storage.blobs import Blobs
from storage.tables import (
    Address,
    Attachment,
    Audit,
    Conversation,
    Delegate,
    Job,
    Outbox,
    PendingCase,
    Person,
    Petition,
    PetitionPart,
    SessionQuestion,
)
from storage.work import Work


@dataclass
class Town:
    """The sample commune, its files, and what its settings remove."""

    program: Program
    blobs: Blobs

    async def purge(self, **settings: int) -> None:
        yesterday = self.program.now - timedelta(days=1)
        self.program.change(lambda work: vitals.went_well(work, vitals.PURGE, yesterday))
        await self.tick(**settings)

    async def tick(self, **settings: int) -> None:
        off = dict.fromkeys(PrivacySettings.model_fields, 0)
        chosen = PrivacySettings(**{**off, **settings})
        purging = Purging(database=self.program.database, blobs=self.blobs, settings=chosen)
        await purging.tick(self.program.now)

    def audited(self) -> list[tuple[str, int]]:
        rows = self.program.all_of(Audit)
        return [(row.subject, row.detail["count"]) for row in rows if row.action == "purged"]


@pytest.fixture
def town(program: Program, tmp_path: Path) -> Town:
    return Town(program, Blobs(tmp_path / "files"))


@pytest.fixture
def an(program: Program) -> Actor:
    return Actor(program=program, name="an")


def begun(actor: Actor) -> Actor:
    """Somebody who wrote something and never sent it."""
    actor.open()
    actor.press("Gửi câu hỏi, kiến nghị")
    actor.press("Tôi đồng ý")
    return actor


async def test_drafts_that_were_never_sent_go(town: Town, an: Actor) -> None:
    """And who comes back after that begins anew, without a word of error."""
    begun(an)
    town.program.wait(days=179)
    await town.purge(drafts=180)
    kept = len(town.program.all_of(Petition))
    town.program.wait(days=2)
    await town.purge(drafts=180)

    assert (kept, town.program.all_of(Petition)) == (1, [])
    assert town.audited() == [("drafts", 1)]
    assert an.say("/gui").text


async def test_what_was_sent_is_no_draft(town: Town, an: Actor) -> None:
    register(an)
    town.program.wait(days=3_000)
    await town.purge(drafts=1, conversations=1, files=1, jobs=1)

    assert [part.text for part in town.program.all_of(PetitionPart) if part.text]
    assert [row.name for row in town.program.all_of(Petition)] == ["Nguyễn Văn An"]


async def test_the_words_of_delivered_messages_go_and_their_keys_stay(
    town: Town, an: Actor
) -> None:
    register(an)
    binh = Actor(program=town.program, name="binh")
    town.program.wait(days=100)
    binh.open()
    town.program.wait(days=300)
    await town.purge(messages=365)
    rows = town.program.all_of(Outbox)
    old = [row for row in rows if town.program.now - row.created_at > timedelta(days=365)]

    assert old and all(row.body == {"text": ""} and row.key for row in old)
    assert all(row.body["text"] for row in rows if row not in old)


async def test_a_message_that_still_waits_keeps_its_words(town: Town, an: Actor) -> None:
    an.open()

    def queue(work: Work) -> None:
        address = work.session.exec(select(Address)).one()
        outbox.put(work, address, lane="notice", key="n", body={"text": "x"}, now=town.program.now)

    town.program.change(queue)
    town.program.wait(days=3_000)
    await town.purge(messages=1)

    assert [row.body for row in town.program.all_of(Outbox) if row.key == "n"] == [{"text": "x"}]


async def test_ten_thousand_messages_go_a_few_at_a_time(
    town: Town, an: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each time from where it stopped, those of one moment too; others write in between."""
    monkeypatch.setattr("storage.retention.AT_ONCE", 2)
    an.open()
    for _ in range(4):
        an.say("?")
    many = len(town.program.all_of(Outbox))
    town.program.wait(days=400)
    await town.purge(messages=365)

    assert many > 4
    assert sum(count for _, count in town.audited()) == many
    assert all(count <= 2 for _, count in town.audited())


async def test_finished_work_forgets_what_it_was_given(town: Town) -> None:
    def add(work: Work) -> None:
        commune = town.program.commune(work)
        where = {"commune_id": commune.id or 0, "kind": "fetch", "now": town.program.now}
        jobs.put(work, key="done", payload={"name": "Nguyễn Văn An"}, **where)
        jobs.put(work, key="open", payload={"name": "Trần Bình"}, **where)
        done = work.session.exec(select(Job).where(Job.key == "done")).one()
        done.state = "done"

    town.program.change(add)
    town.program.wait(days=31)
    await town.purge(jobs=30)

    payloads = {row.key: row.payload for row in town.program.all_of(Job)}
    assert payloads == {"done": {}, "open": {"name": "Trần Bình"}}


async def test_a_conversation_that_stands_still_forgets(town: Town, an: Actor) -> None:
    begun(an)
    town.program.wait(days=181)
    await town.purge(conversations=180)
    [row] = town.program.database.read_now(
        lambda work: list(work.session.exec(select(Conversation)))
    )

    assert (row.state, row.data, row.offered) == ("", {}, [])


def stored(town: Town, data: bytes, *, row: bool = True) -> str:
    """A file that nothing but its own row refers to."""
    name = town.blobs.keep(data)
    old = (town.program.now - timedelta(days=2)).timestamp()
    os.utime(town.blobs.path(name), (old, old))

    def add(work: Work) -> None:
        address = work.session.exec(select(Address)).one()
        made = attachments.announce(
            work,
            commune_id=address.commune_id,
            address_id=address.id or 0,
            upload_key=name,
            kind="photo",
            name="",
            source={},
            now=town.program.now,
        )
        attachments.stored(made, sha256=name, mime="image/png", size=len(data))

    if row:
        town.program.change(add)
    return name


async def test_files_that_nothing_refers_to_go_from_table_and_disk(town: Town, an: Actor) -> None:
    an.open()
    name = stored(town, b"a photo")
    await town.purge(files=30)
    young = town.blobs.path(name).exists()
    town.program.wait(days=31)
    await town.purge(files=30)

    assert (young, town.blobs.path(name).exists()) == (True, False)
    assert town.program.all_of(Attachment) == []


async def test_a_file_that_unfinished_work_is_about_stays(town: Town, an: Actor) -> None:
    """A list that was set aside may be tried again."""
    an.open()
    stored(town, b"a list")

    def add(work: Work) -> None:
        row = work.session.exec(select(Attachment)).one()
        jobs.put(
            work,
            commune_id=row.commune_id,
            kind="import",
            key="list",
            payload={"attachment": row.id},
            now=town.program.now,
        )
        work.session.exec(select(Job)).one().state = "set_aside"

    town.program.change(add)
    town.program.wait(days=3_000)
    await town.purge(files=1)

    assert len(town.program.all_of(Attachment)) == 1


async def test_a_file_of_a_petition_stays(town: Town, an: Actor) -> None:
    register(an)
    stored(town, b"a photo")

    def tie(work: Work) -> None:
        part = work.session.exec(select(PetitionPart)).first()
        assert part is not None
        part.attachment_id = work.session.exec(select(Attachment)).one().id

    town.program.change(tie)
    town.program.wait(days=3_000)
    await town.purge(files=1)

    assert town.program.all_of(Attachment)[0].sha256
    assert town.blobs.read(town.program.all_of(Attachment)[0].sha256) == b"a photo"


async def test_no_file_goes_while_a_backup_is_made(town: Town) -> None:
    """Its copy of the database may still refer to it."""
    name = stored(town, b"a photo", row=False)
    span = timedelta(minutes=20)
    town.program.change(lambda work: vitals.lease(work, vitals.BACKUP, town.program.now, span))
    await town.purge(files=30)

    assert town.blobs.path(name).exists()


def test_a_file_that_is_stored_again_while_it_goes_is_not_lost(town: Town) -> None:
    """The purge puts it aside, looks once more, and whoever stores it meanwhile has it."""
    name = stored(town, b"a photo", row=False)
    taken = town.blobs.take_away(name, town.program.now)
    town.blobs.keep(b"a photo")
    town.blobs.remove_taken(name)

    assert taken
    assert town.blobs.read(name) == b"a photo"


def test_a_file_that_was_just_stored_once_more_is_young(town: Town) -> None:
    name = stored(town, b"a photo", row=False)
    town.blobs.keep(b"a photo")

    assert not town.blobs.take_away(name, town.program.now - timedelta(days=1))


async def test_names_on_ended_petitions_go_only_where_it_is_configured(
    town: Town, an: Actor
) -> None:
    register(an, conference=False)

    def end(work: Work) -> None:
        petition = work.session.exec(select(Petition)).one()
        petition.state, petition.changed_at = "closed", town.program.now

    town.program.wait(days=1)
    town.program.change(end)
    town.program.wait(days=800)
    await town.purge(drafts=180)
    kept = town.program.all_of(Petition)[0].name
    town.program.wait(days=1)
    await town.purge(closed_petitions_years=2)
    [petition] = town.program.all_of(Petition)

    assert kept == "Nguyễn Văn An"
    assert (petition.name, petition.phone, petition.behalf_name) == ("", "", "")
    assert [row.name for row in town.program.all_of(Person) if row.id == petition.person_id] == [""]
    assert petition.code


async def test_names_go_from_lists_questions_and_cases_of_conferences_that_are_over(
    town: Town, an: Actor
) -> None:
    """What was said and asked stays, and each line of a list its own; of one that is not over, and
    of a case that is open, nothing goes."""
    register(an, conference=False)
    town.program.change(lambda work: named_everywhere(town.program, work, an))
    town.program.wait(days=1)
    await town.purge(drafts=180)
    town.program.wait(days=900)
    await town.purge(closed_petitions_years=2)
    kept = [row.name for row in town.program.all_of(Delegate)]
    town.program.change(lambda work: setattr(town.program.conference(work), "state", "archived"))
    town.program.wait(days=1)
    await town.purge(closed_petitions_years=2)

    assert kept == ["Vũ Văn Bảy", "Vũ Văn Tám"]
    assert [(row.name, row.content) for row in town.program.all_of(Delegate)] == [
        ("", "Đường sá"),
        ("", "Đường sá"),
    ]
    assert [(row.name, row.text) for row in town.program.all_of(SessionQuestion)] == [
        ("", "Bao giờ sửa đường?")
    ]
    assert [row.name for row in town.program.all_of(PendingCase)] == ["", "Vũ Văn Bảy"]


def named_everywhere(program: Program, work: Work, an: Actor) -> None:
    """Two delegates, a question in the session, a closed and an open case."""
    conference, now = program.conference(work), program.now
    of = {"commune_id": conference.commune_id, "conference_id": conference.id}
    petition = work.session.exec(select(Petition)).one()
    for name in ("Vũ Văn Bảy", "Vũ Văn Tám"):
        more = {"source": "list", "content": "Đường sá", "created_at": now}
        work.session.add(Delegate(**of, name=name, folded=fold(name), **more))
    work.session.add(
        SessionQuestion(
            **of,
            number=1,
            person_id=petition.person_id,
            address_id=petition.address_id,
            name="Nguyễn Văn An",
            text="Bao giờ sửa đường?",
            asked_at=now,
            changed_at=now,
        )
    )
    for number, state in enumerate(("closed", "waiting"), start=1):
        work.session.add(
            PendingCase(
                commune_id=conference.commune_id,
                number=number,
                print=str(number),
                kind="complaint",
                state=state,
                name="Vũ Văn Bảy",
                folded="vu van bay",
                content="Ranh giới đất",
                received_on=now.date(),
                created_at=now,
                changed_at=now,
            )
        )


async def test_names_stay_while_a_time_limit_runs(town: Town, an: Actor) -> None:
    """Whatever its state says, somebody still owes something."""
    register(an)

    def end(work: Work) -> None:
        work.session.exec(select(Petition)).one().state = "closed"

    town.program.change(end)
    town.program.wait(days=3_000)
    await town.purge(closed_petitions_years=2)

    assert town.program.all_of(Petition)[0].name == "Nguyễn Văn An"


async def test_it_is_done_once_a_day_by_one(town: Town, an: Actor) -> None:
    begun(an)
    town.program.wait(days=200)
    await town.purge()
    town.program.wait(hours=1)
    await town.tick(drafts=1)
    same_day = len(town.program.all_of(Petition))
    town.program.wait(days=1)
    await town.tick(drafts=1)

    assert (same_day, len(town.program.all_of(Petition))) == (1, 0)


@pytest.mark.parametrize("days", [4_000, -4_000])
async def test_a_clock_that_jumps_costs_nothing(town: Town, an: Actor, days: int) -> None:
    """What a wrong year would make too old stays; the next day is believed."""
    await town.purge(drafts=1)
    begun(an)
    town.program.wait(days=days)
    await town.tick(drafts=1)
    kept = len(town.program.all_of(Petition))
    town.program.wait(days=-days)
    await town.tick(drafts=180)

    assert (kept, len(town.program.all_of(Petition))) == (1, 1)


def test_the_settings_are_the_rules() -> None:
    from storage.retention import RULES

    assert {rule.name for rule in RULES} == set(PrivacySettings.model_fields)
