"""The partitions of an engine: each is a database of a part of the stories, passed on as bytes."""
import contextlib
import os
import tempfile

import newsext
from newsext import _steps
from newsext._database import open_database, ready
from newsext._types import TABLES, columns

LARGE = 64 << 20  # bytes: a file that has more is read by several workers, a part of its records each
ROWS = 256  # stories in an INSERT
PARTITION = 32 << 20  # bytes of stories, of which the database is five times as large: what an engine carries with ease


@contextlib.contextmanager
def database(content=None):
    """A database in a file, from bytes."""
    ready()
    with tempfile.TemporaryDirectory() as room:
        path = os.path.join(room, "shard.db")
        with open(path, "wb") as file:
            file.write(content or b"")
        yield path


def content_of(path):
    with open(path, "rb") as file:
        return file.read()


def written(stem, contents):
    """The paths of files that have these bytes."""
    paths = [f"{stem}-{k}" for k in range(len(contents))]
    for path, content in zip(paths, contents):
        with open(path, "wb") as file:
            file.write(content)
    return paths


def units(folder, partitions, usual):
    """What `partitions` workers read: files, and parts of large ones, of about the same size together; where it is None, as
    many as are `usual`, or more of stories that are many.
    """
    ready()
    files = newsext.connect().execute("SELECT path, bytes FROM articles(?) WHERE record = 1", (os.fspath(folder),)).fetchall()
    partitions = partitions or max(usual, -(-sum(size or 0 for _, size in files) // PARTITION))
    parts = []
    for path, size in files:
        several = max(1, -(-(size or 0) // LARGE), partitions // len(files) if size and size > LARGE // 64 else 1)
        parts += [(path, k + 1, several, (size or 0) / several) for k in range(several)]
    piles = [(0, k, []) for k in range(max(1, min(partitions, len(parts))))]
    for part in sorted(parts, key=lambda part: -part[3]):
        size, k, pile = min(piles, key=lambda pile: pile[:2])
        piles[k] = size + part[3], k, pile + [part[:3]]
    return [(os.fspath(folder), k + 1, len(piles), sorted(pile)) for _, k, pile in piles]


def build(unit):
    """Reads the stories of a unit into a database, with all that each says; and what identities, and furniture in as many
    buckets as there are partitions, are found by."""
    folder, partition, partitions, parts = unit
    names = "path, record, url, source, title, byline, place, published, published_basis, published_from, published_to, words, encoding, problem, body"
    with database() as path:
        db, story = open_database(path), partition
        db.execute("PRAGMA journal_mode = off").fetchall()
        db.execute("SELECT step FROM refresh('search')").fetchall()  # makes the tables
        db.execute("BEGIN")
        # A story that is of a file is left out of the index for search, which nobody asks here.
        db.execute("INSERT INTO corpus(id, root) VALUES(1, '')")
        db.execute("INSERT INTO file(id, corpus, path) VALUES(1, 1, '')")
        for file, part, several in parts:
            read = db.execute(f"SELECT {names} FROM articles(?) WHERE path = ? AND shard(path, record, ?) = ?", (folder, file, several, part))
            while rows := read.fetchmany(ROWS):
                values = [value for k, row in enumerate(rows) for value in (story + k * partitions, 1, *row)]
                places = f"({', '.join('?' * (len(values) // len(rows)))})"
                db.execute(f"INSERT INTO article(id, file, {names}) SELECT * FROM (VALUES {', '.join([places] * len(rows))})", values)
                story += len(rows) * partitions  # ids that no other partition has
        db.execute("COMMIT")
        _steps.say(db, path + "-told", path + "-part", partitions)
        (names,), = db.execute("SELECT summary FROM part.identity")
        repeated = dict(db.execute("SELECT bucket, summary FROM part.furniture").fetchall())
        db.close()
        return content_of(path), names, [repeated.get(bucket) for bucket in range(1, partitions + 1)]


def rows(part, table):
    """The rows of a table of a partition."""
    names = ", ".join(name for name, _ in columns(TABLES[table]))
    with database(part[0]) as path:
        return open_database(path).execute(f"SELECT {names} FROM {table}").fetchall()
