#!/usr/bin/env python3
"""How much of what pejl finds is left when the text is damaged as PDF tools damage it?

Each plan of a corpus is printed anew under six profiles, and the places of its gold are carried along, so that the
same gold scores the damaged text. What counts is `goals/type` F1 kept: F1 under the profile / F1 on the plan as it is.

    cargo build --release
    python3 benches/noise.py                                  # corpus/ and gold/
    python3 benches/noise.py --plans DIR --gold DIR --keep OUT   # other plans; the damaged files stay in OUT

| profile       | what is done                                                                                     |
| ------------- | ------------------------------------------------------------------------------------------------ |
| plain         | control: printed as plain text, markup gone, one line a paragraph. Not among the six              |
| hyphenation   | wrapped at 56 to 84 columns; a word that does not fit is cut at a syllable                        |
| running-heads | wrapped, pages of some forty lines with a head, a page number and a form feed, also in a sentence |
| columns       | set in two columns side by side, as `pdftotext -layout` prints them; tables go across             |
| glued-notes   | note marks are plain digits glued to the word or number before them, in every third sentence      |
| lost-breaks   | mean of `one-line` (a page a line, its number in front) and `flush` (wrapped, no blank lines)     |
| spaced        | headings are set in l e t t e r s with spaces between                                             |

Everything is decided by counting, nothing by chance: the same corpus gives the same damage. Python 3, standard
library only; the F1 comes from `pejl score`.
"""

import argparse
import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile

# Where a printed character comes from: a place in the plan, or one of these.
SOFT = -1  # inserted inside a finding: a line break, a hyphen, a note mark
FOREIGN = -2  # text of the page: it cuts a finding in two
PROFILES = ["plain", "hyphenation", "running-heads", "columns", "glued-notes", "one-line", "flush", "spaced"]
SIX = [["hyphenation"], ["running-heads"], ["columns"], ["glued-notes"], ["one-line", "flush"], ["spaced"]]
BULLET = re.compile(r"(?:[•●▪■➤➢►‣✓◦○\-–*\uf0b7\uf0a7\x7f]|o(?= [A-ZÆØÅ]))\s+|\(?(?:\d{1,2}(?:\.?[a-z])?|[a-z])[.):]\s+|\d{1,2}\.?[a-z]\s+|[¹²³⁴-⁹]")
VOWELS = "aeiouyæøåéAEIOUYÆØÅ"


class Text:
    """Characters and where each comes from."""

    def __init__(self, text="", origins=None):
        self.text = text
        self.origins = list(range(len(text))) if origins is None else origins

    def __len__(self):
        return len(self.text)

    def __getitem__(self, part):
        return Text(self.text[part], self.origins[part])

    def __add__(self, other):
        return Text(self.text + other.text, self.origins + other.origins)

    def strip(self):
        start = len(self.text) - len(self.text.lstrip())
        return self[start : max(start, len(self.text.rstrip()))]


def new(text, origin=SOFT):
    return Text(text, [origin] * len(text))


def join(pieces, between="\n"):
    text, origins = [], []
    for index, piece in enumerate(pieces):
        if index:
            text.append(between)
            origins += [SOFT] * len(between)
        text.append(piece.text)
        origins += piece.origins
    return Text("".join(text), origins)


class Block:
    """A paragraph, heading, list item or row on one line."""

    def __init__(self, kind, text, gap):
        self.kind, self.text, self.gap = kind, text, gap


# --- reading -------------------------------------------------------------------------------------------------------


def rewrite(text, pattern, replacement):
    """`text` with each match replaced; the new characters come from where the match began."""
    pieces, at = [], 0
    for found in re.finditer(pattern, text.text, re.S | re.I | re.M):
        wanted = replacement(found)
        pieces.append(text[at : found.start()])
        pieces.append(new(wanted, text.origins[found.start()]))
        at = found.end()
    return join([*pieces, text[at:]], "")


