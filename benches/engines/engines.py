#!/usr/bin/env python3
"""`pejl search` beside other search engines, in one run on one machine: what is found, and how fast.

    cargo build --release
    python3 benches/engines/engines.py                # all: finding (needs ../shared) and speed
    python3 benches/engines/engines.py --only finding
    python3 benches/engines/engines.py --only speed --passages 100000

| peer              | what it is                                                                                 |
| ----------------- | ------------------------------------------------------------------------------------------ |
| tantivy           | tantivy-py with the Danish chain that the library brings: lower case, stop words, stemmer    |
| lucene-danish     | Lucene's DanishAnalyzer                                                                     |
| lucene-dictionary | the same with a dictionary decompounder where passages are indexed; its list is Debian's `wdanish` and the compound parts of pejl |
| lucene-both       | the same with the decompounder where queries are read too, as one analyzer for both has it   |
| lucene-export     | the chain and the word list that `pejl export --to elasticsearch` writes                    |
| quickwit-export   | tantivy-py over the field `parts` that `pejl export --to quickwit` writes, asked by the keys of `pejl lemmas` |
| sqlite-fts5       | FTS5 with its unicode61 tokenizer, marks kept                                               |

Finding: every engine answers the queries of `queries-dev.txt` over the paragraphs of the plans (runs of lines that
are not blank); `recall.py` judges all by the same letters. Speed: every engine indexes the same passages (those of
`corpus/`, copied until there are enough) on two threads with 64 MB, three times of which the fastest counts, then
answers the same queries, each round the same, after as many rounds that only warm up; of each query its fastest round
counts, since other work on a machine slows single rounds (the last column has all rounds). "marked" is the time from
the string to ten hits with the places of their words; "top" is the time to the numbers of ten passages. Lucene's
highlighter is not in the jar; in its place Lucene.java analyzes the ten passages again, which is what the highlighter
does.

Python 3 with its own environment in target/engines; Java 17 with a compiler; `apt-get` for the word list; PyPI for
tantivy and the Lucene jars of pyserini. None of it is kept in the repository.
"""

import argparse
import glob
import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import time
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORK = ROOT / "target" / "engines"
SHARED = ROOT.parent / "shared"
PEJL = ROOT / "target" / "release" / "pejl"
# Indexes are made so many times; the fastest counts.
INDEX_ROUNDS = 3
PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*\n?)+")


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, **options)


def set_up():
    """The environment, the jar and the word list; each only once."""
    WORK.mkdir(parents=True, exist_ok=True)
    python = WORK / "venv" / "bin" / "python"
    if not python.exists():
        run(sys.executable, "-m", "venv", WORK / "venv")
        run(python, "-m", "pip", "install", "--quiet", "tantivy==0.27.0")
    if pathlib.Path(sys.prefix) != WORK / "venv":
        sys.exit(subprocess.run([python, __file__, *sys.argv[1:]]).returncode)
    jar = WORK / "lucene.jar"
    if not jar.exists():
        # The last version of pyserini whose jar Java 17 can read; it carries Lucene 9.9.
        run(python, "-m", "pip", "download", "--quiet", "--no-deps", "-d", WORK, "pyserini==0.24.0")
        with zipfile.ZipFile(next(WORK.glob("pyserini-*.whl"))) as wheel:
            name = next(name for name in wheel.namelist() if name.endswith("fatjar.jar"))
            with wheel.open(name) as source, open(jar, "wb") as target:
                shutil.copyfileobj(source, target)
    words = WORK / "dictionary.txt"
    if not words.exists():
        run("apt-get", "download", "wdanish", cwd=WORK, stdout=subprocess.DEVNULL)
        run("dpkg-deb", "-x", next(WORK.glob("wdanish*.deb")), WORK / "wdanish")
        known = (WORK / "wdanish/usr/share/dict/danish").read_text(encoding="utf-8").splitlines()
        parts = [line.split(",")[0] for line in (ROOT / "lexicons/compound_parts.csv").read_text(encoding="utf-8").splitlines()[1:]]
        words.write_text("\n".join(sorted({word.lower() for word in known + parts if len(word) > 3})), encoding="utf-8")
    return jar, words


# Peers: each is given texts and queries, and tells hits and times.


