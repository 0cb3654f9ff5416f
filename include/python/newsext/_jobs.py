"""What an engine's workers do, whichever engine it is: a partition of the stories is a database, passed on as bytes.

Each function takes and returns what an engine can carry: bytes, numbers, texts, tuples.  Run again on another worker it
gives the same.
"""
import contextlib
import os
import tempfile

import newsext
from newsext import _across, shards

LARGE = 64 << 20  # bytes: a file that has more is read by several workers, a part of its records each
PARTITION = 32 << 20  # bytes of stories, of which the database is five times as large: what an engine carries with ease

# The tables that are handed out: what is asked, and the type of each column.
STORY = "id long, path string, record long, url string, source string, title string, byline string, place string, " \
        "published string, published_basis string, words long, problem string, outlet string, day string, body string"
TABLES = {
    "article": STORY,
    "sentence": "article long, n long, start long, length long, sentence string",
    "mention": "article long, n long, sentence long, start long, length long, surface string, entity long, form string",
    "quotation": "article long, n long, sentence long, start long, length long, quote string, kind string, "
                 "speaker_name string, cue string, speaker long",
    "condition": "article long, n long, sentence long, start long, length long, kind string, condition string, "
                 "consequence string, negated long, term long, holder_name string, holder long",
    "figure": "article long, n long, sentence long, start long, length long, surface string, value double, low double, "
              "high double, approximate long, unit string, of string, act string",
    "event": "article long, n long, sentence long, start long, length long, surface string, type string, value string, "
             "first_day string, last_day string",
    "furniture": "article long, sentence long",
    "fingerprint": "article long, fingerprint binary",
    "band": "band long, article long",
    "storyline_article": "storyline long, article long",
    "crowded_band": "band long, hub long",
    # Of these each partition has its part.
    "entity": "id long, name string, kind string, stories long",
    "alias": "entity long, surface string, stories long",
    "storyline": "id long, title string, first_day string, last_day string, stories long",
}
CONTRADICTION = "article long, sentence long, other_article long, other_sentence long, kind string, storyline long, weight double"
SUMS = {"entity": ["id", "name", "kind"], "alias": ["entity", "surface"]}  # whose stories are summed
DISTINCT = ("storyline", "crowded_band")
SQLITE = {"long": "INTEGER", "double": "REAL", "string": "TEXT", "binary": "BLOB", "any": ""}


def ready():
    """Finds the extension on a worker that got it from the driver."""
    if "NEWSEXT_LIBRARY" not in os.environ and not os.path.isdir(os.path.dirname(newsext.__file__)):
        from pyspark import SparkFiles

        os.environ["NEWSEXT_LIBRARY"] = SparkFiles.get("libnewsext.so")


def columns(schema):
    """The columns of "id long, name string" with their types."""
    return [tuple(column.split()) for column in schema.split(",")]


@contextlib.contextmanager
def _file(content=None):
    """A database in a file, from bytes."""
    ready()
    with tempfile.TemporaryDirectory() as room:
        path = os.path.join(room, "shard.db")
        with open(path, "wb") as file:
            file.write(content or b"")
        yield path


def _bytes(path):
    with open(path, "rb") as file:
        return file.read()


# ---- The partitions ----


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
    """Reads the stories of a unit into a database, with all that each says."""
    folder, partition, partitions, parts = unit
    names = "path, record, url, source, title, byline, place, published, published_basis, published_from, published_to, words, encoding, problem, body"
    with _file() as path:
        db, story = shards._open(path), partition
        db.execute("PRAGMA journal_mode = off")
        for _ in db.execute("SELECT step FROM refresh('search')"):  # makes the tables
            pass
        db.execute("BEGIN")
        # A story that is of a file is left out of the index for search, which nobody asks here.
        db.execute("INSERT INTO corpus(id, root) VALUES(1, '')")
        db.execute("INSERT INTO file(id, corpus, path) VALUES(1, 1, '')")
        for file, part, several in parts:
            for row in db.execute(f"SELECT {names} FROM articles(?) WHERE path = ? AND shard(path, record, ?) = ?", (folder, file, several, part)):
                db.execute(f"INSERT INTO article(id, file, {names}) VALUES({', '.join('?' * (len(row) + 2))})", (story, 1, *row))
                story += partitions  # ids that no other partition has
        db.execute("COMMIT")
        db.close()
        return _bytes(path)


