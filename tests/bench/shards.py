#!/usr/bin/python3
"""Prints how many stories a second are read, with all that is known across them: by one process, by two, by Spark and Dask
with two workers.

    tests/bench/shards.py COUNT [one] [two] [dask] [spark]         200000: the pile that README tells of

By a Python that has pyspark and dask; what is not there is passed over.  Beside the time of the clock, which other work on
the machine makes longer, stands the processor time of all processes together.  Engines must be up before they are measured.
"""
import os, resource, sys, tempfile, time

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PACKAGE = os.path.join(TOP, "include", "python")
sys.path[:0] = [PACKAGE, os.path.dirname(os.path.abspath(__file__))]
os.environ.update(NEWSEXT_LIBRARY=os.path.join(TOP, "newsext.so"), PYTHONPATH=PACKAGE, PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
import newsext
import stories
from newsext import shards


def spent():
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def say(what, count, began, before, note=""):
    seconds, used = time.monotonic() - began, spent() - before
    print(f"{what:12} {count / seconds:8.0f} stories a second, {seconds:7.1f} s, {used:7.1f} s of processors{note}", flush=True)


def one(pile, count, room):
    began, before = time.monotonic(), spent()
    newsext.connect(os.path.join(room, "one.db")).execute("SELECT * FROM load(?)", (pile,)).fetchall()
    say("one process", count, began, before)


def two(pile, count, room):
    began, before = time.monotonic(), spent()
    told = []
    shards.load(pile, shards.names(os.path.join(room, "two.db"), 2), progress=lambda rows: told.append(time.monotonic()))
    say("two", count, began, before, f"; {told[-1] - began:.1f} s until all were read")


def dask(pile, count, room):
    import distributed
    from newsext import dask as news

    before = spent()
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, memory_limit=0, silence_logs=50) as cluster:
        with distributed.Client(cluster) as client:
            began = time.monotonic()
            len(news.tables(client, pile)["article"])
            seconds = time.monotonic() - began
    say("dask", count, time.monotonic() - seconds, before)


def spark(pile, count, room):
    import pyspark.sql
    from newsext import spark as news

    before = spent()
    session = (pyspark.sql.SparkSession.builder.master("local-cluster[2,1,2000]").config("spark.executor.memory", "1600m")
               .config("spark.driver.memory", "2g").config("spark.driver.maxResultSize", "2g").config("spark.ui.enabled", "false").getOrCreate())
    session.sparkContext.setLogLevel("OFF")
    session.sparkContext.parallelize(range(2), 2).count()
    began = time.monotonic()
    news.tables(session, pile)["article"].count()
    seconds = time.monotonic() - began
    session.stop()
    say("spark", count, time.monotonic() - seconds, before)


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