def printed(raw, name):
    """The plan as plain text: a web page and Markdown lose their markup."""
    text = Text(raw)
    if name.endswith((".html", ".htm")):
        text = rewrite(text, r"<!--.*?-->|<!\w[^>]*>|<(script|style|head)\b.*?</\1\s*>", lambda m: "")
        text = rewrite(text, r"\s*\n\s*", lambda m: " ")
        text = rewrite(text, r"<h[1-6]\b[^>]*>", lambda m: "\n\n# ")
        text = rewrite(text, r"<li\b[^>]*>(\s*<p\b[^>]*>)?", lambda m: "\n• ")
        text = rewrite(text, r"</t[dh]>\s*(?=<t[dh])", lambda m: "\t")
        text = rewrite(text, r"<tr\b[^>]*>|<br\b[^>]*>|</li>", lambda m: "\n")
        text = rewrite(text, r"</?(p|div|h[1-6]|ul|ol|table|section|article|header|footer|body|main|nav)\b[^>]*>", lambda m: "\n\n")
        text = rewrite(text, r"<sup\b[^>]*>.*?</sup>", lambda m: superscript(m.group(0)))
        text = rewrite(text, r"</?[a-z][^<>\n]*>", lambda m: "")
        text = rewrite(text, r"&#?\w+;", lambda m: html.unescape(m.group(0)))
    else:
        text = rewrite(text, r"^[ ]*\|(.*)\|[ ]*$", lambda m: m.group(0)) if "|" not in raw else pipes(text)
        text = rewrite(text, r"\*\*\*|\*\*|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)|(?<=[\w.,])\*|\*(?=\w)", lambda m: "")
        text = rewrite(text, r"\\(?=[.\-*_#])", lambda m: "")
        text = rewrite(text, r"<br>|</?sup>|</?p>|<!--.*?-->", lambda m: "")
        text = rewrite(text, r"\u00ad\r?\n?", lambda m: "")
    text = rewrite(text, r"\(cid:\d+\)", lambda m: "•")
    return rewrite(text, r"\r\n?", lambda m: "\n")


def superscript(mark):
    digits = re.sub(r"<[^>]*>", "", mark)
    return "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(c)] for c in digits if c.isdigit())


def pipes(text):
    """Rows of a Markdown table are parted by tabs; the ruler under the head is gone."""
    text = rewrite(text, r"^\|[\s:|\-]+\|[ ]*\n", lambda m: "")
    text = rewrite(text, r"^\|[ ]*|[ ]*\|[ ]*$", lambda m: "")
    return rewrite(text, r"[ ]*\|[ ]*", lambda m: "\t")


