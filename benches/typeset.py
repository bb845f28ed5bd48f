#!/usr/bin/env python3
"""How much of what pejl finds is left when a plan has been set, printed as PDF and read by a PDF tool?

Each plan of a corpus is set as a web page in several designs, printed as PDF by Chromium and read by Poppler's
`pdftotext`, without and with `-layout`. The places of its gold are carried along by the letters, so that the same gold
scores what the tools made of it. What counts is `goals/type` F1 kept, as in noise.py; here a real tool does the damage.

    apt-get install chromium poppler-utils
    cargo build --release
    python3 benches/typeset.py                                  # corpus/ and gold/
    python3 benches/typeset.py --plans DIR --gold DIR --keep OUT   # other plans; PDFs and texts stay in OUT

| design     | what it looks like                                                                       |
| ---------- | ---------------------------------------------------------------------------------------- |
| report     | one column, running head and page numbers, tables with rules, raised note marks          |
| tight      | the same without space between paragraphs, narrow margins, page number beside the title  |
| columns    | two columns on a page across which headings of chapters do not go                        |
| margin     | headings stand in a margin left of the text                                              |
| boxes      | lists with the heading right above them stand in boxes that float right of the text      |

Python 3, standard library only.
"""

import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from noise import BULLET, FOREIGN, SOFT, Text, arguments, blocks, carry, decode, printed, score  # noqa: E402

DESIGNS = ["report", "tight", "columns", "margin", "boxes"]
TOOLS = {"raw": [], "layout": ["-layout"]}
# Fewer letters than these stand in many places.
LEAST_LETTERS = 14
# So many letters after the run before, they are still its neighbors.
NEAR = 60
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"

COMMON = """
body { font: 11pt "Liberation Serif", serif; line-height: 1.35; text-align: left }
h2 { font: bold 14pt "Liberation Sans", sans-serif; margin: 14pt 0 4pt; break-after: avoid }
p { margin: 0 0 8pt } ul { margin: 0 0 8pt; padding-left: 16pt; list-style-type: "•  " } .item { margin: 0 0 4pt; padding-left: 20pt; text-indent: -20pt }
table { border-collapse: collapse; margin: 6pt 0 } td { border: 0.5pt solid #888; padding: 2pt 5pt; vertical-align: top }
sup { font-size: 60% }
"""
STYLES = {
    "report": '@page { size: A4; margin: 25mm; @top-left { content: "TITLE"; font: 8pt sans-serif } @bottom-right { content: "Side " counter(page) " af " counter(pages); font: 8pt sans-serif } }',
    "tight": '@page { size: A4; margin: 18mm; @bottom-left { content: "TITLE   " counter(page); font: 8pt sans-serif } } p, ul, .item { margin-bottom: 0 } h2 { margin: 0; font-size: 12pt } body { font-size: 10pt }',
    "columns": '@page { size: A4; margin: 18mm; @bottom-center { content: counter(page); font: 8pt sans-serif } } body { columns: 2; column-gap: 10mm; font-size: 10pt }',
    "margin": '@page { size: A4; margin: 20mm; @bottom-right { content: counter(page); font: 8pt sans-serif } } section { display: grid; grid-template-columns: 45mm 1fr; column-gap: 8mm; margin-bottom: 10pt } h2 { font-size: 12pt; margin: 0 } .text { grid-column: 2 }',
    "boxes": '@page { size: A4; margin: 20mm; @bottom-right { content: counter(page); font: 8pt sans-serif } } .list { float: right; width: 70mm; background: #dde8f0; padding: 8pt; margin: 0 0 8pt 12pt; font: 10pt "Liberation Sans", sans-serif }',
}


def marked(text):
    """Note marks are raised, as a printer raises them."""
    escaped = html.escape(text)
    return re.sub(f"[{SUPERSCRIPTS}]+", lambda m: "<sup>" + "".join(str(SUPERSCRIPTS.index(c)) for c in m[0]) + "</sup>", escaped)


def page(found, design, title):
    """The plan as a web page."""
    out, at = [], 0
    opened, head = False, ""
    while at < len(found):
        block = found[at]
        text = block.text.text.strip()
        if block.kind == "heading" and design == "boxes" and at + 1 < len(found) and found[at + 1].kind == "item":
            head = f"<h3>{marked(text)}</h3>"
            at += 1
        elif block.kind == "heading":
            out.append(("</div></section>" if opened else "") + f"<section><h2>{marked(text)}</h2><div class=text>")
            opened = True
            at += 1
        elif block.kind == "row":
            rows = []
            while at < len(found) and found[at].kind == "row":
                cells = re.split(r"\t| {2,}", found[at].text.text.strip())
                rows.append("<tr>" + "".join(f"<td>{marked(cell)}</td>" for cell in cells) + "</tr>")
                at += 1
            out.append(f"<table>{''.join(rows)}</table>")
        elif block.kind == "item":
            items = []
            while at < len(found) and found[at].kind == "item":
                text = found[at].text.text.strip()
                bullet = BULLET.match(text)
                plain = bullet and not bullet[0].strip()[:1].isalnum() and bullet[0].strip()[:1] not in "(" + SUPERSCRIPTS
                items.append(f"<ul><li>{marked(text[bullet.end():])}</li></ul>" if plain else f"<p class=item>{marked(text)}</p>")
                at += 1
            out.append(f"<div class=list>{head}{''.join(items).replace('</ul><ul>', '')}</div>")
            head = ""
        else:
            out.append(f"<p>{marked(text)}</p>")
            at += 1
    style = COMMON + STYLES[design].replace("TITLE", title.replace('"', ""))
    body = "".join(out) + ("</div></section>" if opened else "")
    return f'<!doctype html><html lang=da><meta charset=utf-8><style>{style}</style><body>{body}</body></html>'


