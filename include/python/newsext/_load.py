"""python -m newsext load FOLDER DB"""
import json
import sys

import newsext
from newsext import shards

SAYS = "{:d} stories in {:d} files, {:.1f} MB in {:.1f} s, {:.0f} s left, {:d} with problems; {:d} files forgotten"


def add_arguments(parser):
    parser.add_argument("folder", help="a folder of stories, a file, or a pattern (quoted): text, HTML, JSON, CSV")
    parser.add_argument("db", help="the database; made where it is not there")
    parser.add_argument("--options", help='JSON, as the second argument of load(): {"mapping": {"body": "maintext"}}')
    parser.add_argument("--shards", type=int, metavar="N", help="keep it in N databases, by as many processes: news.db is news-1.db to news-N.db")
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")


def _line(rows):
    """What one load says, or several at once: each has walked all files, and read its own stories."""
    files, stories, size, seconds, left, problems, forgotten = zip(*rows)
    return SAYS.format(sum(stories), max(files), max(size) / 1e6, max(seconds), max(s or 0 for s in left), sum(problems), max(forgotten))


def run(given):
    show = sys.stderr.isatty() and not given.quiet
    said = ""

    def progress(rows):
        nonlocal said
        said = _line(rows)
        if show:
            print("\r\x1b[K" + said, end="", file=sys.stderr, flush=True)

    try:
        if given.shards and given.shards > 1:
            shards.load(given.folder, shards.names(given.db, given.shards), json.loads(given.options or "{}"), progress)
        else:
            for row in newsext.connect(given.db).execute("SELECT *, forgotten FROM load(?, ?)", (given.folder, given.options)):
                progress([row])
    finally:
        if show:
            print(file=sys.stderr)
    if not given.quiet and not show:
        print(said, file=sys.stderr)
    return 0
