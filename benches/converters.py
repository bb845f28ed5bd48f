#!/usr/bin/env python3
"""How much of what pejl finds is left when a plan comes out of a converter that writes Markdown?

Each plan of a corpus is written anew as such tools leave a PDF, with their habits and their faults, and the places of
its gold are carried along. What counts is `goals/type` F1 kept, as in noise.py.

    cargo build --release
    python3 benches/converters.py                                  # corpus/ and gold/
    python3 benches/converters.py --plans DIR --gold DIR --keep OUT   # other plans; the texts stay in OUT

| profile | what the text is like                                                                                     |
| ------- | --------------------------------------------------------------------------------------------------------- |
| docling | every heading is `## `, tables are padded with spaces, pictures are comments, running heads are paragraphs  |
| marker  | headings have levels as they come and are bold, note marks are `<sup>`, a page cuts a paragraph             |
| mineru  | every heading is `# `, tables are HTML in one line, note marks are formulas, every second list has no marks |
| tabs    | plain text: one line a paragraph, cells between tabs, bullets before a tab, headings bare                   |
| airy    | plain text: wrapped lines, with a blank line inside long list items, cells one below the other              |

Everything is decided by counting: the same corpus gives the same texts. Python 3, standard library only.
"""

import json
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from noise import BULLET, FOREIGN, Text, arguments, blocks, carry, decode, join, new, printed, rewrite, score, wrap  # noqa: E402

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
# Blocks of a page.
PAGE = 28


def cells(row):
    """The cells of a row, each with its places."""
    row = row.strip()
    found, at = [], 0
    for gap in re.finditer(r"\t| {2,}", row.text):
        found.append(row[at : gap.start()].strip())
        at = gap.end()
    return [*found, row[at:].strip()]


def notes(text, mark):
    """Raised note marks as the tool writes them."""
    return rewrite(text, f"[{SUPERSCRIPTS}]+", lambda m: mark("".join(str(SUPERSCRIPTS.index(c)) for c in m[0])))


def item(text, mark):
    """An item with a mark of the tool's own, unless it counts."""
    bullet = BULLET.match(text.text)
    plain = bullet and not bullet[0].strip()[:1].isalnum() and bullet[0].strip()[:1] not in "(" + SUPERSCRIPTS
    return new(mark) + text[bullet.end() :] if plain else new("- " if mark == "- " else "") + text


def groups(found):
    """Blocks, rows and items in runs of one kind."""
    run = []
    for block in found:
        if run and (block.kind != run[0].kind or block.kind not in ("row", "item")):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def padded(rows):
    """A pipe table whose columns are padded, with the ruler below its head."""
    table = [cells(row.text) for row in rows]
    count = max(map(len, table))
    widths = [max([3] + [len(row[at]) for row in table if at < len(row)]) for at in range(count)]
    lines = []
    for index, row in enumerate(table):
        row = row + [new("")] * (count - len(row))
        line = new("| ") + join([cell + new(" " * (width - len(cell))) for cell, width in zip(row, widths)], " | ") + new(" |")
        lines.append(line)
        if index == 0:
            lines.append(new("|" + "|".join("-" * (width + 2) for width in widths) + "|"))
    return join(lines)


def html_table(rows):
    body = [new("<tr>") + join([new("<td>") + cell + new("</td>") for cell in cells(row.text)], "") + new("</tr>") for row in rows]
    return new("<table>") + join(body, "") + new("</table>")


def docling(found, title):
    out = []
    for index, run in enumerate(groups(found)):
        kind = run[0].kind
        if index % PAGE == PAGE - 1:
            out += [new(title, FOREIGN), new("<!-- image -->", FOREIGN)]
        if kind == "row":
            out.append(padded(run))
        elif kind == "item":
            out.append(join([item(block.text, "- ") for block in run]))
        else:
            out.append((new("## ") if kind == "heading" else new("")) + run[0].text)
    return join(out, "\n\n")