def read(pdf, tool):
    run = subprocess.run(["pdftotext", "-enc", "UTF-8", *TOOLS[tool], str(pdf), "-"], capture_output=True, check=True)
    return run.stdout.decode("utf-8")


def letters(found):
    """The printed characters without spaces, and where each comes from."""
    chars, origins = [], []
    for block in found:
        for char, origin in zip(block.text.text, block.text.origins):
            if not char.isspace():
                chars.append(str(SUPERSCRIPTS.index(char)) if char in SUPERSCRIPTS else char)
                origins.append(origin)
    return "".join(chars), origins


def align(text, found):
    """What the tool printed, each letter with its place in the plan: every run of words is looked for among the letters
    that are not yet taken, first behind the run before it."""
    source, origins = letters(found)
    used = bytearray(len(source))
    placed = [SOFT if char.isspace() else FOREIGN for char in text]
    last = 0

    def take(places):
        """Whether these letters stand somewhere: few of them only count right behind the run before."""
        nonlocal last
        wanted = "".join(text[place] for place in places)
        for begin in (last, 0):
            at = source.find(wanted, begin)
            while at >= 0 and any(used[at : at + len(wanted)]):
                at = source.find(wanted, at + 1)
            if at >= 0 and (len(wanted) >= LEAST_LETTERS or last <= at < last + NEAR):
                for offset, place in enumerate(places):
                    used[at + offset] = 1
                    placed[place] = origins[at + offset]
                last = at + len(wanted)
                return True
        return False

    for run in re.finditer(r"\S+(?: \S+)*", text):
        words = [list(range(run.start() + word.start(), run.start() + word.end())) for word in re.finditer(r"\S+", run[0])]
        at = 0
        while at < len(words):
            for end in range(len(words), at, -1):
                places = [place for word in words[at:end] for place in word]
                if take(places):
                    break
                hyphen = end == len(words) and text[places[-1]] in "-\u00ad" and len(places) > 2
                if hyphen and take(places[:-1]):
                    placed[places[-1]] = SOFT
                    break
            at = end
    return Text(text, placed)


def main():
    parser = arguments(__doc__, "PDFs, texts")
    parser.add_argument("--design", action="append", choices=DESIGNS, help="only this one; may be repeated")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(args, args.keep or pathlib.Path(folder))


def measure(args, out):
    out = out.resolve()
    designs = args.design or DESIGNS
    profiles = ["clean"] + [f"{design}-{tool}" for design in designs for tool in TOOLS]
    for profile in profiles:
        for part in ["plans", "gold"]:
            (out / profile / part).mkdir(parents=True, exist_ok=True)
    pdfs = out / "pdf"
    pdfs.mkdir(exist_ok=True)
    count = 0
    for file in sorted(args.gold.glob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        plan = args.plans / gold["doc"]
        if not plan.exists():
            continue
        raw = decode(plan.read_bytes())
        found = blocks(printed(raw, plan.name))
        # Only Markdown and web pages say what is a heading, a list or a row: other texts cannot be set again.
        if not plan.name.endswith((".html", ".htm")) and len(re.findall(r"^#{1,4} \S", raw, re.M)) < 4:
            continue
        found = [block for block in found if not re.fullmatch(r"(Side )?\d{1,3}( af \d+)?|\d+ \| .*|[-–—*_ ]+", block.text.text.strip())]
        count += 1
        title = (gold.get("meta") or {}).get("title") or "Beskæftigelsesplan"
        write(out / "clean", plan.name, file.name, raw, gold)
        for design in designs:
            pdf = pdfs / f"{plan.stem}-{design}.pdf"
            web = pdf.with_suffix(".html")
            web.write_text(page(found, design, title), "utf-8")
            if not pdf.exists():
                chromium = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={pdf}", web.as_uri()]
                subprocess.run(chromium, capture_output=True, check=True)
            for tool in TOOLS:
                text = align(read(pdf, tool), found)
                name = plan.stem + ".txt"
                write(out / f"{design}-{tool}", name, file.name, text.text, carry(gold, text, name))
    clean = score(args.pejl, out / "clean/plans", out / "clean/gold", [args.metric])[args.metric]
    print(f"{'design-tool':16} {args.metric:>12} {'kept':>7}   ({count} plans)")
    print(f"{'clean':16} {clean:12.4f}")
    for profile in profiles[1:]:
        f1 = score(args.pejl, out / profile / "plans", out / profile / "gold", [args.metric])[args.metric]
        print(f"{profile:16} {f1:12.4f} {f1 / clean if clean else 0:7.1%}")


def write(folder, name, gold_name, text, gold):
    (folder / "plans" / name).write_bytes(text.encode("utf-8"))
    (folder / "gold" / gold_name).write_text(json.dumps(gold, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