def blocks(text):
    """Lines are joined to blocks again where the plan itself is wrapped."""
    lines, at = [], 0
    for line in text.text.replace("\f", "\n").split("\n"):
        lines.append(text[at : at + len(line)])
        at += len(line) + 1
    widths = sorted(len(line.text.strip()) for line in lines if line.text.strip() and "\t" not in line.text)
    width = widths[len(widths) * 9 // 10] if widths else 0
    wrapped = 30 <= width <= 130
    beside = [i for i, line in enumerate(lines) if re.search(r"\S {3,}\S", line.text) and not BULLET.match(line.strip().text)]
    layout = {i for one, other in zip(beside, beside[1:]) if other - one < 8 for i in range(one, other + 1)}
    done, gap, open_, last = [], True, False, 0
    for index, line in enumerate(lines):
        stripped = line.strip()
        if not stripped.text or set(stripped.text) <= set("-=_* "):
            gap, open_ = True, False
            continue
        shown = stripped.text
        # What stands in columns already stays as it is, with its neighbors.
        side_by_side = "\t" in shown or index in layout or index in beside or re.search(r"\.{4,}", shown)
        if side_by_side:
            done.append(Block("row", line if "\t" not in shown else stripped, gap))
            gap, open_, last = False, False, 0
            continue
        full = last >= width * 0.75
        goes_on = open_ and wrapped and not BULLET.match(shown) and (shown[0].islower() or full)
        if goes_on and done[-1].kind != "heading" and not (heading(shown, lines, index) and not full):
            done[-1].text = glue(done[-1].text, stripped)
        else:
            kind = "item" if BULLET.match(shown) else "heading" if heading(shown, lines, index) else "text"
            if shown.startswith("#"):
                stripped = stripped[len(shown) - len(shown.lstrip("# ")) :]
            done.append(Block(kind, stripped, gap))
        gap, open_, last = False, True, len(line.text.rstrip())
    return done


def glue(left, right):
    if re.search(r"[^\W\d_]-$", left.text) and right.text[0].islower():
        if re.match(r"(og|eller|samt|til|i|på)\b", right.text):
            return left + new(" ") + right
        return left[:-1] + right
    return left + new(" ") + right


def heading(shown, lines, index):
    if shown.startswith("#"):
        return True
    if len(shown) > 90 or not shown[0].isupper() and not shown[0].isdigit() or shown[-1] in ".,;:!)":
        return False
    if re.match(r"(Kilde|Tabel|Figur|Note|Side)\b", shown) or re.search(r"\d$", shown) and not shown.isupper():
        return False
    before = lines[index - 1].text.strip() if index else ""
    after = lines[index + 1].text.strip() if index + 1 < len(lines) else ""
    return (not before or before[-1] in ".:") and (not after or not after[0].islower()) and len(shown.split()) < 13


# --- damage --------------------------------------------------------------------------------------------------------


def wrap(text, width, hyphens=False):
    """Lines no wider than `width`."""
    lines, line = [], Text("", [])
    for found in re.finditer(r"\S+", text.text):
        word = text[found.start() : found.end()]
        while True:
            room = width - len(line) - (1 if len(line) else 0)
            if len(word) <= room or (not len(line) and not hyphens):
                line = line + new(" ") + word if len(line) else word
                break
            cut = syllable(word.text, room - 1) if hyphens else 0
            if cut:
                head = word[:cut]
                head = head if head.text.endswith("-") else head + new("-")
                lines.append(line + new(" ") + head if len(line) else head)
                line, word = Text("", []), word[cut:]
            elif not len(line):
                line = word
                break
            else:
                lines.append(line)
                line = Text("", [])
    return lines + [line] if len(line) else lines


def syllable(word, room):
    """The last place at or before `room` where a printer would cut: after a hyphen, or before consonant + vowel."""
    letters = re.match(r"\W*[^\W\d_]+(?:-[^\W\d_]+)*", word)
    end = letters.end() if letters else 0
    for at in range(min(room, end - 3), 2, -1):
        left, right = word[:at], word[at:end]
        if "-" in left[-2:-1] or right.startswith("-") or "-" in right[:3]:
            continue
        if left.endswith("-"):
            return at
        if right[0] not in VOWELS and right[1] in VOWELS and any(c in VOWELS for c in left[-4:]):
            return at
    return 0


def paragraphs(found, width, hyphens=False, blank=True):
    """Wrapped blocks with blank lines as a page has them: around headings, between paragraphs, before a list."""
    lines, previous = [], None
    for block in found:
        titles = ("heading", "spaced")
        gap = block.gap or block.kind in titles or previous in titles or (block.kind == previous == "text")
        if blank and lines and gap:
            lines.append(("blank", new("")))
        if block.kind in ("row", "spaced"):
            lines.append((block.kind, block.text))
        else:
            lines += [(block.kind, line) for line in wrap(block.text, width, hyphens)]
        previous = block.kind
    return lines


def running_heads(found, number, title):
    lines = paragraphs(found, 78 + number % 3 * 6)
    pages = [lines[at : at + 38] for at in range(0, len(lines), 38)]
    out = []
    for page, content in enumerate(pages, 1):
        foot = [f"Side {page} af {len(pages)}", f"{page}", f"- {page} -"][number % 3]
        out.append(new(f"{title}\n\n", FOREIGN) + join([line for _, line in content]))
        out[-1] = out[-1] + new(f"\n\n{foot}\n\f", FOREIGN)
    return join(out, "")


def columns(found, number):
    width = 44 + number % 3 * 3
    out, stack = [], []

    def flush():
        while stack and stack[0][0] == "blank":
            stack.pop(0)
        for at in range(0, len(stack), 80):
            part = [line for _, line in stack[at : at + 80]]
            half = (len(part) + 1) // 2
            left, right = part[:half], part[half:] + [new("")] * (half - len(part) + half)
            for one, other in zip(left, right):
                row = one
                if len(other):
                    row = one + new(" " * (width + 4 - len(one))) + other
                out.append(row)
            out.append(new("\f" if at + 80 < len(stack) else "", FOREIGN))
        stack.clear()

    for kind, line in paragraphs(found, width):
        if kind == "row":
            flush()
            out.append(line)
        else:
            stack.append((kind, line))
    flush()
    return join(out)


def glued_notes(found):
    count, out = 0, []
    for block in found:
        text = rewrite(block.text, r"[¹²³⁴-⁹⁰]+", lambda m: "".join(str("⁰¹²³⁴⁵⁶⁷⁸⁹".index(c)) for c in m.group(0)))
        if block.kind == "text":
            pieces, at = [], 0
            for index, found_ in enumerate(re.finditer(r"(?<=[a-zæøå%])[.,](?= |$)", text.text)):
                if (index + len(out)) % 4:
                    continue
                count += 1
                place = found_.start() if count % 2 else found_.end()
                pieces += [text[at:place], new(str(count % 60 + 1))]
                at = place
            text = join([*pieces, text[at:]], "")
        out.append(Block(block.kind, text, block.gap))
    return join([line for _, line in paragraphs(out, 10_000)])


def one_line(found, number):
    pages, page, length = [], [], 0
    for block in found:
        page.append(block.text)
        length += len(block.text)
        if length > 1800 + number % 3 * 400:
            pages.append(join(page, " "))
            page, length = [], 0
    pages += [join(page, " ")] if page else []
    pages = [rewrite(page, r"\t| {2,}", lambda m: " ") for page in pages]
    return join([new(f"{number_} ", FOREIGN) + page for number_, page in enumerate(pages, 1)])


def spaced(found):
    out = []
    for block in found:
        text = block.text
        kind = block.kind
        if kind == "heading" and len(text) > 3 and not re.search(r"\b\w \w \w\b", text.text):
            kind = "spaced"
            pieces = []
            for index in range(len(text)):
                char = text[index : index + 1]
                pieces.append(new("   ") if char.text == " " else char)
                if index + 1 < len(text) and char.text != " " and text.text[index + 1] != " ":
                    pieces.append(new(" "))
            text = join(pieces, "")
        out.append(Block(kind, text, block.gap))
    return join([line for _, line in paragraphs(out, 10_000)])


def damage(profile, found, number, title):
    if profile == "plain":
        return join([line for _, line in paragraphs(found, 10_000)])
    if profile == "hyphenation":
        return join([line for _, line in paragraphs(found, 56 + number % 5 * 7, hyphens=True)])
    if profile == "running-heads":
        return running_heads(found, number, title)
    if profile == "columns":
        return columns(found, number)
    if profile == "glued-notes":
        return glued_notes(found)
    if profile == "one-line":
        return one_line(found, number)
    if profile == "flush":
        return join([line for _, line in paragraphs(found, 88, blank=False)])
    return spaced(found)


# --- gold ----------------------------------------------------------------------------------------------------------


def carry(gold, text, name):
    """The gold with its places in the damaged text."""
    places = {}
    for position, origin in enumerate(text.origins):
        if origin >= 0:
            places.setdefault(origin, []).append(position)

    def segments(item):
        wanted = item.get("segments") or [[item["start"], item["end"]]]
        at = sorted(p for start, end in wanted for origin in range(start, end) for p in places.get(origin, []))
        at = [p for p in at if not text.text[p].isspace()]
        found = []
        for p in at:
            between = text.origins[found[-1][1] : p] if found else []
            if found and all(o == SOFT or text.text[q].isspace() for q, o in enumerate(between, found[-1][1])) and "\n\n" not in text.text[found[-1][1] : p]:
                found[-1][1] = p + 1
            else:
                found.append([p, p + 1])
        return found

    carried = dict(gold, doc=name)
    for layer in ["goals", "target_groups", "measures", "benefits", "sources"]:
        items = []
        for item in gold.get(layer, []):
            found = segments(item)
            if not found:
                continue
            item = dict(item, start=found[0][0], end=found[-1][1])
            item.pop("segments", None)
            if len(found) > 1:
                item["segments"] = found
            item["text"] = " ".join(text.text[s:e] for s, e in found)
            item.pop("cited_at", None)
            items.append(item)
        carried[layer] = sorted(items, key=lambda item: (item["start"], item["end"]))
    return carried


# --- measuring -----------------------------------------------------------------------------------------------------


def decode(data):
    for encoding in ["utf-8-sig", "cp1252"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def score(pejl, plans, gold, metrics):
    command = [pejl, "score", "--gold", gold, "--plans", plans, "--json", "--resamples", "0"]
    run = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if run.returncode not in (0, 1):
        sys.exit(f"pejl score: {run.stderr.strip()}")
    return rows(json.loads(run.stdout), metrics)


def rows(report, metrics):
    found = {}

    def look(value):
        if isinstance(value, dict):
            name = value.get("name")
            if name in metrics and "f1" in value and name not in found:
                found[name] = value["f1"]
            for inner in value.values():
                look(inner)
        elif isinstance(value, list):
            for inner in value:
                look(inner)

    look(report)
    return found


def arguments(doc, kept):
    """What every such measurement is told: plans, their gold, the program, where `kept` goes, what is scored."""
    root = pathlib.Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=doc.split("\n")[0])
    parser.add_argument("--plans", type=pathlib.Path, default=root / "corpus")
    parser.add_argument("--gold", type=pathlib.Path, default=root / "gold")
    parser.add_argument("--pejl", type=pathlib.Path, default=root / "target/release/pejl")
    parser.add_argument("--keep", type=pathlib.Path, help=f"leave {kept} and their gold here")
    parser.add_argument("--metric", default="goals/type")
    return parser


def main():
    parser = arguments(__doc__, "the damaged plans")
    parser.add_argument("--profile", action="append", choices=PROFILES, help="only this one; may be repeated")
    parser.add_argument("--least", type=float, default=0, help="exit with 1 if the mean kept is below this")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(measure(args, args.keep or pathlib.Path(folder)))


def measure(args, out):
    profiles = args.profile or PROFILES
    written = {}
    for number, file in enumerate(sorted(args.gold.glob("*.json"))):
        gold = json.loads(file.read_text("utf-8"))
        plan = args.plans / gold["doc"]
        if not plan.exists():
            continue
        raw = decode(plan.read_bytes())
        found = blocks(printed(raw, plan.name))
        title = (gold.get("meta") or {}).get("title") or "Beskæftigelsesplan"
        for profile in ["clean", *profiles]:
            text = Text(raw) if profile == "clean" else damage(profile, found, number, title)
            name = plan.name if profile == "clean" else plan.stem + ".txt"
            for part, content in [("plans", text.text), ("gold", None)]:
                place = out / profile / part
                place.mkdir(parents=True, exist_ok=True)
                if content is not None:
                    (place / name).write_bytes(content.encode("utf-8"))
                else:
                    carried = gold if profile == "clean" else carry(gold, text, name)
                    (place / file.name).write_text(json.dumps(carried, ensure_ascii=False, indent=1), "utf-8")
            written.setdefault(profile, []).append(name)
    clean = score(args.pejl, out / "clean/plans", out / "clean/gold", [args.metric])[args.metric]
    print(f"{'profile':14} {args.metric:>12} {'kept':>7}   ({len(written['clean'])} plans)")
    print(f"{'clean':14} {clean:12.4f}")
    kept = {}
    for profile in profiles:
        f1 = score(args.pejl, out / profile / "plans", out / profile / "gold", [args.metric])[args.metric]
        kept[profile] = f1 / clean if clean else 0
        print(f"{profile:14} {f1:12.4f} {kept[profile]:7.1%}")
    if all(profile in kept for group in SIX for profile in group):
        mean = sum(sum(min(kept[p], 1) for p in group) / len(group) for group in SIX) / len(SIX)
        print(f"{'mean of six':14} {'':12} {mean:7.1%}")
        return 1 if mean < args.least else 0
    return 0


if __name__ == "__main__":
    main()
