#!/usr/bin/env python3
"""Kills `pejl run` at random moments and looks at what is left.

    cargo build --release && python3 benches/kill.py [--kills 200] [--index]

A run over the corpus fifteen times, 450 plans, is killed with SIGKILL at a random moment; the same command goes on, is
killed in its turn, and so on until a run comes to its end: then the workspace must be byte-identical to that of a run
that nobody disturbed, the times of the manifest aside, and the next one begins, until there were 200 kills. After each
kill no file may be half written. Without --index the search index is left out; with it, the
index too must give the same answers (its files bear random names, so that bytes cannot be compared). No packages.
"""

import argparse
import json
import pathlib
import random
import shutil
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
QUERIES = ["uddannelse", "målgruppe:flygtninge", "virksomhedspraktik år:2018-2023"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--index", action="store_true")
    parser.add_argument("--pejl", default=ROOT / "target/release/pejl", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    random.seed(args.seed)
    with tempfile.TemporaryDirectory() as folder:
        at = pathlib.Path(folder)
        plans = at / "plans"
        plans.mkdir()
        for path in (ROOT / "corpus").iterdir():
            for copy in range(15 if path.name != "README.md" else 0):
                shutil.copy(path, plans / f"{copy:02}-{path.name}")

        def command(out: pathlib.Path) -> list:
            return [args.pejl.resolve(), "run", plans, "--out", out] + ([] if args.index else ["--no-index"])

        subprocess.run(command(at / "whole"), check=True, capture_output=True)
        whole = content(at / "whole", args)
        print(f"{len(whole)} files", flush=True)

        out, kills, ended, half = at / "out", 0, 0, []
        while True:
            child = subprocess.Popen(command(out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if kills < args.kills:
                await_moment(child, out)
                child.kill()
            if child.wait() != 0:
                kills += 1
                half.append(check_whole(out))
                continue
            now = content(out, args)
            differ = sorted(name for name in whole.keys() | now.keys() if whole.get(name) != now.get(name))
            assert not differ, f"after {kills} kills: {differ[:5]} differ"
            shutil.rmtree(out)
            ended += 1
            if kills == args.kills:
                break
        print(f"{kills} kills while 0 to {max(half)} plans were done (on average {sum(half) / kills:.0f}); no file half written")
        print(f"{ended} workspaces came to their end, each as if nobody had disturbed it")


def await_moment(child: subprocess.Popen, out: pathlib.Path) -> None:
    """A random moment of a run: soon after its start, or in the middle of one of its next plans.

    Plans done are counted rather than seconds: so all of a run is hit, however busy the machine is.
    """
    before = lines(out)
    if random.random() < 0.2:
        time.sleep(random.uniform(0, 0.5))
        return
    more = random.randint(1, 30)
    while lines(out) < before + more and child.poll() is None:
        time.sleep(0.002)
    time.sleep(random.uniform(0, 0.03))


def lines(out: pathlib.Path) -> int:
    manifest = out / "manifest.ndjson"
    return manifest.read_bytes().count(b"\n") if manifest.exists() else 0


def check_whole(out: pathlib.Path) -> int:
    """Every analysis is whole, and every line of the manifest; returns how many plans are in the manifest."""
    for path in (out / "analyses").glob("[!.]*") if out.exists() else []:
        json.loads(path.read_text())
    manifest = out / "manifest.ndjson"
    entries = [json.loads(line) for line in manifest.read_text().splitlines()] if manifest.exists() else []
    for entry in entries:
        assert (out / "analyses" / entry["analysis"]).exists(), f"{entry['doc']} is promised but not there"
    return len(entries)


def content(out: pathlib.Path, args: argparse.Namespace) -> dict:
    """All that must be alike: files by name, times cut out, and what the index answers."""
    files = {}
    for path in out.rglob("*"):
        name = str(path.relative_to(out))
        if path.is_file() and not name.startswith("index/"):
            files[name] = path.read_bytes()
    entries = [json.loads(line) for line in files["manifest.ndjson"].splitlines()]
    for entry in entries:
        del entry["time"], entry["seconds"]
    files["manifest.ndjson"] = entries
    for query in QUERIES if args.index else []:
        search = [args.pejl.resolve(), "search", query, "--index", out / "index", "--format", "csv"]
        files[query] = subprocess.run(search, check=True, capture_output=True).stdout
        assert files[query], f"nothing found for {query}"
    return files


if __name__ == "__main__":
    main()