# ---- What is known across stories: the steps of shards.refresh() ----


def say_furniture(content, buckets):
    with _file(content) as path:
        shards._say_furniture(path, path + "-part", buckets)
        return shards._open(path + "-part").execute("SELECT bucket, summary FROM furniture").fetchall()


def say_names(content):
    with _file(content) as path:
        shards._say_names(path, path + "-part")
        return shards._open(path + "-part").execute("SELECT summary FROM identity").fetchone()[0]


def merged(*summaries):
    """Summaries put together; so may be what comes of it."""
    ready()
    db = newsext.connect()
    db.execute("CREATE TABLE part(summary BLOB)")
    db.executemany("INSERT INTO part VALUES(?)", [(summary,) for summary in summaries])
    return db.execute("SELECT summary(summary) FROM part").fetchone()[0]


def furniture(summary):
    ready()
    return newsext.connect().execute("SELECT story, sentence FROM summary_furniture(?)", (summary,)).fetchall()


def take_furniture(content, rows, partitions):
    """The database with furniture; its summary of leads; its titles; bands that may be crowded."""
    with _file(content) as path:
        answer = shards._open(":memory:")
        answer.execute("ATTACH ? AS answer", (path + "-answer",))
        answer.execute("BEGIN")
        answer.execute("CREATE TABLE answer.furniture(story, sentence)")
        answer.executemany("INSERT INTO answer.furniture VALUES(?, ?)", rows)
        answer.execute("COMMIT")
        bands = shards._take_furniture(path, path + "-part", [path + "-answer"], partitions, "bands, leads")
        part = shards._open(path + "-part")
        return _bytes(path), part.execute("SELECT summary FROM storyline").fetchone()[0], part.execute("SELECT * FROM title").fetchall(), bands


def count_bands(content, bands):
    with _file(content) as path:
        return shards._count_bands(path, bands)


def _answer(tables, merge):
    """Writes a part as a shard would, merges it, and returns the database of answers."""
    with _file() as path:
        part = shards._open(path)
        part.execute("BEGIN")
        for table, names, rows in tables:
            part.execute(f"CREATE TABLE {table}({names})")
            part.executemany(f"INSERT INTO {table} VALUES({', '.join('?' * len(names.split(',')))})", rows)
        part.execute("COMMIT")
        part.close()
        merge(path + "-answer", [path])
        return _bytes(path + "-answer")


def identities(summary):
    return _answer([("identity", "summary", [(summary,)])], shards._merge_identities)


def storylines(summary, titles):
    return _answer([("storyline", "summary", [(summary,)]), ("title", "story, day, titled, title", titles)], shards._merge_storylines)


def take_others(content, identity, storyline, crowded):
    with _file(content) as path:
        for name, answer in (("-identity", identity), ("-storyline", storyline)):
            with open(path + name, "wb") as file:
                file.write(answer)
        shards._take_identities(path, path + "-identity")
        shards._take_storylines(path, path + "-storyline", crowded)
        return _bytes(path)


def cut(content, buckets):
    """The stories of storylines, a database a bucket of storylines."""
    with _file(content) as path:
        for bucket in range(buckets):
            shards._cut(path, f"{path}-{bucket}", bucket, buckets)
        return [_bytes(f"{path}-{bucket}") for bucket in range(buckets)]


def contradictions(contents):
    """What the stories of a bucket of storylines say otherwise, in whatever partitions they are: rows of CONTRADICTION."""
    with _file() as path:
        paths = [f"{path}-{k}" for k in range(len(contents))]
        for name, content in zip(paths, contents):
            with open(name, "wb") as file:
                file.write(content)
        shards._contradict(path + "-answer", paths, 0, 1)
        names = ", ".join(name for name, _ in columns(CONTRADICTION))
        return shards._open(path + "-answer").execute(f"SELECT {names} FROM contradiction").fetchall()


