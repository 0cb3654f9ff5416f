"""python -m newsext load FOLDER DB"""
import sys

import newsext


def add_arguments(parser):
    parser.add_argument("folder", help="a folder of stories, a file, or a pattern (quoted): text, HTML, JSON, CSV")
    parser.add_argument("db", help="the database; made where it is not there")
    parser.add_argument("--options", help='JSON, as the second argument of load(): {"mapping": {"body": "maintext"}}')
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")


def run(given):
    db = newsext.connect(given.db)
    show = sys.stderr.isatty() and not given.quiet
    said = ""
    try:
        for row in db.execute("SELECT *, forgotten FROM load(?, ?)", (given.folder, given.options)):
            said = "{:d} stories in {:d} files, {:.1f} MB in {:.1f} s, {:.0f} s left, {:d} with problems; {:d} files forgotten".format(
                row[1], row[0], row[2] / 1e6, row[3], row[4] or 0, row[5], row[6])
            if show:
                print("\r\x1b[K" + said, end="", file=sys.stderr, flush=True)
    except Exception as problem:  # sqlite3.Error, or its like of pysqlite3 and apsw
        if not type(problem).__module__.startswith(("sqlite3", "pysqlite3", "apsw")):
            raise
        print(("\n" if show else "") + f"newsext: {problem}", file=sys.stderr)
        return 1
    if not given.quiet:
        print("" if show else said, file=sys.stderr)
    return 0
