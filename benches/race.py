#!/usr/bin/env python3
"""Two or more builds of pejl on the same plans, by turns: what a change of the code made faster.

    python3 benches/race.py OLD/pejl NEW/pejl [--rounds 5]

Each build reads 2 MB of plans of 40 kB (blocks of the corpus in random order) in one stream, on one thread. Counted is
time on the processor in user mode; the fastest round counts, since other work on the machine only slows a round down.
The start-up is that of one plan of a few words and of one of 40 kB. The builds must give the same answers.
"""

import argparse
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "peers"))
from peers import make_plans  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("builds", nargs="+")
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    plans = make_plans(2e6)
    with tempfile.TemporaryDirectory() as folder:
        inputs = {"few words": ["Flere skal i job."], "one plan": plans[:1], "2 MB": plans}
        for name, texts in inputs.items():
            lines = [json.dumps({"doc": f"{number}.txt", "text": text}) + "\n" for number, text in enumerate(texts)]
            path = pathlib.Path(folder, "plans.ndjson")
            path.write_text("".join(lines))
            megabytes = sum(len(text.encode()) for text in texts) / 1e6
            seconds: dict = {build: [] for build in args.builds}
            answers = set()
            for _ in range(args.rounds):
                for build in args.builds:
                    before = os.times().children_user
                    done = subprocess.run([build, "extract", "--ndjson", "--jobs", "1", path], check=True, capture_output=True)
                    seconds[build].append(os.times().children_user - before)
                    answers.add(hashlib.sha256(done.stdout).hexdigest())
            for build in args.builds:
                least = min(seconds[build])
                print(f"{name:10} {build:40} {least:.2f} s {megabytes / max(least, 0.01):6.2f} MB/s", flush=True)
            print(f"{name:10} answers {'are the same' if len(answers) == 1 else 'DIFFER'}")


if __name__ == "__main__":
    main()
