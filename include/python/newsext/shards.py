"""One corpus in many databases, each filled by a process of its own.

    from newsext import shards
    shards.load("stories", ["news-1.db", "news-2.db"])          # a process a database; then what is known across stories
    shards.query("news-*.db", "SELECT outlet, count(*) AS n FROM article GROUP BY 1",
                 reduce="SELECT outlet, sum(n) FROM rows GROUP BY 1")

The databases say together what one would that has all stories: the same entities, storylines, furniture and near-duplicates.
A number of an entity or a storyline hangs on what it is, not on where its stories are.
"""
import concurrent.futures
import glob
import json
import multiprocessing
import multiprocessing.connection
import os
import tempfile

import newsext
from newsext import _across

__all__ = ["load", "names", "paths", "query", "refresh"]


def names(database, shards):
    """The names of the shards of a database: news.db is news-1.db, news-2.db ..."""
    stem, suffix = os.path.splitext(os.fspath(database))
    return [f"{stem}-{k}{suffix or '.db'}" for k in range(1, shards + 1)]


def paths(databases):
    """Databases by a pattern, or as a list that stays as it is."""
    if not isinstance(databases, (str, os.PathLike)):
        return [os.fspath(path) for path in databases]
    found = sorted(glob.glob(os.fspath(databases)), key=lambda path: (len(path), path))
    if not found:
        raise FileNotFoundError(f"no database is called {databases}")
    return found


def _open(path):
    if path != ":memory:" and not os.path.exists(path):
        raise FileNotFoundError(f"no database is called {path}")
    return _make(path)


def _make(path):
    db = newsext.connect(path)
    if hasattr(db, "isolation_level"):
        db.isolation_level = None  # transactions begin where they say so
    return db


def _run(db, sql, **values):
    """Runs statements, each with the values that it names."""
    for statement in filter(str.strip, sql.split(";\n")):
        db.execute(statement, {name: value for name, value in values.items() if ":" + name in statement})


# ---- Loading ----


def _load_one(folder, path, options, told):
    """In a process of its own: tells each row of load(), or what went wrong."""
    try:
        for row in newsext.connect(path).execute("SELECT *, forgotten FROM load(?, ?)", (folder, json.dumps(options))):
            told.send(tuple(row))
    except KeyboardInterrupt:
        pass
    except Exception as problem:
        told.send(f"{path}: {problem}")


def load(folder, databases, options=None, progress=None):
    """Keeps a folder in several databases, each by a process of its own; run again, each reads what it lacks.

    `options` are those of load(), as a dict; progress(rows) is called with the last row of each.  Raises RuntimeError, when
    the others are done, where one ended before its time.
    """
    children, rows, wrong = {}, [None] * len(databases), []
    for k, path in enumerate(databases):
        reader, writer = multiprocessing.Pipe(duplex=False)
        given = dict(options or {}, shard=[k + 1, len(databases)])
        child = multiprocessing.Process(target=_load_one, args=(os.fspath(folder), os.fspath(path), given, writer), daemon=True)
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
    if len(databases) > 1:
        refresh(databases)
    return rows


# ---- What is known across stories ----


def _say_names(path, part):
    db = _open(path)
    _run(db, "ATTACH :part AS part;\n" + _across.SAY_NAMES, part=part)


def _say_furniture(path, part, buckets):
    db = _open(path)
    _run(db, "ATTACH :part AS part;\n" + _across.SAY_FURNITURE, part=part, buckets=buckets)


def _merged(answer, parts, ask, values=(), also=()):
    """Merges summaries of all parts into a new database, by statements over temp.part."""
    db = _open(":memory:")
    _run(db, "ATTACH :answer AS answer;\nCREATE TABLE temp.part(summary BLOB)", answer=answer)
    for part in parts:
        db.execute("ATTACH ? AS other", (part,))
        db.execute("INSERT INTO temp.part " + ask, values)
        for table in also:
            db.execute(f"CREATE TABLE IF NOT EXISTS temp.{table} AS SELECT * FROM other.{table} WHERE 0")
            db.execute(f"INSERT INTO temp.{table} SELECT * FROM other.{table}")
        db.execute("DETACH other")
    return db


