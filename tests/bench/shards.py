#!/usr/bin/python3
"""Prints how many stories a second are read, with all that is known across them: by one process, by two, by Spark and Dask
with two workers.

    tests/bench/shards.py COUNT [one] [two] [dask] [spark]         200000: the pile that README tells of

By a Python that has pyspark and dask; what is not there is passed over.  Beside the time of the clock, which other work on
the machine makes longer, stands the processor time of all processes together, Spark's Java and its Pythons, too.  Engines must
be up before they are measured, and have nothing left to do: their last step is what stories say otherwise.
"""
import os, sys, tempfile, time

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PACKAGE = os.path.join(TOP, "include", "python")
sys.path[:0] = [PACKAGE, os.path.dirname(os.path.abspath(__file__))]
os.environ.update(NEWSEXT_LIBRARY=os.path.join(TOP, "newsext.so"), PYTHONPATH=PACKAGE, PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
import newsext
import stories
from newsext import shards


def read(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except (FileNotFoundError, ProcessLookupError):  # it has just ended
        return ""


def descendants(pid):
    for thread in os.listdir(f"/proc/{pid}/task") if os.path.exists(f"/proc/{pid}/task") else ():
        for child in read(f"/proc/{pid}/task/{thread}/children").split():
            yield child
            yield from descendants(child)


def spent():
    """Seconds of processors, of this process and all that are below it, or were."""
    used = sum(os.times()[:4])
    for pid in descendants(os.getpid()):  # proc(5): of itself and of children that it waited for
        used += sum(map(int, read(f"/proc/{pid}/stat").rpartition(")")[2].split()[11:15])) / os.sysconf("SC_CLK_TCK")
    return used


def say(what, count, begun, note=""):
    seconds, used = time.monotonic() - begun[0], spent() - begun[1]
    print(f"{what:12} {count / seconds:8.0f} stories a second, {seconds:7.1f} s, {used:7.1f} s of processors{note}", flush=True)


def begin():
    return time.monotonic(), spent()


def one(pile, count, room):
    begun = begin()
    newsext.connect(os.path.join(room, "one.db")).execute("SELECT * FROM load(?)", (pile,)).fetchall()
    say("one process", count, begun)


def two(pile, count, room):
    begun = begin()
    told = []
    shards.load(pile, shards.names(os.path.join(room, "two.db"), 2), progress=lambda rows: told.append(time.monotonic()))
    say("two", count, begun, f"; {told[-1] - begun[0]:.1f} s until all were read")


def dask(pile, count, room):
    import distributed
    from newsext import dask as news

    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, memory_limit=0, silence_logs=50) as cluster:
        with distributed.Client(cluster) as client:
            begun = begin()
            tables = news.tables(client, pile)
            len(tables["article"]), len(tables["contradiction"])
            say("dask", count, begun)


def spark(pile, count, room):
    import pyspark.sql
    from newsext import spark as news

    session = (pyspark.sql.SparkSession.builder.master("local-cluster[2,1,2000]").config("spark.executor.memory", "1600m")
               .config("spark.driver.memory", "2g").config("spark.driver.maxResultSize", "2g").config("spark.ui.enabled", "false").getOrCreate())
    session.sparkContext.setLogLevel("OFF")
    session.sparkContext.parallelize(range(2), 2).count()
    begun = begin()
    tables = news.tables(session, pile)
    tables["article"].count(), tables["contradiction"].count()
    say("spark", count, begun)
    session.stop()


def main(count, names):
    with tempfile.TemporaryDirectory() as room:
        pile = os.path.join(room, "pile.jsonl")
        stories.Pile(count).write(pile)
        print(f"{count} stories, {os.path.getsize(pile) / 1e6:.0f} MB", flush=True)
        for bench in (one, two, dask, spark):
            if names and bench.__name__ not in names:
                continue
            try:
                bench(pile, count, room)
            except ImportError as what:
                print(f"{bench.__name__}: not tried: {what}")


if __name__ == "__main__":
    if len(sys.argv) < 2 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    main(int(sys.argv[1]), sys.argv[2:])
