#!/usr/bin/env python3
"""Compares `pejl score` with a reference scorer on many damaged copies of a gold set.

    reference.py PEJL REFERENCE GOLD_DIR [ROUNDS]
    reference.py PEJL REFERENCE GOLD_DIR SYSTEM_DIR     compare on one real run instead

REFERENCE is a Python file with `score_docs(docs)` and `pair(gold, system, same, strict)` that pairs greedily.
Each round damages the gold set at random (moved borders, dropped, relabeled, doubled and nested findings, changed
attributes), scores it with both, and compares every number that both give. Where they differ, the reference is asked
again with the best pairing instead of the greedy one, found by exhaustive search: then nothing may differ.
"""
import contextlib, copy, functools, importlib.util, io, json, os, random, subprocess, sys, tempfile

LAYERS = ("goals", "target_groups", "measures", "benefits", "sources")
MODALITIES = ["skal", "vil", "boer", "kan", "oensker", "indikativ", "nominal", None]


def damage(doc, rng, rate):
    doc = copy.deepcopy(doc)
    concepts = {layer: sorted({x.get("concept") or x["kind"] for x in doc[layer]}) for layer in LAYERS}
    for layer in LAYERS:
        label = "kind" if layer in ("goals", "sources") else "concept"
        out = []
        for item in doc[layer]:
            if rng.random() < rate:
                continue
            if rng.random() < rate:
                item[label] = rng.choice(concepts[layer])
            if rng.random() < rate:
                move(item, rng)
            if label == "kind" and rng.random() < rate:
                change(item, layer, rng)
            out.append(item)
            if rng.random() < rate / 2:
                twin = copy.deepcopy(item)
                if rng.random() < 0.7:
                    move(twin, rng)
                if rng.random() < 0.5:
                    twin[label] = rng.choice(concepts[layer])
                if label == "kind" and rng.random() < 0.5:
                    change(twin, layer, rng)
                out.append(twin)
        if rng.random() < 0.5:
            rng.shuffle(out)
        doc[layer] = out
    for layer in ("matrix", "attributions"):
        if layer in doc:
            doc[layer] = [x for x in doc[layer] if rng.random() > rate]
            if doc[layer] and rng.random() < rate * 4:
                doc[layer].append(dict(rng.choice(doc[layer]), municipality="Ærø"))
    for key in doc["meta"]:
        if rng.random() < rate:
            doc["meta"][key] = None
    return doc


def move(item, rng):
    """Moves the borders; the quote keeps its length in step, with made-up letters at the ends."""
    item.pop("segments", None)
    length = max(item["end"] - item["start"], 1)
    start = max(0, item["start"] + rng.randint(-length, max(length - 1, 1)))
    end = max(start + 1, item["end"] + rng.randint(-length + 1, length))
    text = (item["text"] * 4)[: end - start].ljust(end - start, "x")
    if rng.random() < 0.3:
        text = text[:-1] + "."
    item["start"], item["end"], item["text"] = start, end, text


def change(item, layer, rng):
    if layer == "sources":
        key, value = rng.choice(
            [("publisher", "STAR"), ("publisher", None), ("year", 2020), ("year", None), ("identifier", "  LBK nr. 1. ")]
        )
    else:
        key, value = rng.choice(
            [
                ("modality", rng.choice(MODALITIES)),
                ("label", "1a."),
                ("actor", " VI "),
                ("actor", ""),
                ("serves", None),
                ("serves", "flere_opkvalificeres"),
                ("period", {"from": 2023, "to": None}),
                ("period", {"from": None, "to": None}),
                ("target", {"value": 5, "unit": "pct", "comparator": "at_least", "baseline": 3, "deadline": None}),
                ("target", {"value": 5.0, "unit": "pct", "comparator": "at_least", "baseline": None, "deadline": None}),
                ("measures", item.get("measures", [])[::-1]),
                ("target_groups", item.get("target_groups", []) + ["andet"]),
            ]
        )
    item[key] = value


def numbers(reference, docs):
    with contextlib.redirect_stdout(io.StringIO()):
        metrics, attributes = reference.score_docs(docs)
    return {k: tuple(v) for k, v in metrics.items()}, {k: tuple(v) for k, v in attributes.items()}


def ours(pejl, gold_dir, folder):
    out = subprocess.run(
        [pejl, "score", "--gold", gold_dir, "--system", folder, "--json", "--resamples", "0"],
        check=True, capture_output=True, text=True,
    ).stdout
    report = json.loads(out)
    metrics = {m["name"]: (m["right"], m["gold"], m["system"]) for m in report["metrics"]}
    attributes = {
        a["name"]: (a["right"], a["pairs"], a["right_stated"], a["stated"]) for a in report["attributes"]
    }
    return metrics, attributes