def lucene(chain, texts, queries, rounds, jar, extra):
    out = WORK / f"lucene-{chain}"
    out.mkdir(exist_ok=True)
    with open(out / "passages.ndjson", "w", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts)
    (out / "queries.txt").write_text("\n".join(queries) + "\n", encoding="utf-8")
    command = ["java", "-Xmx2g", "-cp", jar, ROOT / "benches/engines/Lucene.java", chain, out / "passages.ndjson"]
    run(*command, out / "queries.txt", out, rounds, *([extra] if extra else []), stderr=subprocess.DEVNULL)
    hits = [line.rstrip("\n").rsplit("\t", 1) for line in open(out / "hits.tsv", encoding="utf-8")]
    return [(query, int(number)) for query, number in hits], json.loads((out / "timing.json").read_text())


def tantivy(texts, queries, rounds, whitespace=False):
    import tantivy as library

    folder = WORK / "tantivy"
    builder = library.SchemaBuilder()
    builder.add_text_field("text", stored=True, tokenizer_name="chain", index_option="position")
    builder.add_integer_field("number", stored=True)
    schema = builder.build()
    if whitespace:
        chain = library.TextAnalyzerBuilder(library.Tokenizer.whitespace()).build()
    else:
        steps = library.TextAnalyzerBuilder(library.Tokenizer.simple())
        for step in (
            library.Filter.remove_long(40),
            library.Filter.lowercase(),
            library.Filter.stopword("danish"),
            library.Filter.stemmer("danish"),
        ):
            steps = steps.filter(step)
        chain = steps.build()
    seconds = float("inf")
    for _ in range(INDEX_ROUNDS):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        index = library.Index(schema, path=str(folder))
        index.register_tokenizer("chain", chain)
        start = time.perf_counter()
        writer = index.writer(heap_size=64 << 20, num_threads=2)
        for number, text in enumerate(texts):
            writer.add_document(library.Document(text=text, number=number))
        writer.commit()
        writer.wait_merging_threads()
        seconds = min(seconds, time.perf_counter() - start)
    index.reload()
    searcher = index.searcher()

    def ask(query, limit):
        parsed = index.parse_query(query, ["text"], conjunction_by_default=True)
        return parsed, searcher.search(parsed, limit)

    hits = []
    for query in queries:
        _, found = ask(query, len(texts))
        hits += [(query, searcher.doc(address)["number"][0]) for _, address in found.hits]

    def marked(query):
        parsed, found = ask(query, 10)
        snippets = library.SnippetGenerator.create(searcher, parsed, index.schema, "text")
        return [snippets.snippet_from_doc(searcher.doc(address)).highlighted() for _, address in found.hits]

    timing = {"index_seconds": seconds, "top": timed(lambda query: ask(query, 10), queries, rounds)}
    timing["top_marked"] = timed(marked, queries, rounds)
    return hits, timing


def sqlite(texts, queries, rounds):
    path = WORK / "fts5.sqlite"
    seconds = float("inf")
    for _ in range(INDEX_ROUNDS):
        path.unlink(missing_ok=True)
        base = sqlite3.connect(path)
        base.execute("CREATE VIRTUAL TABLE passages USING fts5(text, tokenize = 'unicode61 remove_diacritics 0')")
        start = time.perf_counter()
        base.executemany("INSERT INTO passages (rowid, text) VALUES (?, ?)", enumerate(texts))
        base.commit()
        seconds = min(seconds, time.perf_counter() - start)
    quote = lambda query: query if query.startswith('"') else " ".join(f'"{word}"' for word in query.split())
    hits = []
    for query in queries:
        rows = base.execute("SELECT rowid FROM passages WHERE passages MATCH ?", [quote(query)])
        hits += [(query, number) for (number,) in rows]
    first = "FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT 10"
    top = lambda query: base.execute(f"SELECT rowid {first}", [quote(query)]).fetchall()
    marked = lambda query: base.execute(f"SELECT highlight(passages, 0, '<', '>') {first}", [quote(query)]).fetchall()
    timing = {"index_seconds": seconds, "top": timed(top, queries, rounds)}
    timing["top_marked"] = timed(marked, queries, rounds)
    return hits, timing


def timed(act, queries, rounds):
    times = []
    for round_ in range(2 * rounds):
        for query in queries:
            start = time.perf_counter_ns()
            act(query)
            if round_ >= rounds:
                times.append(time.perf_counter_ns() - start)
    return times


