#!/usr/bin/env python3
"""Compares `pejl score` with nervaluate (PyPI) on the SemEval-2013 schemas, where both must give the same counts.

    semeval.py PEJL [CASES]             compare on so many generated cases
    semeval.py --table CASES            print a table of cases with nervaluate's counts, for tests/fixtures/score

In a case no finding overlaps two of the other side or one of its own: there pairing is no choice, so every scorer must
agree. Where it is a choice, nervaluate's answer depends on the order of its lists (see `order_is_not_the_answer` in
tests/score.rs).
"""
import json, os, random, subprocess, sys, tempfile

from nervaluate import Evaluator

KINDS = ["mentor", "fgu", "stu"]
SCHEMAS = {"strict": "strict", "exact": "exact", "partial": "partial", "type": "ent_type"}
COUNTS = ("correct", "incorrect", "partial", "missed", "spurious")


def case(rng):
    """Gold and system as lists of [start, end, kind], shuffled."""
    gold, system, place = [], [], 0
    for _ in range(rng.randint(0, 12)):
        place += rng.randint(5, 30)
        length = rng.randint(4, 40)
        what = rng.random()
        span = [place, place + length, rng.choice(KINDS)]
        if what < 0.75:
            gold.append(span)
        if what > 0.15:
            moved = list(span)
            if rng.random() < 0.5:
                moved[0] += rng.randint(-2, 2)
                moved[1] += rng.randint(-1, 2)
            if rng.random() < 0.3:
                moved[2] = rng.choice(KINDS)
            system.append(moved)
        place += length
    rng.shuffle(gold)
    rng.shuffle(system)
    return gold, system


def nervaluate(gold, system):
    # nervaluate's ends are inclusive.
    load = lambda spans: [{"label": kind, "start": start, "end": end - 1} for start, end, kind in spans]
    overall = Evaluator([load(gold)], [load(system)], tags=KINDS, loader="dict").evaluate()["overall"]
    return {ours: [getattr(overall[theirs], name) for name in COUNTS] for ours, theirs in SCHEMAS.items()}


def pejl(program, gold, system):
    with tempfile.TemporaryDirectory() as folder:
        for side, spans in (("gold", gold), ("system", system)):
            os.mkdir(os.path.join(folder, side))
            findings = [{"start": s, "end": e, "concept": k, "text": "x" * (e - s)} for s, e, k in spans]
            with open(os.path.join(folder, side, "plan.json"), "w") as file:
                json.dump({"doc": "plan.txt", "measures": findings}, file)
        command = [program, "score", "--gold", f"{folder}/gold", "--system", f"{folder}/system"]
        out = subprocess.run([*command, "--json", "--resamples", "0"], check=True, capture_output=True, text=True).stdout
    rows = [row for row in json.loads(out)["schemas"] if row["layer"] == "measures"]
    return {row["schema"]: [row[name] for name in COUNTS] for row in rows}


def main(arguments):
    rng = random.Random(2013)
    if arguments[0] == "--table":
        cases = [case(rng) for _ in range(int(arguments[1]))]
        rows = [json.dumps({"gold": g, "system": s, "counts": nervaluate(g, s)}) for g, s in cases]
        print("[\n" + ",\n".join(rows) + "\n]")
        return 0
    count = int(arguments[1]) if len(arguments) > 1 else 2000
    different = 0
    for number in range(count):
        gold, system = case(rng)
        theirs, ours = nervaluate(gold, system), pejl(arguments[0], gold, system)
        if theirs != ours:
            different += 1
            print(f"case {number}: gold {gold}, system {system}: nervaluate {theirs}, pejl {ours}")
    print(f"{count} cases, {different} different")
    return 1 if different else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
