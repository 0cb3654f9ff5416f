"""Databases as the steps across shards use them."""
import glob
import os

import newsext


def ready():
    """Finds the extension on a worker that got it from the driver."""
    if "NEWSEXT_LIBRARY" not in os.environ and not os.path.isdir(os.path.dirname(newsext.__file__)):
        from pyspark import SparkFiles

        os.environ["NEWSEXT_LIBRARY"] = SparkFiles.get("libnewsext.so")


def make(path):
    """A connection in which transactions begin where they say so."""
    db = newsext.connect(path)
    if hasattr(db, "isolation_level"):
        db.isolation_level = None
    db.execute("PRAGMA cache_size = -64000")
    return db


def open_database(path):
    if path != ":memory:" and not os.path.exists(path):
        raise FileNotFoundError(f"no database is called {path}")
    return make(path)


def run(db, sql, **values):
    """Runs statements, each with the values that it names."""
    for statement in filter(str.strip, sql.split(";\n")):
        db.execute(statement, {name: value for name, value in values.items() if ":" + name in statement}).fetchall()


def attach(db, name, path):
    """Attaches a database that lives no longer than the work: it need not outlast a crash."""
    db.execute(f"ATTACH ? AS {name}", (path,))
    db.execute(f"PRAGMA {name}.synchronous = off")
    db.execute(f"PRAGMA {name}.journal_mode = off").fetchall()


def paths(databases):
    """Databases by a pattern, or as a list that stays as it is."""
    if not isinstance(databases, (str, os.PathLike)):
        return [os.fspath(path) for path in databases]
    found = sorted(glob.glob(os.fspath(databases)), key=lambda path: (len(path), path))
    if not found:
        raise FileNotFoundError(f"no database is called {databases}")
    return found


def of(path, function, *arguments):
    """What a function says of a database, in a process of a pool; an error names the database."""
    try:
        return function(path, *arguments)
    except Exception as problem:
        raise RuntimeError(f"{path}: {problem}") from problem