def corpus(engine, folder, partitions, usual=1):
    """The partitions of a corpus as an engine holds them, each a database that knows what all stories say; and rows of
    CONTRADICTION, a list a part.

    engine.spread(items), .map(parts, function, *values), .collect(parts) and .reduce(parts, function) do what they are
    called, .shuffle(parts, function, n) makes parts of which the k-th has the k-th of what the function says of each;
    parts stay where they are made, and what is collected is small beside the stories.
    """
    pieces = units(folder, partitions, usual)
    count = len(pieces)
    parts = engine.map(engine.spread(pieces), build)
    names = engine.reduce(engine.map(parts, say_names), merged)
    said = [row for rows in engine.collect(engine.map(parts, say_furniture, count)) for row in rows]
    buckets = [[summary for bucket, summary in said if bucket == k] for k in sorted({bucket for bucket, _ in said})]
    summaries = engine.map(engine.spread(buckets), _merged_list)
    repeated = [row for rows in engine.collect(engine.map(summaries, furniture)) for row in rows]
    parts = engine.map(parts, take_furniture, repeated, count)
    leads = engine.reduce(engine.map(parts, _item, 1), merged)
    titles = [row for rows in engine.collect(engine.map(parts, _item, 2)) for row in rows]
    bands = sorted({band for some in engine.collect(engine.map(parts, _item, 3)) for band in some})
    parts = engine.map(parts, _item, 0)
    counts = [row for rows in engine.collect(engine.map(parts, count_bands, bands)) for row in rows]
    identity, = engine.collect(engine.map(engine.spread([names]), identities))
    storyline, = engine.collect(engine.map(engine.spread([leads]), storylines, titles))
    parts = engine.map(parts, take_others, identity, storyline, shards._crowded(counts))
    return parts, engine.map(engine.shuffle(parts, cut, count), contradictions)


def _item(values, k):
    return values[k]


def _merged_list(summaries):
    return merged(*summaries)


# ---- Rows ----


def rows(content, table):
    """The rows of a table of a partition."""
    names = ", ".join(name for name, _ in columns(TABLES[table]))
    with _file(content) as path:
        return shards._open(path).execute(f"SELECT {names} FROM {table}").fetchall()


def ask(stories, schema, sql, table, wanted=None):
    """Runs SQL over rows as a table: its rows, with the values of `wanted` types; an error where one is of another.

    Texts stay texts, whatever they look like, and numbers numbers.
    """
    ready()
    db = newsext.connect()
    db.execute(f'CREATE TABLE "{table}"(' + ", ".join(f'"{name}" {SQLITE[kind]}' for name, kind in schema) + ")")
    db.executemany(f'INSERT INTO "{table}" VALUES({", ".join("?" * len(schema))})', stories)
    cursor = db.execute(sql)
    if wanted is None:
        return [column[0] for column in cursor.description], cursor.fetchall()
    return [tuple(_typed(value, *column) for value, column in zip(row, wanted)) for row in cursor]


def _typed(value, name, kind):
    if kind == "double" and type(value) is int:
        return float(value)
    if value is not None and type(value) is not {"long": int, "double": float, "string": str, "binary": bytes}[kind]:
        raise TypeError(f"column {name} has {value!r:.60}, which is no {kind}: give the schema, or CAST it")
    return value


def schema_of(names, some):
    """The types of columns, as some rows show them; a column of which they say nothing is a text."""
    kinds = {int: "long", float: "double", str: "string", bytes: "binary"}
    out = []
    for k, name in enumerate(names):
        seen = {kinds[type(row[k])] for row in some if row[k] is not None}
        if seen == {"long", "double"}:
            seen = {"double"}
        if len(seen) > 1:
            raise TypeError(f"column {name} has values of several types ({', '.join(sorted(seen))}): give the schema, or CAST it")
        out.append((name, seen.pop() if seen else "string"))
    return out
