"""A plugin of Datasette, there as soon as newsext is installed beside it.

Each connection has newsext, without all that reads files.  A database that load() made also gets the questions of sql/
as canned queries, and facets where they help.
"""
import os
import re
import sqlite3
from urllib.parse import quote

from datasette import hookimpl

from newsext import load

SCRIPTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sql")

# Of scripts that need a shell, or of which a page is no table.
NOT_OFFERED = {"schema", "report"}

# The tables and views that a reader looks at: how they are sorted, and what they are counted by.
TABLES = {
    "article": {"sort_desc": "day", "facets": ["outlet", "place"], "label_column": "title"},
    "entity": {"sort_desc": "stories", "facets": ["kind"], "label_column": "name"},
    "storyline": {"sort_desc": "last_day", "label_column": "title"},
    "said": {"facets": ["speaker", "outlet", "kind"]},
    "happened": {"facets": ["outlet", "type"]},
    "named": {"facets": ["name", "kind", "outlet"]},
    "mention": {"facets": ["form"]},
    "condition": {"facets": ["kind", "term"]},
    "figure": {"facets": ["unit"]},
}


@hookimpl
def prepare_connection(conn):
    load(conn, files=False)


@hookimpl
def canned_queries(datasette, database):
    async def queries():
        db = datasette.get_database(database)
        found = await db.execute("SELECT count(*) FROM sqlite_master WHERE name IN ('storyline_article', 'quotation_span')")
        return questions() if found.first()[0] == 2 else {}

    return queries


@hookimpl(optionalhook=True)
def get_metadata(datasette):
    return {"databases": {name: {"tables": tables} for name, db in datasette.databases.items() if (tables := tables_of(db.path))}}


def tables_of(path):
    """What TABLES says of those that a database has; nothing, where load() did not make it."""
    if not path or not os.path.exists(path):
        return {}
    db = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)
    try:
        names = {name for name, in db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
        if not {"storyline_article", "quotation_span"} <= names:
            return {}
        # What a view shows is not looked at: its functions may be newsext's.
        columns = {name: {row[1] for row in db.execute(f"PRAGMA table_xinfo({name})")} for name in names & TABLES.keys()}
    except sqlite3.Error:
        return {}
    finally:
        db.close()
    return {name: {key: [c for c in value if c in has] if key == "facets" else value
                   for key, value in TABLES[name].items() if key == "facets" or value in has}
            for name, has in columns.items()}


def questions():
    """The scripts of sql/ as canned queries: what is between the lines of the shell; an empty field is NULL."""
    found = {}
    for file in sorted(os.listdir(SCRIPTS)):
        name = os.path.splitext(file)[0]
        if not file.endswith(".sql") or name in NOT_OFFERED:
            continue
        with open(os.path.join(SCRIPTS, file), encoding="utf-8") as script:
            lines = script.read().split("\n")
        about = re.match(r"-- (.*?)(?:\.|$)", lines[0])[1]
        sql = "\n".join(line for line in lines if not re.match(r"\.|--", line)).strip().rstrip(";")
        parameters = [p for p in dict.fromkeys(re.findall(r"(?<![\w:']):([a-z]\w*)", sql)) if p != "said"]
        sql = re.sub(r"(?<![\w:']):([a-z]\w*)", lambda m: "NULL" if m[1] == "said" else f"nullif(:{m[1]}, '')", sql)
        described = [line[4:].strip() for line in lines if re.match(r"--   :(?!said)", line)]
        found[name] = {"sql": sql, "title": about, "description": "; ".join(described), "params": parameters}
    return found