def _merge_furniture(answer, parts, bucket):
    db = _merged(answer, parts, "SELECT summary FROM other.furniture WHERE bucket = ?", (bucket,))
    _run(db, _across.MERGE_FURNITURE)


def _merge_identities(answer, parts):
    db = _merged(answer, parts, "SELECT summary FROM other.identity")
    _run(db, _across.MERGE_IDENTITY)
    db.execute("CREATE INDEX answer.identity_story ON identity(story)")


def _merge_storylines(answer, parts):
    db = _merged(answer, parts, "SELECT summary FROM other.storyline", also=["title"])
    _run(db, _across.MERGE_STORYLINE)
    db.execute("CREATE INDEX temp.title_story ON title(story)")
    _run(db, _across.MERGE_TITLES)
    db.execute("CREATE INDEX answer.member_story ON member(story)")


def _take_furniture(path, part, answers, shards, steps="search, bands, leads"):
    db = _open(path)
    db.execute("PRAGMA cache_size = -200000")
    db.execute("CREATE TEMP TABLE furniture_answer(story TEXT, sentence INTEGER)")
    for answer in answers:
        db.execute("ATTACH ? AS answers", (answer,))
        db.execute("INSERT INTO temp.furniture_answer SELECT story, sentence FROM answers.furniture")
        db.execute("DETACH answers")
    db.execute("ATTACH ? AS part", (part,))
    db.execute("BEGIN IMMEDIATE")
    _run(db, _across.TAKE_FURNITURE)
    db.execute("COMMIT")
    db.execute("SELECT * FROM refresh(?)", (steps,)).fetchall()
    _run(db, _across.SAY_OTHERS, shards=shards)
    return [band for band, in db.execute("SELECT band FROM part.crowd")]


def _count_bands(path, bands):
    db = _open(path)
    db.execute("CREATE TEMP TABLE crowd(band INTEGER PRIMARY KEY)")
    db.execute("INSERT INTO temp.crowd SELECT value FROM json_each(?)", (json.dumps(bands),))
    return db.execute(_across.COUNT_BAND).fetchall()


def _take_identities(path, answers):
    db = _open(path)
    db.execute("PRAGMA cache_size = -200000")
    _run(db, "ATTACH :answers AS answers;\n" + _across.TELL_STORIES, answers=answers)
    db.execute("BEGIN IMMEDIATE")
    for statement in filter(str.strip, _across.TAKE_IDENTITIES.split(";\n")):
        db.execute(statement).fetchall()
    db.execute("COMMIT")


def _take_storylines(path, answers, crowded):
    db = _open(path)
    _run(db, "CREATE TEMP TABLE crowded(band INTEGER PRIMARY KEY, hub INTEGER);\n"
             "INSERT INTO temp.crowded SELECT value ->> 0, value ->> 1 FROM json_each(:crowded);\n"
             "ATTACH :answers AS answers;\n" + _across.TELL_STORIES, crowded=json.dumps(crowded), answers=answers)
    db.execute("BEGIN IMMEDIATE")
    _run(db, _across.TAKE_STORYLINES + _across.TAKE_CROWDED)
    db.execute("COMMIT")


def _cut(path, part, bucket, buckets):
    """A database that has of another the stories of the storylines of a bucket."""
    db = _make(part)
    db.execute("SELECT * FROM refresh('search')").fetchall()  # makes the tables
    _run(db, "ATTACH :path AS other", path=path)
    db.execute("BEGIN")
    _run(db, _across.CUT_PLACES + _across.COPY_STORIES, shard=0, bucket=bucket, buckets=buckets)
    db.execute("COMMIT")


def _contradict(answer, databases, bucket, buckets):
    """Compares the stories of the storylines of a bucket, wherever they are kept."""
    db = _open(":memory:")
    db.execute("SELECT * FROM refresh('search')").fetchall()  # makes the tables
    db.execute("ATTACH ? AS answer", (answer,))
    for statements in (_across.FIND_PLACES, _across.COPY_STORIES):
        if statements is _across.COPY_STORIES:
            _run(db, _across.NUMBER_PLACES)
        for shard, path in enumerate(databases):
            db.execute("ATTACH ? AS other", (path,))
            _run(db, statements, shard=shard, bucket=bucket, buckets=buckets)
            db.execute("DETACH other")
    db.execute("SELECT * FROM refresh('contradictions')").fetchall()
    _run(db, _across.SAY_CONTRADICTIONS)