def handed_over(engine, index):
    folder = WORK / f"export-{engine}"
    shutil.rmtree(folder, ignore_errors=True)
    run(PEJL, "export", index, "--to", engine, "--out", folder, stdout=subprocess.DEVNULL)
    lines = [line for path in sorted(folder.glob("passages-*.ndjson")) for line in open(path, encoding="utf-8")]
    records = [json.loads(line) for line in lines]
    return folder, [record for record in records if "text" in record]


# Finding.


def finding(jar, words):
    if not SHARED.exists():
        print("skipped: no ../shared")
        return
    plans, asked = SHARED / "plans", SHARED / "search/queries-dev.txt"
    queries = [line.strip() for line in open(asked, encoding="utf-8") if line.strip()]
    places, texts = [], []
    for path in sorted(glob.glob(f"{plans}/*.txt")):
        raw = open(path, encoding="utf-8", newline="").read()
        for found in PARAGRAPH.finditer(raw):
            places.append((pathlib.Path(path).name, found.start(), found.end()))
            texts.append(found[0])
    index = WORK / "finding"
    shutil.rmtree(index, ignore_errors=True)
    run(PEJL, "index", plans, "--index", index, stdout=subprocess.DEVNULL)
    with open(WORK / "hits.ndjson", "w") as file:
        run(PEJL, "search", "--queries", asked, "--index", index, "--literal", stdout=file, stderr=subprocess.DEVNULL)
    print("| engine | letters: recall | precision | inside compounds |\n| --- | --- | --- | --- |")
    judge("pejl", plans, asked)

    def show(name, hits, where):
        with open(WORK / "hits.ndjson", "w", encoding="utf-8") as file:
            for query, number in hits:
                doc, start, end = where[number]
                file.write(json.dumps({"query": query, "doc": doc, "start": start, "end": end}) + "\n")
        judge(name, plans, asked)

    for name, chain, extra in (("lucene-danish", "danish", None), ("lucene-dictionary", "dictionary", words), ("lucene-both", "both", words)):
        show(name, lucene(chain, texts, queries, 0, jar, extra)[0], places)
    # What is handed over is passages, some in pieces that paragraphs of other passages part. A piece is judged by
    # itself, as a highlight would tell it; the words that no piece writes whole go with the first.
    folder, records = handed_over("elasticsearch", index)
    where, pieces = [], []
    for record in records:
        raw = record["text"]
        for number, (start, end) in enumerate(record["places"]):
            where.append((record["plan"], start, end))
            pieces.append(raw[: end - start] + ("\n" + "\n".join(record["whole_words"]) if number == 0 else ""))
            raw = raw[end - start + 1 :]
    show("lucene-export", lucene("export", pieces, queries, 0, jar, folder)[0], where)
    folder, records = handed_over("quickwit", index)
    where = [(record["plan"], record["start"], record["end"]) for record in records]
    show("quickwit-export", by_keys([record["parts"] for record in records], queries), where)
    show("tantivy", tantivy(texts, queries, 0)[0], places)
    show("sqlite-fts5", sqlite(texts, queries, 0)[0], places)


def by_keys(texts, queries):
    """Hits of words whose keys `pejl lemmas` tells, any of them."""
    lines = run(PEJL, "lemmas", input="\n".join(queries) + "\n", text=True, capture_output=True).stdout.splitlines()
    keys = dict(zip(queries, (line.split("\t") for line in lines)))
    asked = {key: [query for query in queries if key in keys[query]] for query in queries for key in keys[query]}
    hits, _ = tantivy(texts, [f'"{key}"' for key in asked], 0, whitespace=True)
    return [(query, number) for key, number in hits for query in asked[key.strip('"')]]


def judge(name, plans, asked):
    command = [sys.executable, SHARED / "search/recall.py", plans, asked, WORK / "hits.ndjson"]
    text = run(*command, capture_output=True, text=True).stdout
    recall, precision, inside = re.search(r"letters: recall (\S+) precision (\S+) inside compounds only (\S+)", text).groups()
    print(f"| {name} | {recall} | {precision} | {inside} |", flush=True)


# Speed.


