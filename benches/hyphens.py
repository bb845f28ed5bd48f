#!/usr/bin/env python3
"""How many words that a line end cuts come back whole: Danish-DDT text wrapped with hyphens at 60 columns.

    pip install pyphen
    python3 benches/hyphens.py [--pejl target/release/pejl] [--columns 60] [--errors]

Words are cut where a Danish hyphenation dictionary (pyphen, da_DK) allows it or at a hyphen of their own, whichever
fills the line better; `pejl sentences` reads the wrapped text. A join is right if the word stands in the output as
often as in the text before: a hyphen lost from `tv-avis` and one left in `ind-satser` both count as wrong.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile
from collections import Counter

SHARED = pathlib.Path(__file__).resolve().parents[2] / "shared" / "lang"


def wrap(text, columns, hyphenator):
    """The lines of the wrapped text, and each cut word (a hanging hyphen with the word after it)."""
    lines, cut = [], []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            if len(line) + bool(line) + len(word) <= columns:
                line = f"{line} {word}".strip()
                continue
            room = columns - len(line) - bool(line)
            own = [(m.end(), "") for m in re.finditer(r"(?<=\w)-(?=\w)", word) if m.end() <= room]
            soft = [
                (at, "-")
                for at in hyphenator.positions(word)
                if at < room and word[at - 1].isalpha() and word[at].isalpha()
            ]
            if own or soft:
                at, hyphen = max(own + soft)
                lines.append(f"{line} {word[:at]}{hyphen}".strip())
                line = word[at:]
                cut.append(word)
                continue
            lines.append(line)
            if re.search(r"\w-$", line):
                cut.append(f"{line.split()[-1]} {word}")
            line = word
        lines.append(line)
    return lines, cut


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pejl", default="target/release/pejl")
    parser.add_argument("--columns", type=int, default=60)
    parser.add_argument("--errors", action="store_true", help="list the words that did not come back")
    arguments = parser.parse_args()
    if not SHARED.exists():
        print("skipped: no ../shared")
        return
    import pyphen

    sys.path.insert(0, str(SHARED))
    from ud_eval import load_gold

    text, _, _ = load_gold(SHARED / "da_ddt-ud-dev.conllu")
    lines, cut = wrap(text, arguments.columns, pyphen.Pyphen(lang="da_DK"))
    with tempfile.TemporaryDirectory() as folder:
        wrapped = pathlib.Path(folder) / "wrapped.txt"
        wrapped.write_text("\n".join(lines), encoding="utf-8")
        run = subprocess.run([arguments.pejl, "sentences", wrapped], check=True, capture_output=True, text=True)
    before, after = " ".join(text.split()), " ".join(run.stdout.split())
    wrong = Counter()
    for word, times in Counter(cut).items():
        wrong[word] = min(times, max(0, before.count(word) - after.count(word)))
    right = len(cut) - wrong.total()
    print(f"{len(cut)} words cut at {arguments.columns} columns, {right} whole again: {100 * right / len(cut):.1f} %")
    if arguments.errors:
        for word in sorted(+wrong):
            print(f"  {word}")


if __name__ == "__main__":
    main()
