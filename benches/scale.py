#!/usr/bin/env python3
"""Whether pejl stays fast and small as plans grow longer and more.

    cargo build --release && python3 benches/scale.py [flat] [memory] [cores] [run] [--megabytes 1000]

    flat     seconds for each megabyte of one document, from 10 kB to 10 MB
    memory   peak memory of `pejl extract` over 20 MB and over 200 MB of plans
    cores    how much faster two jobs are than one (only says something on a machine with nothing else to do)
    run      `pejl run` over 1 GB of plans, or --megabytes: time, peak memory, size of what it writes

Plans are made of blocks of the corpus in random order, 40 kB each. Seconds of `flat` are processor seconds of the
process (user + system) less those for an empty text: what else the machine does then matters little. No packages.
"""

import argparse
import json
import os
import pathlib
import random
import re
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help="flat, memory, cores or run; all without")
    parser.add_argument("--megabytes", type=float, default=1000, help="size for `run`")
    parser.add_argument("--pejl", default=ROOT / "target/release/pejl", type=pathlib.Path)
    parser.add_argument("--tmp", help="where the plans are put and read [default: the system's]")
    args = parser.parse_args()
    pejl = args.pejl.resolve()
    for part in args.parts or ["flat", "memory", "cores", "run"]:
        with tempfile.TemporaryDirectory(dir=args.tmp) as folder:
            {"flat": flat, "memory": memory, "cores": cores, "run": run}[part](pejl, pathlib.Path(folder), args)


def flat(pejl: pathlib.Path, at: pathlib.Path, _args: argparse.Namespace) -> None:
    rates = {}
    for size in (10_000, 100_000, 1_000_000, 10_000_000):
        # Small documents many times, so that there is something to measure; start-up is taken off.
        copies = max(1, 4_000_000 // size)
        text = plan(size)
        empty, full = at / "empty.ndjson", at / "full.ndjson"
        empty.write_text('{"doc":"a","text":""}\n')
        full.write_text((json.dumps({"doc": "a", "text": text}) + "\n") * copies)
        extract = [pejl, "extract", "--ndjson", "--jobs", "1"]
        best = min(measured([*extract, full]).cpu for _ in range(3))
        best -= min(measured([*extract, empty]).cpu for _ in range(3))
        rates[size] = best / (copies * len(text.encode()) / 1e6)
        print(f"{size:>11,} bytes: {rates[size]:.3f} s/MB", flush=True)
    middle = sum(rates.values()) / len(rates)
    off = max(abs(rate / middle - 1) for rate in rates.values())
    print(f"off their mean by at most {off:.0%}")


def memory(pejl: pathlib.Path, at: pathlib.Path, _args: argparse.Namespace) -> None:
    peaks = {}
    for megabytes in (20, 200):
        plans = make_plans(at / str(megabytes), megabytes * 1e6)
        peaks[megabytes] = measured([pejl, "extract", plans, "--format", "ndjson", "--jobs", "1"]).peak
        print(f"{megabytes} MB: peak {peaks[megabytes] / 1e6:.0f} MB", flush=True)
    print(f"grows by {peaks[200] / peaks[20] - 1:.0%}")


def cores(pejl: pathlib.Path, at: pathlib.Path, _args: argparse.Namespace) -> None:
    plans = make_plans(at / "plans", 20e6)
    walls = {}
    for jobs in (1, 2):
        extract = [pejl, "extract", plans, "--format", "ndjson", "--jobs", str(jobs)]
        runs = [measured(extract) for _ in range(3)]
        walls[jobs] = min(run.wall for run in runs)
        print(f"{jobs} jobs: {walls[jobs]:.2f} s, of the processor {min(run.cpu for run in runs):.2f} s", flush=True)
    print(f"two are {walls[1] / walls[2]:.2f} × one")


def run(pejl: pathlib.Path, at: pathlib.Path, args: argparse.Namespace) -> None:
    plans = make_plans(at / "plans", args.megabytes * 1e6)
    count = len(list(plans.iterdir()))
    for name in ("first run", "nothing to do"):
        done = measured([pejl, "run", plans, "--out", at / "out"])
        written = sum(path.stat().st_size for path in (at / "out").rglob("*") if path.is_file())
        print(
            f"{name}: {count} plans, {args.megabytes:.0f} MB in {done.wall:.0f} s (processor {done.cpu:.0f} s), "
            f"{count / done.wall:.1f} plans/s, peak {done.peak / 1e6:.0f} MB, of it {done.own / 1e6:.0f} MB its own and "
            f"not pages of files, workspace {written / 1e6:.0f} MB",
            flush=True,
        )


class Measured:
    def __init__(self, wall: float, usage, own: int) -> None:
        self.wall = wall
        # Peak of RssAnon: what the system cannot take back, unlike pages of files that are mapped.
        self.own = own
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss * 1024


def measured(command: list) -> Measured:
    started = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    own = 0
    while True:
        pid, status, usage = os.wait4(child.pid, os.WNOHANG)
        if pid:
            break
        own = max(own, own_memory(child.pid))
        time.sleep(0.02)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, command
    return Measured(time.monotonic() - started, usage, own)


def own_memory(process: int) -> int:
    try:
        status = pathlib.Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"RssAnon:\s+(\d+) kB", status)
    return int(found[1]) * 1024 if found else 0


def make_plans(folder: pathlib.Path, size: float) -> pathlib.Path:
    folder.mkdir()
    total = number = 0
    while total < size:
        text = plan(40_000).encode()
        (folder / f"plan-{number:06}.txt").write_bytes(text)
        total, number = total + len(text), number + 1
    return folder


def plan(size: int) -> str:
    pieces, total = [], 0
    while total < size:
        pieces.append(random.choice(BLOCKS))
        total += len(pieces[-1].encode()) + 2
    return "\n\n".join(pieces) + "\n"


def blocks() -> list:
    random.seed(1)
    texts = []
    for path in sorted((ROOT / "corpus").iterdir()):
        if path.name != "README.md" and path.suffix in (".txt", ".md"):
            raw = path.read_bytes()
            try:
                texts.append(raw.decode())
            except UnicodeDecodeError:
                texts.append(raw.decode("cp1252"))
    return [block for text in texts for block in re.split(r"\n\s*\n", text) if block.strip()]


BLOCKS = blocks()

if __name__ == "__main__":
    main()