def copies(passages):
    """The corpus under other names until there are enough passages, as an index; seconds and bytes of making it."""
    folder, index = WORK / "plans", WORK / "speed"
    for old in (folder, index):
        shutil.rmtree(old, ignore_errors=True)
    folder.mkdir()
    plans = [path for path in sorted((ROOT / "corpus").iterdir()) if path.name != "README.md"]
    written, enough, size, seconds = 0, False, 0, 0.0
    for copy in range(1000):
        for plan in plans:
            shutil.copy(plan, folder / f"{copy}-{plan.name}")
        size += sum(plan.stat().st_size for plan in plans)
        if copy == 0:
            one = run(PEJL, "index", folder, "--index", index, capture_output=True, text=True).stdout
            shutil.rmtree(index)
            enough = -(-passages // int(re.search(r"(\d+) passages written", one)[1]))
        if copy + 1 >= enough:
            break
    start = time.perf_counter()
    run(PEJL, "index", folder, "--index", index, stdout=subprocess.DEVNULL)
    return index, time.perf_counter() - start, size


def some_queries(texts):
    """Words, pairs and triples of words of one passage, and phrases, by counting through the passages."""
    queries = []
    step = max(1, len(texts) // 20011)
    for number in range(0, len(texts), step):
        words = re.findall(r"\b[a-zæøå]{5,}\b", texts[number])
        if len(words) > 6 and len(set(words)) == len(words):
            kind = len(queries) % 4
            queries.append((words[1], f"{words[0]} {words[3]}", f"{words[0]} {words[2]} {words[4]}", None)[kind])
            if kind == 3:
                phrase = re.search(r"\b[a-zæøå]{5,} [a-zæøå]{5,}\b", texts[number])
                queries[-1] = f'"{phrase[0]}"' if phrase else words[0]
        if len(set(queries)) == 200:
            break
    return sorted(set(queries))


def speed(jar, words, passages, rounds):
    index, whole, plan_bytes = copies(passages)
    folder, records = handed_over("elasticsearch", index)
    texts = [record["text"] for record in records]
    queries = some_queries(texts)
    size = sum(len(text.encode()) for text in texts) / 1e6
    (WORK / "queries.txt").write_text("\n".join(queries) + "\n", encoding="utf-8")
    print(f"\n{len(texts)} passages, {size:.1f} MB of text; {len(queries)} queries, {rounds} rounds\n")
    print("| engine | index MB/s | top p50 ms | top p99 ms | marked p50 ms | marked p99 ms | marked p99 of all rounds |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    run("cargo", "bench", "--bench", "engines", "--", index, WORK / "queries.txt", WORK, rounds, cwd=ROOT, stderr=subprocess.DEVNULL)
    row("pejl", json.loads((WORK / "timing.json").read_text()), size, len(queries))
    chains = (
        ("lucene-danish", "danish", None),
        ("lucene-dictionary", "dictionary", words),
        ("lucene-both", "both", words),
        ("lucene-export", "export", folder),
    )
    for name, chain, extra in chains:
        row(name, lucene(chain, texts, queries, rounds, jar, extra)[1], size, len(queries))
    row("tantivy", tantivy(texts, queries, rounds)[1], size, len(queries))
    row("sqlite-fts5", sqlite(texts, queries, rounds)[1], size, len(queries))
    print(f"\nThe whole of `pejl index` (reading plans, all layers, terms, writing): {plan_bytes / 1e6 / whole:.2f} MB of plans a second")


def row(name, timing, size, count):
    def at(times, share):
        if not times:
            return ""
        # Other work on the machine slows single rounds; the fastest of each query is what the query takes.
        fastest = sorted(min(times[number::count]) for number in range(count))
        return f"{fastest[int((count - 1) * share)] / 1e6:.3f}"

    def all_rounds(times):
        return f"{sorted(times)[int((len(times) - 1) * 0.99)] / 1e6:.3f}"

    top, marked = timing.get("top", []), timing["top_marked"]
    cells = [f"{size / timing['index_seconds']:.1f}", at(top, 0.5), at(top, 0.99), at(marked, 0.5), at(marked, 0.99)]
    print(f"| {name} | {' | '.join(cells)} | {all_rounds(marked)} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=["finding", "speed"])
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    jar, words = set_up()
    if args.only != "speed":
        finding(jar, words)
    if args.only != "finding":
        speed(jar, words, args.passages, args.rounds)


main()
