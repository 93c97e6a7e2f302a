"""A Bot API server in a process of its own, which counts Telegram's limits by itself.

`python -m bench.platform PORT CORE NOTICES REPLIES [limited]` waits for so many messages of the
bot. Meanwhile so many people write, one every two seconds, and each waits for a reply. It prints a
line when a fourth is there, and one of figures. The fake is that of the tests.
"""

import json
import os
import sys
import time
from collections.abc import Sequence
from statistics import median

from fakes.telegram import Call, FakeTelegram, Settings

from bench.messages import FIRST_CHAT
from bench.walks import QUARTER

TOKEN = "123:bench"
SEND = "sendMessage"
LIMIT = 30
BETWEEN_REPLIES = 2.0
PATIENCE = 600.0
# What is under way when enough has come is sent as well.
MORE = 200
# Those who write have no notice waiting, which their reply would have to wait for.
FIRST_WRITER = 1_000


def main(port: int, notices: int, replies: int, *, limited: bool) -> None:
    """Serve until everything has come."""
    telegram = FakeTelegram(Settings(token=TOKEN, require_https=False, rate_limits=limited))
    telegram._server._port = port
    for chat in (*range(FIRST_CHAT, FIRST_CHAT + notices + MORE), *_writers(replies)):
        telegram.open_chat(chat)
    with telegram:
        written = _play(telegram, notices, replies)
        calls = [call for call in telegram.calls(SEND) if call.status == 200]
        told = {**_speed(calls), **_waits(calls, written)}
        print(json.dumps({**told, "refused": telegram.state.limits.refused}), flush=True)


def _writers(replies: int) -> range:
    return range(FIRST_WRITER, FIRST_WRITER + replies)


def _play(telegram: FakeTelegram, notices: int, replies: int) -> dict[int, float]:
    """Wait for all of it; when each who wrote did."""
    writers, written = list(_writers(replies)), dict[int, float]()
    begun, told = 0.0, False
    until = time.time() + PATIENCE
    while (count := _count(telegram)) < notices:
        now = time.time()
        if now > until:
            raise TimeoutError(f"{count} of {notices} messages came")
        begun = begun or (now if count else 0.0)
        if begun and writers and now > begun + BETWEEN_REPLIES * (len(written) + 1):
            written[chat := writers.pop(0)] = now
            telegram.say(chat, "/start")
        if count > notices // 4 and not told:
            told = True
            print(QUARTER, flush=True)
        time.sleep(0.05)
    return written


def _count(telegram: FakeTelegram) -> int:
    with telegram.state.changes:
        return sum(call.method == SEND for call in telegram.state.calls)


def _speed(calls: Sequence[Call]) -> dict[str, float]:
    """How much of what may come did, without the first second: it may bring a second's worth more
    than its time, in one go."""
    times = sorted(call.at for call in calls)
    span = times[-1] - times[0]
    later = sum(at > times[0] + 1 for at in times)
    return {"messages": len(times), "span": span, "share": later / (LIMIT * (span - 1))}


def _waits(calls: Sequence[Call], written: dict[int, float]) -> dict[str, float]:
    came = {int(call.params["chat_id"]): call.at for call in reversed(calls)}
    waits = [came[chat] - at for chat, at in written.items() if chat in came]
    if not waits:
        return {}
    return {"reply": median(waits), "longest": max(waits), "replies": len(waits)}


if __name__ == "__main__":
    port, core, notices, replies, *more = sys.argv[1:]
    os.sched_setaffinity(0, {int(core)})
    main(int(port), int(notices), int(replies), limited="limited" in more)
