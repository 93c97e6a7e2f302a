"""Codes for channels, and news that goes another way, on both databases."""

from concurrent.futures import ThreadPoolExecutor

from stage import Actor, Program

from storage import addresses, by_hand, linking, outbox, undeliverable
from storage.database import Database
from storage.tables import Address, ByHand, ChannelLink, Outbox
from storage.work import Work


def address_of(work: Work, name: str, channel: str = "web") -> Address:
    found = addresses.find(work, addresses.account(work, channel, "main"), name)
    assert found is not None
    return found


def test_of_two_who_bring_a_code_at_once_one_gets_it(program: Program, twin: Database) -> None:
    Actor(program=program, name="an").say("/lich")
    program.change(lambda work: linking.make(work, address_of(work, "an"), "hash", program.now))
    [link] = program.all_of(ChannelLink)

    def use(database: Database) -> bool:
        return database.write_now(
            lambda work: linking.use_up(work, link.commune_id, "hash", program.now)
        )

    with ThreadPoolExecutor(8) as threads:
        used = list(threads.map(use, [program.database, twin] * 4))

    assert sorted(used) == [False] * 7 + [True]


def test_of_two_officers_at_once_one_notes_how_somebody_was_told(
    program: Program, twin: Database
) -> None:
    Actor(program=program, name="an").say("/lich")

    def add(work: Work) -> None:
        an = address_of(work, "an")
        by_hand.add(
            work,
            commune_id=an.commune_id,
            person_id=an.person_id,
            key="k",
            reason="window",
            body={"text": "x"},
            now=program.now,
        )

    program.change(add)
    [entry] = program.all_of(ByHand)

    def note(database: Database) -> bool:
        return database.write_now(
            lambda work: by_hand.done(work, entry, how="goi", by=None, now=program.now)
        )

    with ThreadPoolExecutor(8) as threads:
        noted = list(threads.map(note, [program.database, twin] * 4))

    assert sorted(noted) == [False] * 7 + [True]


def test_news_goes_from_the_page_to_the_next_channel_and_from_there_onto_the_list(
    program: Program,
) -> None:
    an, phone = (
        Actor(program=program, name="an"),
        Actor(program=program, name="an-phone", channel="telegram"),
    )
    an.say("/lich")
    phone.say("/lich")

    def queue(work: Work) -> None:
        web, telegram = address_of(work, "an"), address_of(work, "an-phone", "telegram")
        linking.join(work, telegram, web)
        outbox.put(work, web, lane="notice", key="k_%", body={"text": "x"}, now=program.now)

    program.change(queue)
    program.wait(hours=25)
    program.change(lambda work: undeliverable.pass_unread_on(work, program.now))

    def fail(work: Work) -> None:
        account = addresses.account(work, "telegram", "main").id
        for row in outbox.claim(work, [account or 0], program.now, 9):
            undeliverable.give_up(work, row, "blocked", program.now)

    program.change(fail)
    rows = {row.key: row for row in program.all_of(Outbox) if row.lane == "notice"}
    assert [row.passed_on for row in rows.values()] == [True, False]
    assert [(entry.key, entry.reason) for entry in program.all_of(ByHand)] == [("k_%", "blocked")]