def best_pair(reference, gold, system, same, strict):
    """The best pairing by exhaustive search: equal spans first, then the greatest summed similarity."""
    attributes = reference.GOAL_ATTRS if gold and "modality" in gold[0] else reference.SRC_ATTRS
    if gold and "concept" in gold[0]:
        attributes = ["concept"]
    label = "concept" if attributes == ["concept"] else "kind"

    def key(x):
        text = x.get("text", "")
        return x["start"], x["end"] - (len(text) - len(text.rstrip(" .:;,*\n")))

    def agreement(g, s):
        right = [reference.attr_eq(k, g, s) for k in attributes]
        kind = g.get(label) == s.get(label)
        return (kind and all(right)) << 18 | kind << 8 | sum(right)

    def search(rows, columns, weight):
        """[(weight, pairs)] over a cluster; rows at most a dozen."""
        @functools.lru_cache(None)
        def best(row, used):
            if row == len(rows):
                return 0, ()
            found = best(row + 1, used)
            for n, column in enumerate(columns):
                w = weight(rows[row], column)
                if w and not used >> n & 1:
                    rest = best(row + 1, used | 1 << n)
                    if w + rest[0] > found[0]:
                        found = w + rest[0], ((rows[row], column),) + rest[1]
            return found
        return list(best(0, 0)[1])

    pairs, groups = [], {}
    for i, g in enumerate(gold):
        groups.setdefault(key(g), ([], []))[0].append(i)
    for j, s in enumerate(system):
        groups.setdefault(key(s), ([], []))[1].append(j)
    for rows, columns in groups.values():
        pairs += search(rows, columns, lambda i, j: same(gold[i], system[j]) and 10**12 + agreement(gold[i], system[j]))
    if strict:
        return pairs
    left = [i for i in range(len(gold)) if i not in {p[0] for p in pairs}]
    right = [j for j in range(len(system)) if j not in {p[1] for p in pairs}]

    def weight(i, j):
        g, s = gold[i], system[j]
        shared = reference.ov(g, s)
        if not shared or not same(g, s):
            return 0
        longer = max(g["end"] - g["start"], s["end"] - s["start"], 1)
        return max(shared * 100_000 // longer, 1) * 2**32 + agreement(g, s)

    edges = {i: {j for j in right if weight(i, j)} for i in left}
    while edges:
        rows = [next(iter(edges))]
        columns = set(edges.pop(rows[0]))
        grown = True
        while grown:
            grown = False
            for i in list(edges):
                if edges[i] & columns:
                    columns |= edges.pop(i)
                    rows.append(i)
                    grown = True
        pairs += search(rows, sorted(columns), weight)
    return sorted(pairs)


def main(pejl, reference_path, gold_dir, rounds=200):
    spec = importlib.util.spec_from_file_location("reference", reference_path)
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    greedy = reference.pair
    names = sorted(n for n in os.listdir(gold_dir) if n.endswith(".json"))
    gold = {n: json.load(open(os.path.join(gold_dir, n), encoding="utf-8")) for n in names}
    if os.path.isdir(str(rounds)):
        docs = [(n, g, load(os.path.join(rounds, n))) for n, g in gold.items()]
        outcomes = [outcome(reference, greedy, docs, ours(pejl, gold_dir, rounds), rounds)]
    else:
        rng = random.Random(1)
        outcomes = [one_round(reference, greedy, pejl, gold_dir, gold, rng, n) for n in range(int(rounds))]
    counts = {name: outcomes.count(name) for name in ("the same", "greedy pairing", "wrong")}
    print(f"{len(outcomes)} rounds: {counts['the same']} the same, {counts['greedy pairing']} differ by greedy pairing only, "
          f"{counts['wrong']} wrong")
    return 1 if counts["wrong"] else 0


def load(path):
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def one_round(reference, greedy, pejl, gold_dir, gold, rng, number):
    rate = rng.choice([0.0, 0.02, 0.05, 0.1, 0.3, 0.6, 1.0])
    docs = [(n, g, damage(g, rng, rate)) for n, g in gold.items()]
    with tempfile.TemporaryDirectory() as folder:
        for n, _, s in docs:
            with open(os.path.join(folder, n), "w", encoding="utf-8") as file:
                json.dump(s, file, ensure_ascii=False)
        return outcome(reference, greedy, docs, ours(pejl, gold_dir, folder), f"round {number}, rate {rate}")


def outcome(reference, greedy, docs, mine, name):
    """How the two compare; what differs is printed as (metric, reference, pejl)."""
    def differences(theirs):
        return [(k, t[k], m.get(k)) for t, m in zip(theirs, mine) for k in t if t[k] != m.get(k)]

    reference.pair = greedy
    found = differences(numbers(reference, docs))
    if not found:
        return "the same"
    reference.pair = functools.partial(best_pair, reference)
    left = differences(numbers(reference, docs))
    if left:
        print(f"{name}, wrong: {left}")
        return "wrong"
    print(f"{name}, greedy pairing: {found}")
    return "greedy pairing"


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:5]))
