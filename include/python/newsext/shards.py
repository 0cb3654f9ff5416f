"""One corpus in many databases, each filled by a process of its own.

    from newsext import shards
    shards.load("stories", ["news-1.db", "news-2.db"])          # a process a database; then what is known across stories
    shards.query("news-*.db", "SELECT outlet, count(*) AS n FROM article GROUP BY 1",
                 reduce="SELECT outlet, sum(n) FROM rows GROUP BY 1")

The databases say together what one would that has all stories: the same entities, storylines, furniture and near-duplicates.
A number of an entity or a storyline hangs on what it is, not on where its stories are.
"""
import concurrent.futures
import json
import multiprocessing
import multiprocessing.connection
import os

from newsext import _steps
from newsext._check import check
from newsext._database import make, of, open_database, paths
from newsext._together import files, refresh, refresh_in, room_beside

__all__ = ["load", "names", "paths", "query", "refresh"]


def names(database, shards):
    """The names of the shards of a database: news.db is news-1.db, news-2.db ..."""
    stem, suffix = os.path.splitext(os.fspath(database))
    return [f"{stem}-{k}{suffix or '.db'}" for k in range(1, shards + 1)]


# ---- Loading ----


def _load_one(folder, path, options, tell, files):
    """In a process of its own: tells each row of load(), or what went wrong; then says what the stories say, to files."""
    try:
        db = make(path)
        for row in db.execute("SELECT *, forgotten FROM load(?, ?)", (folder, json.dumps(options))):
            tell.send(tuple(row))
        if files:
            _steps.say(db, *files)
    except KeyboardInterrupt:
        pass
    except Exception as problem:
        tell.send(f"{path}: {problem}")


def load(folder, databases, options=None, progress=None):
    """Keeps a folder in several databases, each by a process of its own; run again, each reads what it lacks.

    `options` are those of load(), as a dict; progress(rows) is called with the last row of each.  Raises RuntimeError, when
    the others are done, where one ended before its time.
    """
    databases = paths(databases)
    count = len(databases)
    if count < 2:
        return _load_all(folder, databases, options, progress, [None])
    with room_beside(databases[0]) as room:
        rows = _load_all(folder, databases, options, progress, zip(files(room, "told", count), files(room, "said", count), [count] * count))
        check(databases)
        refresh_in(room, databases, said=True)
    return rows


def _load_all(folder, databases, options, progress, files):
    children, rows, wrong = {}, [None] * len(databases), []
    for k, (path, noted) in enumerate(zip(databases, files)):
        reader, writer = multiprocessing.Pipe(duplex=False)
        given = dict(options or {}, shard=[k + 1, len(databases)])
        child = multiprocessing.Process(target=_load_one, args=(os.fspath(folder), path, given, writer, noted), daemon=True)
        child.start()
        writer.close()
        children[reader] = k, child
    while children:
        for reader in multiprocessing.connection.wait(list(children)):
            k, child = children[reader]
            try:
                said = reader.recv()
            except EOFError:  # it has ended
                child.join()
                del children[reader]
                if child.exitcode:
                    wrong.append(f"{databases[k]}: its process ended with {child.exitcode}; load again, and it goes on where it stopped")
                continue
            if isinstance(said, str):
                wrong.append(said)
            else:
                rows[k] = said
                if progress:
                    progress([row for row in rows if row])
    if wrong:
        raise RuntimeError("; ".join(wrong))
    return rows


# ---- Asking ----


def _ask(path, sql, parameters):
    db = open_database(path)
    db.execute("PRAGMA query_only = on")
    cursor = db.execute(sql, parameters)
    rows = [tuple(row) for row in cursor]
    return [column[0] for column in cursor.description or ()], rows


def query(databases, sql, reduce=None, parameters=(), processes=None):
    """Asks each database, in processes, and returns the columns and the rows of all, in the order of the databases; nothing is
    written.  Raises FileNotFoundError or RuntimeError, which names the database that has no answer.

    `reduce` is a second SELECT, over these rows as the table `rows`, which has their columns.
    """
    databases = paths(databases)
    if not databases:
        raise ValueError("no database is given")
    with concurrent.futures.ProcessPoolExecutor(processes or os.cpu_count()) as pool:
        answers = [asked.result() for asked in [pool.submit(of, path, _ask, sql, parameters) for path in databases]]
    columns, rows = answers[0][0], [row for _, some in answers for row in some]
    if reduce is None:
        return columns, rows
    db = open_database(":memory:")
    quoted = ", ".join('"' + name.replace('"', '""') + '"' for name in columns)
    db.execute(f"CREATE TABLE rows({quoted})")
    db.executemany(f"INSERT INTO rows VALUES({', '.join('?' * len(columns))})", rows)
    cursor = db.execute(reduce)
    rows = [tuple(row) for row in cursor]
    return [column[0] for column in cursor.description], rows
