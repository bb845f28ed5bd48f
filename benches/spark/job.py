"""Extracts all layers from a data set of plans on Spark: each partition goes through one `pejl extract --ndjson -`.

    spark-submit --master MASTER benches/spark/job.py --pejl target/release/pejl IN OUT

IN is NDJSON (a file or a folder of part files, a line {"doc":…,"text":…} for each plan) or, if its name ends in
.parquet, Parquet with the columns `doc` and `text`. OUT is made: NDJSON with an analysis a line or, if its name ends in
.parquet, Parquet with the columns `doc` and `analysis`. Order is that of IN within each part; sort by line to compare.

On a cluster whose machines do not have pejl, ship it: `--files target/release/pejl` and `--pejl ./pejl`.

`RDD.pipe` starts pejl once for each partition, and `checkCode=True` fails the task, which Spark then runs again, if pejl
ends with anything but 0: it was killed, say. A line that holds no plan is no such failure. It comes out as an object
with `error` in its place (`line` counts within the partition; in Parquet its `doc` is null); their number is printed.
"""

import argparse
import json
import shlex

from pyspark.sql import SparkSession


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plans", metavar="IN")
    parser.add_argument("out", metavar="OUT")
    parser.add_argument("--pejl", default="pejl", help="the program, as the machines of the cluster find it")
    parser.add_argument("--partitions", type=int, help="calls of pejl; by default as Spark splits IN")
    args = parser.parse_args()

    spark = SparkSession.builder.appName("pejl").getOrCreate()
    errors = spark.sparkContext.accumulator(0)
    # One thread for each call: Spark runs as many calls at a time as an executor has cores.
    command = f"{shlex.quote(args.pejl)} extract --ndjson --jobs 1 -"
    lines = read(spark, args.plans)
    if args.partitions:
        lines = lines.repartition(args.partitions)
    answers = lines.pipe(command, checkCode=True)

    def counted(line: str) -> str:
        if line.startswith('{"error":'):
            errors.add(1)
        return line

    write(spark, answers.map(counted), args.out)
    print(f"{errors.value} lines held no plan")
    spark.stop()


def read(spark, path: str):
    """The plans as lines of JSON. Lines of NDJSON go to pejl as they are."""
    if path.rstrip("/").endswith(".parquet"):
        return spark.read.parquet(path).select("doc", "text").toJSON()
    return spark.read.text(path, lineSep="\n").rdd.map(lambda row: row.value)


def write(spark, answers, path: str) -> None:
    if not path.rstrip("/").endswith(".parquet"):
        answers.saveAsTextFile(path)
        return
    rows = answers.map(lambda line: (json.loads(line).get("doc"), line))
    spark.createDataFrame(rows, "doc string, analysis string").write.parquet(path)


if __name__ == "__main__":
    main()
