#!/usr/bin/env python3
"""How fast pejl reads, beside programs that only look words up: MB of text for each second of one processor.

    cargo build --release && python3 benches/peers/peers.py [--megabytes 10]

All read the same text, blocks of the corpus in random order in plans of 40 kB, and look for the same labels, those of
lexicons/*.csv. pejl does everything: repairs, structure, sentences, five layers, JSON. The others find labels as they
are written. Counted is time on the processor (user + system) of one thread, reading the labels left out where the tool
allows: what else the machine does then matters little. Each is run three times, the best counts.

spaCy, flashtext and pyahocorasick come from PyPI into target/peers/venv; ripgrep (`rg`) must be installed. The bare
automaton is benches/peers/bare.rs.
"""

import argparse
import csv
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
WORK = ROOT / "target/peers"
PACKAGES = ["spacy==3.8.*", "flashtext==2.7", "pyahocorasick==2.*"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--pejl", default=ROOT / "target/release/pejl", type=pathlib.Path)
    args = parser.parse_args()
    python = WORK / "venv/bin/python"
    if pathlib.Path(sys.prefix).resolve() != (WORK / "venv").resolve():
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", WORK / "venv"], check=True)
            subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
        os.execv(python, [str(python), *sys.argv])

    plans = make_plans(args.megabytes * 1e6)
    megabytes = sum(len(plan.encode()) for plan in plans) / 1e6
    labels = read_labels()
    (WORK / "plans.ndjson").write_text(
        "".join(json.dumps({"doc": f"{n}.txt", "text": plan}) + "\n" for n, plan in enumerate(plans))
    )
    (WORK / "plans.txt").write_text("\n".join(plans))
    (WORK / "labels.txt").write_text("\n".join(labels) + "\n")
    print(f"{len(plans)} plans, {megabytes:.1f} MB, {len(labels)} labels")

    rates = {}
    for name, run in [
        ("pejl extract, all layers", lambda: child([args.pejl, "extract", "--ndjson", "--jobs", "1", WORK / "plans.ndjson"])),
        ("spaCy blank, sentencizer, PhraseMatcher", lambda: spacy_phrases(plans, labels)),
        ("flashtext", lambda: flashtext_phrases(plans, labels)),
        ("pyahocorasick", lambda: ahocorasick_phrases(plans, labels)),
        ("rg -j1 -F -o -f", lambda: child(["rg", "-j1", "-F", "-o", "-f", WORK / "labels.txt", WORK / "plans.txt"])),
        ("aho-corasick, bare", bare),
    ]:
        seconds = min(run() for _ in range(3))
        rates[name] = megabytes / seconds
        print(f"{name:42} {rates[name]:8.2f} MB/s {len(plans) / seconds:10.0f} plans/s", flush=True)
    pejl = rates["pejl extract, all layers"]
    print(f"pejl is {pejl / rates['spaCy blank, sentencizer, PhraseMatcher']:.2f} × spaCy", end=" and ")
    print(f"{pejl / rates['rg -j1 -F -o -f']:.3f} × rg")


def child(command: list) -> float:
    """Processor seconds of a command, its answers written to a file."""
    before = os.times()
    with open(WORK / "answers", "wb") as answers:
        subprocess.run(command, check=True, stdout=answers)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def spacy_phrases(plans: list, labels: list) -> float:
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("da")
    nlp.max_length = 1 << 30
    nlp.add_pipe("sentencizer")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("label", [nlp.make_doc(label) for label in labels])
    started = time.process_time()
    found = sum(len(matcher(doc)) + sum(1 for _ in doc.sents) for doc in nlp.pipe(plans))
    assert found
    return time.process_time() - started


def flashtext_phrases(plans: list, labels: list) -> float:
    from flashtext import KeywordProcessor

    processor = KeywordProcessor()
    processor.add_keywords_from_list(labels)
    started = time.process_time()
    assert sum(len(processor.extract_keywords(plan, span_info=True)) for plan in plans)
    return time.process_time() - started


def ahocorasick_phrases(plans: list, labels: list) -> float:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for label in labels:
        automaton.add_word(label, label)
    automaton.make_automaton()
    started = time.process_time()
    assert sum(sum(1 for _ in automaton.iter_long(plan.lower())) for plan in plans)
    return time.process_time() - started


def bare() -> float:
    command = ["cargo", "bench", "--quiet", "--bench", "bare", "--", WORK / "labels.txt", WORK / "plans.txt"]
    return float(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)


def make_plans(size: float) -> list:
    random.seed(1)
    texts = []
    for path in sorted((ROOT / "corpus").iterdir()):
        raw = path.read_bytes()
        if path.name != "README.md" and path.suffix in (".txt", ".md"):
            try:
                texts.append(raw.decode())
            except UnicodeDecodeError:
                texts.append(raw.decode("cp1252"))
    blocks = [block for text in texts for block in re.split(r"\n\s*\n", text) if block.strip()]
    plans, total = [], 0
    while total < size:
        plan: list = []
        while sum(map(len, plan)) < 40_000:
            plan += random.sample(blocks, 20)
        plans.append("\n\n".join(plan) + "\n")
        total += len(plans[-1].encode())
    return plans


def read_labels() -> list:
    labels = set()
    for path in sorted((ROOT / "lexicons").glob("*.csv")):
        with open(path, encoding="utf-8", newline="") as rows:
            words = (row.get("label") or row.get("name") for row in csv.DictReader(rows))
            labels |= {word.lower() for word in words if word}
    return sorted(labels)


if __name__ == "__main__":
    main()
