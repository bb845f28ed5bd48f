#!/usr/bin/env python3
"""Times `pejl score` on made-up documents with many findings, on one core.

    python3 benches/score.py PEJL [DOCUMENTS [FINDINGS]]     default 1000 documents with 300 findings on each side

Gold is drawn at random with all attributes; the system's side is gold with moved borders, lost and added findings, other
kinds and other attributes in a tenth of the places. Prints the wall time of five runs: reading both folders, pairing,
all metrics, 1,000 draws for the intervals over documents and over blocks, and the report as JSON.
"""
import json, os, random, subprocess, sys, tempfile, time

GROUPS = ["unge", "ledige", "seniorer", "handicap", "sygemeldte"]
MEASURES = ["mentor", "fgu", "stu", "loentilskud", "virksomhedspraktik"]
BENEFITS = ["kontanthjaelp", "sygedagpenge", "ledighedsydelse"]
GOALS, SOURCES = ["maal", "aktivitet", "maalsaetning"], ["law", "report", "statistics"]


def finding(rng, layer, place):
    length = rng.randint(40, 160) if layer in ("goals", "sources") else rng.randint(4, 20)
    item = {"start": place, "end": place + length, "text": "x" * length}
    if layer == "goals":
        item |= {
            "kind": rng.choice(GOALS), "label": None, "actor": rng.choice([None, "jobcentret"]),
            "modality": rng.choice(["skal", "vil"]), "direction": rng.choice([None, "increase", "decrease"]),
            "target": rng.choice([None, {"value": rng.randint(1, 90), "unit": "pct", "comparator": "at_least", "baseline": None, "deadline": "2025"}]),
            "period": None, "serves": None, "target_groups": rng.sample(GROUPS, 2), "measures": rng.sample(MEASURES, 1), "benefits": [],
        }
    elif layer == "sources":
        item |= {"kind": rng.choice(SOURCES), "publisher": "STAR", "title": None, "year": rng.randint(2010, 2025), "identifier": None, "cited_at": []}
    else:
        item["concept"] = rng.choice({"target_groups": GROUPS, "measures": MEASURES, "benefits": BENEFITS}[layer])
    return item


def documents(rng, count, findings):
    layers = ["goals"] * 2 + ["target_groups"] * 3 + ["measures"] * 3 + ["benefits"] + ["sources"]
    for number in range(count):
        sides = [{"doc": f"plan-{number}.txt", "meta": {"kind": "andet"}} | {layer: [] for layer in set(layers)} for _ in "gs"]
        place = 0
        for _ in range(findings):
            layer = rng.choice(layers)
            place += rng.randint(0, 60)
            gold = finding(rng, layer, place)
            sides[0][layer].append(gold)
            if rng.random() < 0.1:
                other = finding(rng, layer, place + rng.randint(-3, 3) if place > 3 else place)
                sides[1][layer].append(other)
            elif rng.random() > 0.05:
                sides[1][layer].append(gold)
            if rng.random() < 0.05:
                sides[1][layer].append(finding(rng, layer, place + rng.randint(0, 9)))
        yield sides


def main(pejl, count=1000, findings=300):
    rng = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        for side in ("gold", "system"):
            os.mkdir(os.path.join(folder, side))
        for number, sides in enumerate(documents(rng, int(count), int(findings))):
            for side, analysis in zip(("gold", "system"), sides):
                with open(os.path.join(folder, side, f"plan-{number}.json"), "w", encoding="utf-8") as file:
                    json.dump(analysis, file)
        command = [pejl, "score", "--gold", f"{folder}/gold", "--system", f"{folder}/system", "--json"]
        core = min(os.sched_getaffinity(0))
        times, work = [], []
        for _ in range(5):
            used, start = os.times(), time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"RAYON_NUM_THREADS": "1"},
                           preexec_fn=lambda: os.sched_setaffinity(0, {core}))
            times.append(time.perf_counter() - start)
            now = os.times()
            work.append(now.children_user + now.children_system - used.children_user - used.children_system)
    print(f"{count} documents, {findings} findings: wall {min(times):.2f} s fastest, {sorted(times)[2]:.2f} s median; "
          f"processor {min(work):.2f} s fastest, {sorted(work)[2]:.2f} s median")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