def _take_contradictions(path, answers):
    db = _open(path)
    db.execute("BEGIN IMMEDIATE")
    db.execute("DELETE FROM main.contradiction")
    db.execute("DELETE FROM main.compared")
    db.execute("COMMIT")
    for answer in answers:
        db.execute("ATTACH ? AS answers", (answer,))
        _run(db, _across.TAKE_CONTRADICTIONS)
        db.execute("DETACH answers")


def _crowded(counts):
    """The bands that more stories share than are compared two by two, each with the first of these stories."""
    total = {}
    for band, count, story, article in counts:
        before = total.get(band, (0, (story, article)))
        total[band] = before[0] + count, min(before[1], (story, article))
    return [[band, first[1]] for band, (count, first) in sorted(total.items()) if count > _across.CROWD]


def refresh(databases, processes=None):
    """Brings what is known across stories up to date in databases that are one corpus, a process a database at a time.

    All of it follows from the stories that are there, so whatever has gone wrong before is mended by the next.
    """
    databases = paths(databases)
    with tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(databases[0]))) as room:
        with concurrent.futures.ProcessPoolExecutor(processes or os.cpu_count()) as pool:
            def each(function, *arguments):
                return [pool.submit(function, *values) for values in zip(*arguments)]

            def done(futures):
                return [future.result() for future in futures]

            count = len(databases)
            zeroth = [os.path.join(room, f"names-{k}") for k in range(count)]
            first = [os.path.join(room, f"first-{k}") for k in range(count)]
            second = [os.path.join(room, f"second-{k}") for k in range(count)]
            furniture = [os.path.join(room, f"furniture-{k}") for k in range(count)]
            identities, storylines = os.path.join(room, "identities"), os.path.join(room, "storylines")
            names = each(_say_names, databases, zeroth)
            saying = each(_say_furniture, databases, first, [count] * count)
            done(names)
            # Who is who is settled in one process, meanwhile the others see to furniture.
            settling = pool.submit(_merge_identities, identities, zeroth)
            done(saying)
            done(each(_merge_furniture, furniture, [first] * count, range(1, count + 1)))
            taking = each(_take_furniture, databases, second, [furniture] * count, [count] * count)
            settling.result()
            named = [pool.submit(_take_identities, databases[taking.index(one)], identities) for one in concurrent.futures.as_completed(taking)]
            merging = pool.submit(_merge_storylines, storylines, second)
            bands = sorted({band for some in done(taking) for band in some})
            done(named)
            counts = [row for rows in done(each(_count_bands, databases, [bands] * count)) for row in rows]
            merging.result()
            done(each(_take_storylines, databases, [storylines] * count, [_crowded(counts)] * count))
            conflicts = [os.path.join(room, f"conflicts-{k}") for k in range(count)]
            done(each(_contradict, conflicts, [databases] * count, range(count), [count] * count))
            done(each(_take_contradictions, databases, [conflicts] * count))


# ---- Asking ----


def _ask(path, sql, parameters):
    cursor = _open(path).execute(sql, parameters)
    rows = [tuple(row) for row in cursor]
    return [column[0] for column in cursor.description or ()], rows


def query(databases, sql, reduce=None, parameters=(), processes=None):
    """Asks each database, in processes, and returns the columns and the rows of all, in the order of the databases.

    `reduce` is a second SELECT, over these rows as the table `rows`, which has their columns.
    """
    databases = paths(databases)
    with concurrent.futures.ProcessPoolExecutor(processes or os.cpu_count()) as pool:
        answers = list(pool.map(_ask, databases, [sql] * len(databases), [parameters] * len(databases)))
    columns, rows = answers[0][0], [row for _, some in answers for row in some]
    if reduce is None:
        return columns, rows
    db = _open(":memory:")
    quoted = ", ".join('"' + name.replace('"', '""') + '"' for name in columns)
    db.execute(f"CREATE TABLE rows({quoted})")
    db.executemany(f"INSERT INTO rows VALUES({', '.join('?' * len(columns))})", rows)
    cursor = db.execute(reduce)
    rows = [tuple(row) for row in cursor]
    return [column[0] for column in cursor.description], rows
