"""From the command to ready, beside importing just the third-party modules that it loads.

Which modules these are is told by the program itself: those that it has when it is ready, and all
that it has at its end, for it goes on loading once it serves. Everything is a process of its own,
timed from outside, with compiled modules on the disk as an installed program has them.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from http.client import HTTPConnection
from pathlib import Path

from bench.messages import FIRST_CHAT, SECRET, SECRET_HEADER, update
from bench.processes import cpu_seconds, resident_megabytes
from bench.spread import Told, middle, rows, spread

# As `doithoai` begins.
PROGRAM = """
from bot.__main__ import main
main()
"""
# The same, and what it has loaded of packages: right before it is ready, and at its end.
TELLING = """
import atexit, builtins, json, sys
say = print

def tell():
    places = {{name: getattr(one, "__spec__", None) for name, one in sys.modules.items()}}
    loaded = [name for name, at in places.items() if "site-packages" in str(at and at.origin)]
    say(json.dumps(loaded), flush=True)

def listen(*words, **how):
    if words and str(words[0]).startswith("{ready}"):
        tell()
    say(*words, **how)

builtins.print = listen
atexit.register(tell)
"""
# The same without the program: each module as it comes, then a wait until its memory was read.
IMPORTS = """
import json, sys
from importlib import import_module
for name in json.loads(sys.stdin.readline()):
    import_module(name)
print("ready", flush=True)
sys.stdin.readline()
"""
DEADLINES = ("deadlines", "--regulation", "vinh-hoa-2025", "--conference", "2025-09-26")
# By then all is loaded, and the clock has rung for the first time.
SETTLED = 3.0
READY = "Đối Thoại is running"
HEAD = (
    "what",
    "seconds",
    "of the first import's",
    "of the second's",
    "the processor's",
    "resident, MB",
)


def section(rounds: int) -> str:
    """The part of the page."""
    found = defaultdict[str, list[Told]](list)
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        needed, every = _loaded(Path(name))  # which compiles everything as well
        for number in range(2 * rounds):
            data = Path(name) / f"data-{number}"
            for what in ("first", "again"):
                found[what].append(_program(Path(name), data))
            found["needed"].append(_import(Path(name), needed))
            found["every"].append(_import(Path(name), every))
            found["deadlines"].append(_deadlines(Path(name)))
    return "\n".join(["## Start", "", *_told(found, len(needed), len(every))])


def _environment(folder: Path, data: Path) -> dict[str, str]:
    ours = {
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "PYTHONPATH": str(Path.cwd()),
        "PYDANTIC_DISABLE_PLUGINS": "__all__",
        "DOITHOAI_DATA__DIR": str(data),
        "DOITHOAI_WEB__PORT": "0",
        "DOITHOAI_LOG__LEVEL": "ERROR",
        # A bot that finds nobody: its library is loaded, and ready is ready without it.
        "DOITHOAI_TELEGRAM__MAIN__TOKEN": "123:bench",
        "DOITHOAI_TELEGRAM__MAIN__BASE_URL": "http://127.0.0.1:9/bot",
        "DOITHOAI_TELEGRAM__MAIN__MODE": "webhook",
        "DOITHOAI_TELEGRAM__MAIN__SECRET": SECRET,
        "DOITHOAI_WEB__PUBLIC_URL": "https://bench.invalid",
    }
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, **ours}


def _begun(folder: Path, data: Path, script: str, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", script, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder,
        env=_environment(folder, data),
    )


def _loaded(folder: Path) -> tuple[list[str], list[str]]:
    """The modules of a second start: the first one makes the database, which is not done again.

    Those that it has when it is ready, and all of them.
    """
    _deadlines(folder)
    for _ in range(2):
        process = _begun(folder, folder / "data", TELLING.format(ready=READY) + PROGRAM, "run")
        *_, needed = _said_before_ready(process)
        time.sleep(SETTLED)
        *_, every = _stop(process).splitlines()
    return json.loads(needed), json.loads(every)


def _program(folder: Path, data: Path) -> Told:
    since = time.perf_counter()
    process = _ready(_begun(folder, data, PROGRAM, "run"))
    told = _used(process, since)
    port = _port(process)
    at_once = _answered(port, 1)
    time.sleep(SETTLED)
    later = _answered(port, 2)
    resident = resident_megabytes([process.pid])
    _stop(process)
    return {**told, "resident": resident, "at once": at_once, "later": later}


def _port(process: "subprocess.Popen[str]") -> int:
    assert process.stdout is not None
    address = process.stdout.readline().rpartition("http://")[2]
    return int(address.partition("/")[0].rpartition(":")[2])


def _answered(port: int, number: int) -> float:
    """How many seconds a newcomer's first message takes."""
    since = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", port)
    message = update(number, FIRST_CHAT + number, 1, "/gui")
    connection.request("POST", "/telegram/main", message, {SECRET_HEADER: SECRET})
    if connection.getresponse().status != 200:
        raise RuntimeError("it was not taken")
    connection.close()
    return time.perf_counter() - since


def _import(folder: Path, modules: Sequence[str]) -> Told:
    since = time.perf_counter()
    process = _begun(folder, folder, IMPORTS)
    assert process.stdin is not None
    process.stdin.write(json.dumps(modules) + "\n")
    process.stdin.flush()
    _ready(process)
    told = _used(process, since)
    process.communicate("\n")
    return told


def _used(process: "subprocess.Popen[str]", since: float) -> Told:
    return {
        "seconds": time.perf_counter() - since,
        "processor": cpu_seconds([process.pid]),
        "resident": resident_megabytes([process.pid]),
    }


def _deadlines(folder: Path) -> Told:
    since = time.perf_counter()
    process = _begun(folder, folder, PROGRAM, *DEADLINES)
    process.communicate()
    if process.returncode:
        raise RuntimeError("the command failed")
    return {"seconds": time.perf_counter() - since}


def _ready(process: "subprocess.Popen[str]") -> "subprocess.Popen[str]":
    for _ in _said_before_ready(process):
        pass
    return process


def _said_before_ready(process: "subprocess.Popen[str]") -> Iterator[str]:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith((READY, "ready")):
            return
        yield line
    raise RuntimeError("it ended before it was ready")


def _stop(process: "subprocess.Popen[str]") -> str:
    """What it has said meanwhile."""
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate()
    return said


def _told(found: Mapping[str, Sequence[Told]], needed: int, every: int) -> Iterator[str]:
    names = {
        "needed": f"import of the {needed} modules of packages that it has loaded when it serves",
        "every": f"import of all {every} that it loads, what it goes on to load included",
        "again": "`doithoai run` until it serves, with a bot",
        "first": "the same for the first time: it makes its database",
    }
    wholes = [middle(found[name], "seconds") for name in ("needed", "every")]
    yield from rows(
        HEAD,
        (
            (
                name,
                spread(found[what], "seconds", digits=2),
                *(f"{middle(found[what], 'seconds') / whole:.2f}" for whole in wholes),
                spread(found[what], "processor", digits=2),
                spread(found[what], "resident", digits=0),
            )
            for what, name in names.items()
        ),
    )
    yield ""
    answered = spread(found["deadlines"], "seconds", digits=2)
    at_once, later = (spread(found["again"], key, 1000, digits=0) for key in ("at once", "later"))
    yield (
        f"A newcomer's first message is taken in {at_once} ms when it comes as soon as the program "
        f"serves, {SETTLED:.0f} seconds later in {later} ms. "
        f"`doithoai {DEADLINES[0]}` answers in {answered} s."
    )
