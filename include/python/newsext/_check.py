"""Whether databases can be one corpus."""
import itertools
import json
import os

from newsext._database import open_database


def check(databases):
    """Raises ValueError, or FileNotFoundError, where these are not all parts of what they are parts of, each once."""
    if not databases:
        raise ValueError("no database is given")
    if len({os.path.realpath(path) for path in databases}) < len(databases):
        raise ValueError(f"a database is given twice: {', '.join(databases)}")
    parts, shards = {}, {path: _corpora(path) for path in databases}
    for path, corpora in shards.items():
        for root, k, count in corpora:
            parts.setdefault((root, count), []).append((k, path))
    for (root, count), kept in parts.items():
        missing = sorted(set(range(1, count + 1)) - {k for k, _ in kept})
        if missing:
            raise ValueError(f"{kept[0][1]} keeps part {kept[0][0]} of {count} of {root}, but no database keeps part {missing[0]}")
        if len(kept) > count > 1:
            raise ValueError(f"two databases keep the same part of {root}: {', '.join(path for _, path in sorted(kept))}")
    for one, other in itertools.combinations(databases, 2):
        numbers = [{(k, count) for _, k, count in shards[path]} for path in (one, other)]
        if [len(some) for some in numbers] != [1, 1] or len({count for some in numbers for _, count in some}) > 1 or numbers[0] == numbers[1]:
            _check_numbers(one, other)


def _corpora(path):
    """Of which folders a database has which part: folder, part, parts."""
    try:
        db = open_database(path)
        columns = [name for name, in db.execute("SELECT name FROM pragma_table_info('corpus')")]
        ours = "shard" in columns and db.execute("SELECT 1 FROM pragma_table_info('meaning')").fetchone()
        corpora = db.execute("SELECT root, shard FROM corpus").fetchall() if ours else []
    except OSError:
        raise
    except Exception as problem:  # sqlite3.Error, or its like of pysqlite3 and apsw
        raise ValueError(f"{path}: {problem}") from problem
    if not columns:
        raise ValueError(f"{path} has not the tables that load() makes")
    if not ours:
        raise ValueError(f"{path} is of an older newsext: load the folder into a new database")
    return [(root, *(json.loads(shard) if shard else (1, 1))) for root, shard in corpora]


def _check_numbers(one, other):
    """Of two databases that are no shards of each other."""
    db = open_database(one)
    db.execute("ATTACH ? AS other", (other,))
    for number, in db.execute("SELECT id FROM main.article JOIN other.article USING(id) LIMIT 1"):
        raise ValueError(f"{one} and {other} have each a story with number {number}: databases that are one corpus are loaded as shards")
