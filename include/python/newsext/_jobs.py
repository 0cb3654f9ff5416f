"""What an engine's workers do, whichever engine it is.

Each function takes and returns what an engine can carry: bytes, numbers, texts, tuples.  Run again on another worker it
gives the same.
"""
from newsext import _compare, _steps
from newsext._database import open_database
from newsext._partitions import build, content_of, database, units, written
from newsext._types import CONTRADICTION, columns


# ---- The steps of shards.refresh() ----


def say_names(content, _):
    with database(content) as path:
        _steps.say_names(path, path + "-told", path + "-part")
        return [content_of(path + "-part")]


def say_furniture(content, buckets):
    """A summary a bucket; None where it has no outlet."""
    with database(content) as path:
        _steps.say_furniture(path, path + "-part", buckets)
        said = dict(open_database(path + "-part").execute("SELECT bucket, summary FROM furniture"))
        return [said.get(bucket) for bucket in range(1, buckets + 1)]


def merge_furniture(summaries):
    with database() as path:
        part = open_database(path)
        part.execute("CREATE TABLE furniture(bucket, summary)")
        part.executemany("INSERT INTO furniture VALUES(1, ?)", [(summary,) for summary in summaries])
        _steps.merge_furniture(path + "-answer", [path], 1)
        return content_of(path + "-answer")


def take_furniture(content, answers, partitions):
    """The database with furniture; what hangs on it; bands that may be crowded."""
    with database(content) as path:
        answers = written(f"{path}-answer", answers)
        bands = _steps.take_furniture(path, path + "-told", path + "-part", answers, partitions, "bands, leads")
        return content_of(path), content_of(path + "-part"), bands


def count_bands(content, bands):
    with database(content) as path:
        return _steps.count_bands(path, path + "-told", bands)


def _merged(merge, contents):
    with database() as path:
        merge(path + "-answer", written(path, contents))
        return content_of(path + "-answer")


def merge_identities(contents):
    return _merged(_steps.merge_identities, contents)


def merge_storylines(contents):
    return _merged(_steps.merge_storylines, contents)


def take_others(content, identity, storyline, crowds):
    with database(content) as path:
        named, lined = written(f"{path}-answer", [identity, storyline])
        _steps.take_identities(path, path + "-told", named)
        _steps.take_storylines(path, path + "-told", lined, crowds)
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
        _compare.contradict(path + "-answer", written(path, contents), 0, 1)
        names = ", ".join(name for name, _ in columns(CONTRADICTION))
        return open_database(path + "-answer").execute(f"SELECT {names} FROM contradiction").fetchall()


def corpus(engine, folder, partitions, usual=1):
    """The partitions of a corpus as an engine holds them, each a database that knows what all stories say; and rows of
    CONTRADICTION, a list a part.

    engine.spread(items), .map(parts, function, *values) and .collect(parts) do what they are called, .shuffle(parts, function,
    n) makes parts of which the k-th has the k-th of what the function says of each; parts stay where they are made, and what
    is collected is small beside the stories: bytes, and short lists.
    """
    pieces = units(folder, partitions, usual)
    count = len(pieces)
    parts = engine.map(engine.spread(pieces), build)
    named = engine.map(engine.shuffle(parts, say_names, 1), merge_identities)
    repeated = engine.collect(engine.map(engine.shuffle(parts, say_furniture, count), merge_furniture))
    taken = engine.map(parts, take_furniture, repeated, count)
    parts = engine.map(taken, _item, 0)
    lined = engine.map(engine.shuffle(taken, _others, 1), merge_storylines)
    bands = sorted({band for some in engine.collect(engine.map(taken, _item, 2)) for band in some})
    counts = [row for rows in engine.collect(engine.map(parts, count_bands, bands)) for row in rows]
    (identity,), (storyline,) = engine.collect(named), engine.collect(lined)
    parts = engine.map(parts, take_others, identity, storyline, _steps.crowded(counts))
    return parts, engine.map(engine.shuffle(parts, cut, count), contradictions)


def _others(values, _):
    return values[1:2]


def _item(values, k):
    return values[k]
