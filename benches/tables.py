#!/usr/bin/env python3
"""Do other programs read the tables that pejl writes, with nothing lost?

Exports the corpus in every format and compares: pandas on each (Excel by openpyxl), pyarrow and DuckDB on Parquet,
sqlite3 on the database, LibreOffice headless on the workbooks and on the CSV for Excel, R on the CSV where Rscript is
found, and every analysis against the JSON Schema. The NDJSON tables are what all others must equal.

    cargo build --release
    python3 benches/tables.py                        # or: --pejl target/debug/pejl --plans DIR

Makes a virtual environment under target/ with pandas, openpyxl, pyarrow, duckdb and jsonschema the first time. Prints a
line a check and exits with 1 if one fails; what is not installed is named as skipped.
"""

import argparse
import csv
import json
import math
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
VENV = ROOT / "target" / "tables-venv"
NEEDS = ["pandas", "openpyxl", "pyarrow", "duckdb", "jsonschema"]


def in_venv():
    """Starts this script again inside its own environment."""
    if pathlib.Path(sys.prefix) == VENV:
        return
    python = VENV / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *NEEDS], check=True)
    os.execv(python, [python, *sys.argv])


FAILED = []


def check(what, holds, seen=""):
    print(f"{'ok  ' if holds else 'FAIL'}  {what}{': ' if seen != '' else ''}{seen}")
    if not holds:
        FAILED.append(what)


def same(one, other):
    """Equal values; an empty cell is None, NaN or an empty text, and numbers may come as text."""
    empty = [value is None or value == "" or (isinstance(value, float) and math.isnan(value)) for value in (one, other)]
    if any(empty):
        return all(empty)
    if isinstance(one, (int, float)) or isinstance(other, (int, float)):
        return math.isclose(float(one), float(other))
    return one == other


def equal(source, rows, columns):
    """The first difference between two lists of rows, or None."""
    if len(source) != len(rows):
        return f"{len(rows)} rows, not {len(source)}"
    for at, (one, other) in enumerate(zip(source, rows)):
        for column in columns:
            if not same(one[column], other[column]):
                return f"row {at + 1}, {column}: {other[column]!r} is not {one[column]!r}"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pejl", default=str(ROOT / "target/release/pejl"))
    parser.add_argument("--plans", default=str(ROOT / "corpus"))
    args = parser.parse_args()
    import duckdb
    import jsonschema
    import pandas
    import pyarrow.parquet

    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        run = lambda *words: subprocess.run([args.pejl, *map(str, words)], check=True, stdout=subprocess.PIPE)
        run("extract", args.plans, "--out", folder / "analyses")
        export = lambda to, out: run("export", folder / "analyses", "--to", to, "--plans", args.plans, "--out", folder / out)
        for to in ["csv", "csv-excel", "ndjson", "parquet"]:
            export(to, to)
        export("xlsx", "tables.xlsx")
        export("sqlite", "tables.sqlite")

        schema = json.loads(run("schema").stdout)
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        analyses = sorted((folder / "analyses").glob("*.json"))
        errors = [str(error.message) for path in analyses for error in validator.iter_errors(json.loads(path.read_text()))]
        check(f"JSON Schema: {len(analyses)} analyses are valid", not errors, "; ".join(errors[:3]))

        source = {}
        for path in sorted((folder / "ndjson").glob("*.ndjson")):
            source[path.stem] = [json.loads(line) for line in path.read_text().splitlines()]
        check("tables", len(source) == 9, ", ".join(f"{name} {len(rows)}" for name, rows in source.items()))

        def compare(what, read):
            wrong = []
            for name, rows in source.items():
                if rows:
                    difference = equal(rows, read(name), list(rows[0]))
                    wrong += [f"{name}: {difference}"] if difference else []
            check(what, not wrong, "; ".join(wrong[:3]))

        def frame(data):
            return data.astype(object).where(data.notna(), None).to_dict("records")

        def texts(name):
            rows = source[name]
            return {column: str for column in rows[0] if any(isinstance(row[column], str) for row in rows)}

        compare("pandas: csv", lambda name: frame(
            pandas.read_csv(folder / "csv" / f"{name}.csv", dtype=texts(name), keep_default_na=False, na_values=[""])))

        def from_excel_csv(name):
            data = pandas.read_csv(folder / "csv-excel" / f"{name}.csv", sep=";", decimal=",", encoding="utf-8-sig",
                                   dtype=texts(name), keep_default_na=False, na_values=[""])
            for column in texts(name):
                data[column] = data[column].str.removeprefix("'")
            return frame(data)

        compare("pandas: csv-excel read back equals the source", from_excel_csv)
        lines = lambda row: {key: value.replace("\r\n", "\n") if isinstance(value, str) else value for key, value in row.items()}
        untouched, source = source, {name: [lines(row) for row in rows] for name, rows in source.items()}
        compare("pandas: xlsx (line breaks are LF there)", lambda name: frame(pandas.read_excel(
            folder / "tables.xlsx", sheet_name=name, dtype=texts(name), keep_default_na=False, na_values=[""])))
        source = untouched
        sheets = pandas.ExcelFile(folder / "tables.xlsx").sheet_names
        check("xlsx has Læs mig first", sheets[0] == "Læs mig", sheets)
        compare("pyarrow: parquet", lambda name: pyarrow.parquet.read_table(folder / "parquet" / f"{name}.parquet").to_pylist())
        compare("pandas: parquet", lambda name: frame(pandas.read_parquet(folder / "parquet" / f"{name}.parquet")))

        def from_duckdb(name):
            answer = duckdb.sql(f"select * from '{folder}/parquet/{name}.parquet'")
            return [dict(zip(answer.columns, row)) for row in answer.fetchall()]

        compare("DuckDB: parquet", from_duckdb)
        database = sqlite3.connect(folder / "tables.sqlite")
        database.row_factory = sqlite3.Row
        compare("sqlite3", lambda name: [dict(row) for row in database.execute(f'select * from "{name}"')])

        run("overview", folder / "analyses", "--year", "2022", "--out", folder / "overview.xlsx")
        sheets = pandas.ExcelFile(folder / "overview.xlsx").sheet_names
        check("pandas: the overview's workbook", sheets == ["Læs mig", "Oversigt", "Citater", "Temaer", "Ændringer"], sheets)
        libreoffice(folder, source)
        rscript(folder, source)
        injection(args.pejl, folder)
    sys.exit(1 if FAILED else 0)


