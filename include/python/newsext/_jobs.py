"""What an engine's workers do, whichever engine it is.

Each function takes and returns what an engine can carry: bytes, numbers, texts, tuples.  Run again on another worker it
gives the same.
"""
import newsext
from newsext import _compare, _steps
from newsext._database import open_database, ready
from newsext._partitions import build, content_of, database, units
from newsext._types import CONTRADICTION, columns


# ---- The steps of shards.refresh() ----


def say_furniture(content, buckets):
    with database(content) as path:
        _steps.say_furniture(path, path + "-part", buckets)
        return open_database(path + "-part").execute("SELECT bucket, summary FROM furniture").fetchall()


def say_names(content):
    with database(content) as path:
        _steps.say_names(path, path + "-told", path + "-part")
        return open_database(path + "-part").execute("SELECT summary FROM identity").fetchone()[0]


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
    with database(content) as path:
        answer = open_database(":memory:")
        answer.execute("ATTACH ? AS answer", (path + "-answer",))
        answer.execute("BEGIN")
        answer.execute("CREATE TABLE answer.furniture(story, sentence)")
        answer.executemany("INSERT INTO answer.furniture VALUES(?, ?)", rows)
        answer.execute("COMMIT")
        bands = _steps.take_furniture(path, path + "-told", path + "-part", [path + "-answer"], partitions, "bands, leads")
        part = open_database(path + "-part")
        return content_of(path), part.execute("SELECT summary FROM storyline").fetchone()[0], part.execute("SELECT * FROM title").fetchall(), bands


def count_bands(content, bands):
    with database(content) as path:
        return _steps.count_bands(path, path + "-told", bands)


def _answer(tables, merge):
    """Writes a part as a shard would, merges it, and returns the database of answers."""
    with database() as path:
        part = open_database(path)
        part.execute("BEGIN")
        for table, names, rows in tables:
            part.execute(f"CREATE TABLE {table}({names})")
            part.executemany(f"INSERT INTO {table} VALUES({', '.join('?' * len(names.split(',')))})", rows)
        part.execute("COMMIT")
        part.close()
        merge(path + "-answer", [path])
        return content_of(path + "-answer")


def identities(summary):
    return _answer([("identity", "summary", [(summary,)])], _steps.merge_identities)


def storylines(summary, titles):
    return _answer([("storyline", "summary", [(summary,)]), ("title", "story, day, titled, title", titles)], _steps.merge_storylines)


def take_others(content, identity, storyline, crowded):
    with database(content) as path:
        for name, answer in (("-identity", identity), ("-storyline", storyline)):
            with open(path + name, "wb") as file:
                file.write(answer)
        _steps.take_identities(path, path + "-told", path + "-identity")
        _steps.take_storylines(path, path + "-told", path + "-storyline", crowded)
        return content_of(path)


def cut(content, buckets):
    """The stories of storylines, a database a bucket of storylines."""
    with database(content) as path:
        for bucket in range(buckets):
            _compare.cut(path, f"{path}-{bucket}", bucket, buckets)
        return [content_of(f"{path}-{bucket}") for bucket in range(buckets)]


def contradictions(contents):
    """What the stories of a bucket of storylines say otherwise, in whatever partitions they are: rows of CONTRADICTION."""
    with database() as path:
        paths = [f"{path}-{k}" for k in range(len(contents))]
        for name, content in zip(paths, contents):
            with open(name, "wb") as file:
                file.write(content)
        _compare.contradict(path + "-answer", paths, 0, 1)
        names = ", ".join(name for name, _ in columns(CONTRADICTION))
        return open_database(path + "-answer").execute(f"SELECT {names} FROM contradiction").fetchall()


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
    parts = engine.map(parts, take_others, identity, storyline, _steps.crowded(counts))
    return parts, engine.map(engine.shuffle(parts, cut, count), contradictions)


def _item(values, k):
    return values[k]


def _merged_list(summaries):
    return merged(*summaries)
