#!/bin/bash
# Shows that Spark gives what one process gives: the corpus, many times over, through job.py on local[*], on
# local-cluster[2,1,1024], on a spark:// master with two workers of their own, and there again with an executor killed
# in the middle; Parquet in and out once. Each output, sorted, must be byte-identical to that of one `pejl extract`.
#
#   cargo build --release && benches/spark/prove.sh [COPIES]
#
# Needs Java 17 or newer and Python 3.10 or newer; PySpark 4 comes from PyPI into target/spark/venv. Everything it
# writes is in target/spark; all processes it starts are its own children and end with it.
set -euo pipefail
cd "$(dirname "$0")/../.."

copies=${1:-40}
pejl=$PWD/${PEJL:-target/release/pejl}
work=$PWD/target/spark
[ -x "$pejl" ] || { echo "build pejl first: cargo build --release"; exit 2; }
command -v java >/dev/null || { echo "Java 17 or newer is needed (apt-get install openjdk-17-jre-headless)"; exit 2; }
mkdir -p "$work"
if [ ! -x "$work/venv/bin/spark-submit" ]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet 'pyspark>=4,<5'
fi
export PYSPARK_PYTHON=$work/venv/bin/python SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_HOSTNAME=localhost
SPARK_HOME=$("$PYSPARK_PYTHON" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
export SPARK_HOME SPARK_SCALA_VERSION=2.13 LC_ALL=C
rm -rf "$work/run" && mkdir "$work/run" && cd "$work/run"
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT

# The plans: UTF-8 ones of the corpus, each so many times under names of their own.
"$PYSPARK_PYTHON" - "$copies" <<'PYTHON' > plans.ndjson
import json, pathlib, sys
for copy in range(int(sys.argv[1])):
    for path in sorted(pathlib.Path("../../../corpus").iterdir()):
        try:
            text = path.read_bytes().decode()
        except UnicodeDecodeError:
            continue
        print(json.dumps({"doc": f"{copy:03}-{path.name}", "text": text}, ensure_ascii=copy % 2 == 0))
PYTHON
"$pejl" extract --ndjson plans.ndjson | sort > single.ndjson
echo "$(wc -l < plans.ndjson) plans, $(wc -c < plans.ndjson) bytes, Spark $("$PYSPARK_PYTHON" -c 'import pyspark; print(pyspark.__version__)')"

submit() { # MASTER NAME ARGUMENT…
    local master=$1 name=$2
    shift 2
    "$SPARK_HOME/bin/spark-submit" --master "$master" --conf spark.ui.enabled=false \
        --conf spark.executor.memory=1g --conf spark.hadoop.fs.permissions.umask-mode=022 \
        "$@" > "$name.out" 2> "$name.log" || { tail -30 "$name.log"; echo "FAILED $name"; exit 1; }
}
same() { # NAME, lines on standard input
    sort | cmp - single.ndjson || { echo "FAILED $1: not what one process gives"; exit 1; }
    echo "ok  $1"
}
job=../../../benches/spark/job.py

submit 'local[*]' local "$job" --pejl "$pejl" --partitions 8 plans.ndjson local.ndjson
cat local.ndjson/part-* | same 'local[*]'

"$PYSPARK_PYTHON" - <<'PYTHON' > make.log 2>&1
from pyspark.sql import SparkSession
spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
spark.read.schema("doc string, text string").json("plans.ndjson").repartition(4).write.parquet("plans.parquet")
PYTHON
submit 'local[*]' parquet "$job" --pejl "$pejl" plans.parquet out.parquet
"$PYSPARK_PYTHON" - 2> read.log <<'PYTHON' | same 'local[*], Parquet in and out'
from pyspark.sql import SparkSession
spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
for row in spark.read.parquet("out.parquet").toLocalIterator():
    print(row.analysis)
PYTHON

submit 'local-cluster[2,1,1024]' cluster "$job" --pejl "$pejl" --partitions 8 plans.ndjson cluster.ndjson
cat cluster.ndjson/part-* | same 'local-cluster[2,1,1024]'

# A master and two workers, each a process of its own; pejl is shipped to them.
start() { "$SPARK_HOME/bin/spark-class" "$@" > "${2##*-}.$RANDOM.log" 2>&1 & }
start org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 17077 --webui-port 0
sleep 6
workers=()
for number in 1 2; do
    start org.apache.spark.deploy.worker.Worker --cores 1 --memory 1g --webui-port 0 \
        --work-dir "$PWD/worker-$number" spark://127.0.0.1:17077
    workers+=($!)
done
sleep 8
submit spark://127.0.0.1:17077 master --files "$pejl" "$job" --pejl ./pejl --partitions 8 plans.ndjson master.ndjson
cat master.ndjson/part-* | same 'spark:// with two workers'

# The executor of the first worker dies once some tasks are done and others are not.
(
    until [ "$(ls -d killed.ndjson/_temporary/0/task_* 2>/dev/null | wc -l)" -ge 2 ]; do sleep 0.05; done
    executor=$(pgrep -P "${workers[0]}" -f CoarseGrainedExecutorBackend)
    kill -9 "$executor"
    echo "killed executor $executor after $(ls -d killed.ndjson/_temporary/0/task_* | wc -l) of 16 tasks" > killed.told
) &
killer=$!
submit spark://127.0.0.1:17077 killed --files "$pejl" "$job" --pejl ./pejl --partitions 16 plans.ndjson killed.ndjson
wait "$killer"
grep -q 'Lost executor' killed.log || { echo "FAILED: Spark did not lose an executor"; exit 1; }
cat killed.ndjson/part-* | same "spark:// with two workers, $(cat killed.told)"
