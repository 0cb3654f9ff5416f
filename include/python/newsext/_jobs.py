"""What an engine's workers do, whichever engine it is.

Each function takes and returns what an engine can carry: bytes, numbers, texts, tuples.  Run again on another worker it
gives the same.
"""
from newsext import _compare, _steps
from newsext._database import open_database
from newsext._partitions import build, content_of, database, units, written
from newsext._types import CONTRADICTION, columns


# ---- The steps of shards.refresh() ----


def _gathered(merge, table, rows):
    """What follows from rows that partitions have said."""
    with database() as path:
        part = open_database(path)
        part.execute(f"CREATE TABLE {table}({'bucket, summary' if table == 'furniture' else 'summary'})")
        part.executemany(f"INSERT INTO {table} VALUES({', '.join('?' * len(rows[0]))})", rows)
        part.close()
        merge(path + "-answer", [path])
        return content_of(path + "-answer")


def merge_furniture(summaries):
    return _gathered(lambda answer, parts: _steps.merge_furniture(answer, parts, 1), "furniture", [(1, summary) for summary in summaries])


def merge_identities(summaries):
    return _gathered(_steps.merge_identities, "identity", [(summary,) for summary in summaries])


def take_furniture(built, answers, partitions):
    """The database with furniture; what hangs on it; bands that may be crowded."""
    with database(built[0]) as path:
        answers = written(f"{path}-answer", answers)
        bands = _steps.take_furniture(path, path + "-told", path + "-part", answers, partitions, "bands, leads")
        return content_of(path), content_of(path + "-part"), bands


def merge_storylines(contents):
    with database() as path:
        _steps.merge_storylines(path + "-answer", written(path, contents))
        return content_of(path + "-answer")


def take_others(taken, identity, storyline, bands):
    """The database with all that is known but contradictions; how many stories have which bands."""
    with database(taken[0]) as path:
        named, lined = written(f"{path}-answer", [identity, storyline])
        _steps.take_identities(path, path + "-told", named)
        counts = _steps.take_storylines(path, path + "-told", lined, bands)
        return content_of(path), counts


def cut(part, buckets):
    """The stories of storylines, a database a bucket of storylines."""
    with database(part[0]) as path:
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
    """The partitions of a corpus as an engine holds them, whose rows _partitions.rows() gives, each of which knows what all
    stories say; rows of CONTRADICTION, a list a part; and the rows of crowded_band.

    engine.spread(items), .map(parts, function, *values) and .collect(parts) do what they are called, .shuffle(parts, function,
    n) makes parts of which the k-th has the k-th of what the function says of each; parts stay where they are made, and what
    is collected is small beside the stories: bytes, and short lists.
    """
    pieces = units(folder, partitions, usual)
    count = len(pieces)
    built = engine.map(engine.spread(pieces), build)
    named = engine.map(engine.shuffle(built, _names, 1), merge_identities)
    repeated = engine.collect(engine.map(engine.shuffle(built, _repeated, count), merge_furniture))
    taken = engine.map(built, take_furniture, repeated, count)
    del built  # an engine lets go what nobody holds and nothing waits for
    lined = engine.map(engine.shuffle(taken, _others, 1), merge_storylines)
    bands = sorted({band for some in engine.collect(engine.map(taken, _item, 2)) for band in some})
    (identity,), (storyline,) = engine.collect(named), engine.collect(lined)
    parts = engine.map(taken, take_others, identity, storyline, bands)
    del taken
    crowds = _steps.crowded([row for rows in engine.collect(engine.map(parts, _item, 1)) for row in rows])
    return parts, engine.map(engine.shuffle(parts, cut, count), contradictions), [tuple(row) for row in crowds]


def _names(built, _):
    return built[1:2]


def _repeated(built, _):
    return built[2]


def _others(taken, _):
    return taken[1:2]


def _item(values, k):
    return values[k]
