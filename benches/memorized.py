#!/usr/bin/env python3
"""Which labels of the lexicons occur in exactly one development plan and nowhere in our own corpus?

A label that only one plan has ever used may have been copied from it: it will help on that plan and on no other. The
list is to be read before a release; each row is justified (a word of the field that others use too) or removed.

    cargo build --release
    python3 benches/memorized.py                 # ../shared/plans against corpus/
    python3 benches/memorized.py --plans DIR     # other development plans
    python3 benches/memorized.py --phrases       # only labels of several words, the likelier copies
    python3 benches/memorized.py --without       # score each plan without the labels that it alone has ever used

`--without` leaves each development plan out of the lexicon: the labels that only it has are taken away, the plan is
read with what is left and scored against its gold beside the usual figures. The rules stay as they are.

Prints `file:line  label  kind  concept  plan` for each, then the counts. A label occurs in a text if a finding names it
as its evidence or if it stands there letter by letter, upper and lower case taken as one. Without development plans it
prints "skipped: no ../shared" and is content. Python 3, standard library only.
"""

import argparse
import csv
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Lists and the columns that hold their labels.
LISTS = {
    "acts.csv": ["name", "short_names"],
    "benefits.csv": ["label"],
    "measures.csv": ["label"],
    "publishers.csv": ["name", "variants"],
    "target_groups.csv": ["label"],
}
# Layer of an analysis whose evidence names labels of a list.
LAYERS = {"benefits.csv": "benefits", "measures.csv": "measures", "target_groups.csv": "target_groups"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--plans", type=pathlib.Path, default=ROOT.parent / "shared" / "plans")
    parser.add_argument("--pejl", default=ROOT / "target" / "release" / "pejl")
    parser.add_argument("--phrases", action="store_true", help="only labels of several words")
    parser.add_argument("--without", action="store_true", help="score plans without the labels that are theirs alone")
    parser.add_argument("--gold", type=pathlib.Path, default=ROOT.parent / "shared" / "gold")
    args = parser.parse_args()
    if not args.plans.is_dir():
        print("skipped: no ../shared")
        return 0
    plans = read(args.pejl, args.plans)
    corpus = read(args.pejl, ROOT / "corpus")
    counts = {}
    alone_in = {plan.name: {} for plan in plans}
    for name, columns in LISTS.items():
        rows = list(csv.DictReader(open(ROOT / "lexicons" / name, encoding="utf-8")))
        layer = LAYERS.get(name)
        for line, row in enumerate(rows, start=2):
            for label in labels(row, columns):
                total, alone = counts.get(name, (0, 0))
                homes = [plan for plan in plans if plan.has(layer, label)]
                single = len(homes) == 1 and not any(plan.has(layer, label) for plan in corpus)
                single = single and (not args.phrases or " " in label)
                counts[name] = (total + 1, alone + single)
                if single:
                    alone_in[homes[0].name].setdefault(name, set()).add(label)
                if single and not args.without:
                    facts = [label, row.get("kind"), row.get("concept"), homes[0].name]
                    print(f"{name}:{line}  " + "  ".join(fact for fact in facts if fact))
    if args.without:
        for plan in sorted(alone_in):
            without(args, plan, alone_in[plan])
        return 0
    print()
    for name, (total, alone) in counts.items():
        print(f"{name:20} {alone:4} of {total:4} labels ({alone / total:.1%}) in one development plan only")
    return 0


def without(args, plan, alone):
    """Prints the scores of a plan with all labels and without those in `alone`."""
    removed = sum(len(labels) for labels in alone.values())
    print(f"{plan}: {removed} labels taken away")
    with tempfile.TemporaryDirectory() as folder:
        lexicons = pathlib.Path(folder) / "lexicons"
        shutil.copytree(ROOT / "lexicons", lexicons)
        for name, labels in alone.items():
            take_away(lexicons / name, LISTS[name], labels)
        usual = scores(args, plan, [])
        left = scores(args, plan, ["--lexicons", lexicons])
    for measure, figure in usual.items():
        print(f"  {measure:22} {figure}  without {left[measure]}")


def take_away(path, columns, alone):
    """Puts a word that is in no text in the place of each label."""
    rows = list(csv.reader(open(path, encoding="utf-8", newline="")))
    places = [rows[0].index(column) for column in columns]
    for line, row in enumerate(rows[1:]):
        for place in places:
            kept = [label for label in row[place].split("|") if label.strip() not in alone]
            if place == places[0] and not kept:
                kept = [f"qxz{line}"]
            row[place] = "|".join(kept)
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def scores(args, plan, options):
    """F1 of each layer by strict span, type and record."""
    with tempfile.TemporaryDirectory() as folder:
        gold, out = pathlib.Path(folder) / "gold", pathlib.Path(folder) / "out"
        gold.mkdir()
        stem = pathlib.Path(plan).stem
        shutil.copy(args.gold / f"{stem}.json", gold)
        subprocess.run([args.pejl, *options, "extract", args.plans / plan, "--out", out], check=True, capture_output=True)
        run = subprocess.run([args.pejl, "score", "--gold", gold, "--system", out], capture_output=True, text=True)
    found = re.findall(r"^(\w+/(?:strict|type|record)) +[\d.]+ +[\d.]+ +([\d.]+)", run.stdout, re.MULTILINE)
    return dict(found)


class Plan:
    """A plan's words and the labels that its findings name."""

    def __init__(self, path, analysis):
        self.name = path.name
        self.text = " " + re.sub(r"\W+", " ", path.read_bytes().decode("utf-8", "replace").lower()) + " "
        self.fired = {
            (layer, label.lower())
            for layer in LAYERS.values()
            for finding in analysis[layer]
            for label in finding["evidence"].get("labels", [])
        }

    def has(self, layer, label):
        words = " " + re.sub(r"\W+", " ", label.lower()).strip() + " "
        return (layer, label.lower()) in self.fired or words in self.text


def labels(row, columns):
    for column in columns:
        yield from filter(None, (label.strip() for label in row[column].split("|")))


def read(pejl, folder):
    with tempfile.TemporaryDirectory() as out:
        done = subprocess.run([pejl, "extract", folder, "--out", out], capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"memorized.py: {done.stderr.strip() or 'pejl extract found nothing'}")
        analyses = [json.loads(path.read_text(encoding="utf-8")) for path in pathlib.Path(out).rglob("*.json")]
    paths = {path.name: path for path in folder.rglob("*") if path.is_file()}
    return [Plan(paths[analysis["doc"]], analysis) for analysis in analyses]


if __name__ == "__main__":
    sys.exit(main())
