"""The last step of shards.refresh(): what the stories of a storyline say otherwise, wherever each of them is kept.

Storylines are parted into buckets; the stories of one are brought together in a database that lives no longer than that.
"""
import json

from newsext import _across
from newsext._database import attach, make, open_database, run


def _empty(path):
    """A database with the tables, for copies of stories that are compared."""
    db = make(path)
    db.execute("PRAGMA journal_mode = off").fetchall()
    db.execute("SELECT * FROM refresh('search')").fetchall()
    run(db, _across.PREPARE_COPY)
    return db


def cut(path, part, bucket, buckets):
    """A database that has of another the stories of the storylines of a bucket."""
    db = _empty(part)
    db.execute("ATTACH ? AS other", (path,))
    db.execute("BEGIN")
    run(db, _across.CUT_PLACES + _across.COPY_STORIES, shard=0, bucket=bucket, buckets=buckets)
    db.execute("COMMIT")


def contradict(answer, databases, bucket, buckets):
    """Compares the stories of the storylines of a bucket, wherever they are kept."""
    db = _empty(":memory:")
    attach(db, "answer", answer)
    for statements in (_across.FIND_PLACES, _across.COPY_STORIES):
        if statements is _across.COPY_STORIES:
            run(db, _across.NUMBER_PLACES)
        for shard, path in enumerate(databases):
            db.execute("ATTACH ? AS other", (path,))
            run(db, statements, shard=shard, bucket=bucket, buckets=buckets)
            db.execute("DETACH other")
    db.execute("SELECT * FROM refresh('contradictions')").fetchall()
    run(db, _across.SAY_CONTRADICTIONS)


def take_contradictions(path, answers, crowds):
    """Takes them, and what bands are crowded."""
    db = open_database(path)
    db.execute("CREATE TEMP TABLE taken AS SELECT * FROM main.contradiction WHERE 0")
    for answer in answers:
        attach(db, "answers", answer)
        run(db, _across.FIND_CONTRADICTIONS)
        db.execute("DETACH answers")
    db.execute("BEGIN IMMEDIATE")
    run(db, _across.TAKE_CONTRADICTIONS + _across.TAKE_CROWDS, crowds=json.dumps(crowds))
    db.execute("COMMIT")
