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
    columns, rows = shards.query(given.databases, given.sql, given.reduce, processes=given.processes)
    if given.json:
        for row in rows:
            print(json.dumps(dict(zip(columns, row)), ensure_ascii=False))
        return 0
    out = csv.writer(sys.stdout)
    out.writerows([columns, *rows])
    return 0
