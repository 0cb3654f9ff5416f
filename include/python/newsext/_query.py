"""python -m newsext query 'news-*.db' SQL"""
import csv
import json
import sys

from newsext import shards


def add_arguments(parser):
    parser.description += "; the rows of all are printed as CSV"
    parser.add_argument("databases", help="a pattern, quoted: 'news-*.db'")
    parser.add_argument("sql", help="a SELECT that each database answers, in a process of its own")
    parser.add_argument("--reduce", metavar="SQL", help="a second SELECT, over the rows of all as the table `rows`")
    parser.add_argument("--processes", type=int, help="how many at a time; as many as there are cores, if not given")
    parser.add_argument("--json", action="store_true", help="print a JSON object a row")


def run(given):
    try:
        columns, rows = shards.query(given.databases, given.sql, given.reduce, processes=given.processes)
    except Exception as problem:
        if not isinstance(problem, OSError) and not type(problem).__module__.startswith(("sqlite3", "pysqlite3", "apsw")):
            raise
        print(f"newsext: {problem}", file=sys.stderr)
        return 1
    if given.json:
        for row in rows:
            print(json.dumps(dict(zip(columns, row)), ensure_ascii=False))
        return 0
    out = csv.writer(sys.stdout)
    out.writerows([columns, *rows])
    return 0