def libreoffice(folder, source):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        print("skipped: no LibreOffice")
        return
    import pandas

    def convert(path, to, *options):
        subprocess.run([office, "--headless", *options, "--convert-to", to, "--outdir", folder / "office", path],
                       check=True, capture_output=True, env={**os.environ, "HOME": str(folder)})

    for name in ["tables.xlsx", "overview.xlsx"]:
        convert(folder / name, "ods")
        convert(folder / "office" / name.replace("xlsx", "ods"), "xlsx:Calc MS Excel 2007 XML")
        sheets = pandas.read_excel(folder / "office" / name, sheet_name=None, dtype=str, header=None)
        before = pandas.read_excel(folder / name, sheet_name=None, dtype=str, header=None)
        rows = {sheet: len(data) for sheet, data in sheets.items()}
        check(f"LibreOffice opens {name}, and all rows come back",
              rows == {sheet: len(data) for sheet, data in before.items()}, rows)
    # Semicolon, quotes, UTF-8, Danish, texts in quotes stay texts.
    (folder / "office").mkdir(exist_ok=True)
    convert(folder / "csv-excel" / "goals.csv", "xlsx:Calc MS Excel 2007 XML",
            "--infilter=CSV:59,34,76,1,,1030,true,false")
    data = pandas.read_excel(folder / "office" / "goals.xlsx", dtype=object)
    values = [row["target_value"] for row in source["goals"] if row["target_value"] is not None]
    read = [float(value) for value in data["target_value"].dropna()]
    check("LibreOffice reads csv-excel: decimal commas are numbers", read == [float(value) for value in values], f"{len(read)} numbers")
    quotes = [str(value).removeprefix("'") for value in data["quote"]]
    lines = lambda text: text.replace("\r\n", "\n")
    check("LibreOffice reads csv-excel: quotes are the source's",
          [lines(quote) for quote in quotes] == [lines(row["quote"]) for row in source["goals"]], f"{len(quotes)} rows")


def rscript(folder, source):
    program = shutil.which("Rscript")
    if program is None:
        print("skipped: no R")
        return
    script = """
    goals <- read.csv2("csv-excel/goals.csv", fileEncoding = "UTF-8-BOM", colClasses = c(kommunekode = "character"))
    cat(nrow(goals), sum(goals$target_value, na.rm = TRUE), sum(goals$kind_label == "målsætning"))
    """
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    answer = subprocess.run([program, "-e", script], cwd=folder, check=True, capture_output=True, text=True, env=environment)
    rows, total, objectives = answer.stdout.split()
    wanted = sum(row["target_value"] or 0 for row in source["goals"])
    named = sum(row["kind_label"] == "målsætning" for row in source["goals"])
    check("R: read.csv2 of csv-excel", int(rows) == len(source["goals"]) and math.isclose(float(total), wanted, rel_tol=1e-5)
          and int(objectives) == named, answer.stdout)


def injection(pejl, folder):
    """A goal that looks like a formula is a text in the workbook and in the CSV for Excel."""
    import openpyxl

    plan = {"doc": "a.txt", "meta": {"kommunekode": "0161"}, "goals": [
        {"id": "goal-0", "kind": "maal", "start": 0, "end": 5, "text": text}
        for text in ['=HYPERLINK("http://example.dk";"x")', "+45 pct.", "-1 pct.", "@SUM(A1)", "'citat'"]]}
    (folder / "bad").mkdir()
    (folder / "bad" / "a.json").write_text(json.dumps(plan))
    subprocess.run([pejl, "export", folder / "bad", "--to", "xlsx", "--out", folder / "bad.xlsx"], check=True, stdout=subprocess.PIPE)
    subprocess.run([pejl, "export", folder / "bad", "--to", "csv-excel", "--out", folder / "bad-csv"], check=True, stdout=subprocess.PIPE)
    sheet = openpyxl.load_workbook(folder / "bad.xlsx")["goals"]
    column = [cell.value for cell in sheet[1]].index("quote")
    cells = [row[column] for row in sheet.iter_rows(min_row=2)]
    texts = [goal["text"] for goal in plan["goals"]]
    code = sheet.cell(2, 1 + [cell.value for cell in sheet[1]].index("kommunekode"))
    check("xlsx: the code is text with its zero", code.data_type == "s" and code.value == "0161")
    check("xlsx: no formula, the text untouched", all(cell.data_type == "s" for cell in cells) and [cell.value for cell in cells] == texts)
    with open(folder / "bad-csv" / "goals.csv", encoding="utf-8-sig", newline="") as file:
        quotes = [row["quote"] for row in csv.DictReader(file, delimiter=";")]
    check("csv-excel: no formula, and one apostrophe less is the text",
          not any(quote.startswith(("=", "+", "-", "@")) for quote in quotes) and [quote.removeprefix("'") for quote in quotes] == texts)


if __name__ == "__main__":
    in_venv()
    main()
