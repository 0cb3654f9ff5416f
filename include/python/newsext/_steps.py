"""The steps of shards.refresh(), each done by one process: of one database, or to the answers of all.

A step reads and writes files, and returns little; a database of answers that is not there yet is made.
"""
import json

from newsext import _across
from newsext._database import attach, open_database, run


def _told(path, told):
    """A database, beside a file that has by what each of its stories is told everywhere; made where it is not there."""
    db = open_database(path)
    attach(db, "told", told)
    if not db.execute("SELECT 1 FROM told.sqlite_schema").fetchall():
        run(db, _across.TELL_STORIES)
    return db


# ---- What a database says ----


def say(db, told, part, buckets):
    """Says by what the stories are told, and what identities, and furniture in as many buckets, are found by."""
    attach(db, "told", told)
    attach(db, "part", part)
    run(db, _across.TELL_STORIES + _across.SAY_NAMES + _across.SAY_SENTENCES, buckets=buckets)


def say_of(path, *arguments):
    say(open_database(path), *arguments)


# ---- What follows from what all say ----


def _merged(answer, parts, ask, values=()):
    """Gathers the summaries of all parts, to be put together into a new database."""
    db = open_database(":memory:")
    attach(db, "answer", answer)
    db.execute("CREATE TABLE temp.part(summary BLOB)")
    for part in parts:
        attach(db, "other", part)
        db.execute("INSERT INTO temp.part " + ask, values)
        if "storyline" in ask:
            db.execute("CREATE TABLE IF NOT EXISTS temp.title AS SELECT * FROM other.title WHERE 0")
            db.execute("INSERT INTO temp.title SELECT * FROM other.title")
        db.execute("DETACH other")
    return db


def merge_furniture(answer, parts, bucket):
    run(_merged(answer, parts, "SELECT summary FROM other.furniture WHERE bucket = ?", (bucket,)), _across.MERGE_FURNITURE)


def merge_identities(answer, parts):
    run(_merged(answer, parts, "SELECT summary FROM other.identity"), _across.MERGE_IDENTITY)


def merge_storylines(answer, parts):
    run(_merged(answer, parts, "SELECT summary FROM other.storyline"), _across.MERGE_STORYLINE)


# ---- What a database takes ----


def take_furniture(path, told, part, answers, shards, steps="search, bands, leads"):
    """Takes it, and says what hangs on it, and which bands may be crowded."""
    db = _told(path, told)
    db.execute("CREATE TEMP TABLE standing(article INTEGER, sentence INTEGER)")
    for answer in answers:
        attach(db, "answers", answer)
        run(db, _across.FIND_FURNITURE)
        db.execute("DETACH answers")
    db.execute("BEGIN IMMEDIATE")
    run(db, _across.TAKE_FURNITURE)
    db.execute("SELECT * FROM refresh(?)", (steps,)).fetchall()
    db.execute("COMMIT")
    attach(db, "part", part)
    run(db, _across.SAY_OTHERS, shards=shards)
    return [band for band, in db.execute("SELECT band FROM part.crowd")]


def count_bands(db, bands):
    """How many stories have each of these bands, and the first of them."""
    if not bands:
        return []
    db.execute("CREATE TEMP TABLE crowd(band INTEGER PRIMARY KEY)")
    db.execute("INSERT INTO temp.crowd SELECT value FROM json_each(?)", (json.dumps(bands),))
    return db.execute(_across.COUNT_BANDS).fetchall()


def crowded(counts):
    """The bands that more stories share than are compared two by two, each with the first of these stories."""
    total = {}
    for band, count, story, article in counts:
        before = total.get(band, (0, (story, article)))
        total[band] = before[0] + count, min(before[1], (story, article))
    return [[band, first[1]] for band, (count, first) in sorted(total.items()) if count > _across.CROWD]


def take_identities(path, told, answers):
    db = _told(path, told)
    attach(db, "answers", answers)
    db.execute("BEGIN")
    run(db, _across.FORGET_IDENTITIES)
    indexes = [] if db.execute(_across.KNOWN).fetchall() else db.execute(_across.INDEX).fetchall()
    for name, _ in indexes:
        db.execute(f"DROP INDEX main.{name}")
    run(db, _across.TAKE_IDENTITIES)
    for _, sql in indexes:
        db.execute(sql)
    run(db, _across.TAKE_ENTITIES)
    db.execute("COMMIT")


def take_storylines(path, told, answers, bands):
    """Takes them, and counts bands, so that the database is opened once."""
    db = _told(path, told)
    attach(db, "answers", answers)
    db.execute("BEGIN")
    run(db, _across.TAKE_STORYLINES)
    db.execute("COMMIT")
    return count_bands(db, bands)
