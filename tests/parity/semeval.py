#!/usr/bin/env python3
"""Compares `pejl score` with nervaluate (PyPI) on the SemEval-2013 schemas, where both must give the same counts.

    semeval.py PEJL [CASES]             compare on so many generated cases
    semeval.py --table CASES            print a table of cases with nervaluate's counts, for tests/fixtures/score
    semeval.py --gold PEJL GOLD SYSTEM  compare on a gold set and a folder of analyses, document by document

In a case no finding overlaps two of the other side or one of its own: there pairing is no choice, so every scorer must
agree. Where it is a choice, nervaluate's answer depends on the order of its lists (see `order_is_not_the_answer` in
tests/score.rs).
"""
import json, os, random, subprocess, sys, tempfile

from nervaluate import Evaluator

KINDS = ["mentor", "fgu", "stu"]
LAYERS = ("goals", "target_groups", "measures", "benefits", "sources")
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
    tags = sorted({kind for _, _, kind in gold + system}) or KINDS
    overall = Evaluator([load(gold)], [load(system)], tags=tags, loader="dict").evaluate()["overall"]
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


def spans(findings):
    """[start, end, kind] without final punctuation, which is no boundary error for us."""
    kept = lambda it: len(it["text"]) - len(it["text"].rstrip(" .:;,*\n"))
    return [[it["start"], it["end"] - kept(it), it.get("kind") or it["concept"]] for it in findings]


def a_choice(gold, system):
    """Whether some finding overlaps two of the other side, or one of its own: then pairing is a choice."""
    overlaps = lambda a, b: a[0] < b[1] and b[0] < a[1]
    crowded = lambda one, other: any(sum(overlaps(a, b) for b in other) > 1 for a in one)
    return any(crowded(a, b) for a, b in ((gold, gold), (system, system), (gold, system), (system, gold)))


def compare_gold(program, gold_dir, system_dir):
    same, chosen, different = 0, 0, 0
    for name in sorted(name for name in os.listdir(gold_dir) if name.endswith(".json")):
        sides = [json.load(open(os.path.join(folder, name), encoding="utf-8")) for folder in (gold_dir, system_dir)]
        with tempfile.TemporaryDirectory() as folder:
            for side, analysis in zip(("gold", "system"), sides):
                os.mkdir(os.path.join(folder, side))
                with open(os.path.join(folder, side, name), "w", encoding="utf-8") as file:
                    json.dump(analysis, file)
            command = [program, "score", "--gold", f"{folder}/gold", "--system", f"{folder}/system"]
            command += ["--json", "--resamples", "0"]
            report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        for layer in LAYERS:
            gold, system = (spans(side.get(layer, [])) for side in sides)
            if not gold and not system:
                continue
            rows = [row for row in report["schemas"] if row["layer"] == layer]
            ours = {row["schema"]: [row[name] for name in COUNTS] for row in rows}
            theirs = nervaluate(gold, system)
            if ours == theirs:
                same += 1
            elif a_choice(gold, system):
                chosen += 1
                print(f"{name} {layer}: pairing is a choice: nervaluate {theirs}, pejl {ours}")
            else:
                different += 1
                print(f"{name} {layer}: nervaluate {theirs}, pejl {ours}")
    print(f"{same} layers of documents the same, {chosen} differ where pairing is a choice, {different} differ")
    return 1 if different else 0


def main(arguments):
    if arguments[0] == "--gold":
        return compare_gold(*arguments[1:])
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