def marker(found, title):
    out, heads = [], 0
    for index, run in enumerate(groups(found)):
        kind = run[0].kind
        last = index % PAGE == PAGE - 1
        raised = [notes(block.text, lambda number: f"<sup>{number}</sup>") for block in run]
        if kind == "row":
            out.append(padded(run))
        elif kind == "item":
            out.append(join([item(text, "- ") for text in raised]))
        elif kind == "heading":
            level = "#" * [1, 2, 1, 4][heads % 4]
            out.append(new(f"{level} **") + raised[0] + new("**"))
            heads += 1
        else:
            words = [at.start() for at in re.finditer(r" ", raised[0].text)]
            if last and len(words) > 20:
                cut = words[len(words) // 2]
                out += [raised[0][:cut], new(f"![](_page_{index}_Picture_1.jpeg)", FOREIGN), raised[0][cut + 1 :]]
            else:
                out.append(raised[0])
    return join(out, "\n\n")


def mineru(found, title):
    out, lists = [], 0
    for index, run in enumerate(groups(found)):
        kind = run[0].kind
        raised = [notes(block.text, lambda number: f"$^{{{number}}}$") for block in run]
        if index % PAGE == PAGE - 1:
            out += [new(str(index // PAGE + 1), FOREIGN), new("---", FOREIGN)]
        if kind == "row":
            out.append(html_table(run))
        elif kind == "item":
            lists += 1
            out.append(join([item(text, "" if lists % 2 == 0 else "- ") for text in raised], "\n\n" if lists % 2 == 0 else "\n"))
        else:
            out.append((new("# ") if kind == "heading" else new("")) + raised[0])
    return join(out, "\n\n")


def tabs(found, title):
    out = []
    for index, run in enumerate(groups(found)):
        kind = run[0].kind
        if index % PAGE == PAGE - 1:
            out.append(new(f"{title}\n\nSide {index // PAGE + 2}", FOREIGN))
        if kind == "row":
            out.append(join([join(cells(block.text), "\t") for block in run]))
        elif kind == "item":
            out.append(join([item(block.text, "•\t") for block in run]))
        else:
            out.append(run[0].text)
    return join(out, "\n\n")


def airy(found, title):
    out = []
    for index, run in enumerate(groups(found)):
        kind = run[0].kind
        if index % PAGE == PAGE - 1:
            out.append(new(f"{title}\n\n{index // PAGE + 2}\n\f", FOREIGN))
        if kind == "row":
            out += [cell for block in run for cell in cells(block.text) if len(cell)]
        elif kind == "item":
            for number, block in enumerate(run):
                lines = wrap(item(block.text, "• "), 92)
                out.append(join(lines, "\n\n" if len(lines) == 2 and number % 3 == 1 else "\n"))
        else:
            out.append(join(wrap(run[0].text, 92)))
    return join(out, "\n\n")


PROFILES = {"docling": docling, "marker": marker, "mineru": mineru, "tabs": tabs, "airy": airy}


def main():
    parser = arguments(__doc__, "the texts")
    parser.add_argument("--profile", action="append", choices=list(PROFILES), help="only this one; may be repeated")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(args, args.keep or pathlib.Path(folder))


def measure(args, out):
    profiles = args.profile or list(PROFILES)
    count = 0
    for file in sorted(args.gold.glob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        plan = args.plans / gold["doc"]
        if not plan.exists():
            continue
        raw = decode(plan.read_bytes())
        # Only Markdown and web pages say what is a heading, a list or a row.
        if not plan.name.endswith((".html", ".htm")) and len(re.findall(r"^#{1,4} \S", raw, re.M)) < 4:
            continue
        found = blocks(printed(raw, plan.name))
        found = [block for block in found if not re.fullmatch(r"(Side )?\d{1,3}( af \d+)?|\d+ \| .*|[-–—*_ ]+", block.text.text.strip())]
        count += 1
        title = (gold.get("meta") or {}).get("title") or "Beskæftigelsesplan"
        write(out / "clean", plan.name, file.name, Text(raw), gold)
        for profile in profiles:
            text = PROFILES[profile](found, title)
            write(out / profile, plan.stem + ".txt", file.name, text, carry(gold, text, plan.stem + ".txt"))
    clean = score(args.pejl, out / "clean/plans", out / "clean/gold", [args.metric])[args.metric]
    print(f"{'profile':10} {args.metric:>12} {'kept':>7}   ({count} plans)")
    print(f"{'clean':10} {clean:12.4f}")
    for profile in profiles:
        f1 = score(args.pejl, out / profile / "plans", out / profile / "gold", [args.metric])[args.metric]
        print(f"{profile:10} {f1:12.4f} {f1 / clean if clean else 0:7.1%}")


def write(folder, name, gold_name, text, gold):
    for part in ["plans", "gold"]:
        (folder / part).mkdir(parents=True, exist_ok=True)
    (folder / "plans" / name).write_bytes(text.text.encode("utf-8"))
    (folder / "gold" / gold_name).write_text(json.dumps(gold, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
