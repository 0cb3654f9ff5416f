"""python -m newsext refresh 'news-*.db'"""
import sys

from newsext import shards


def add_arguments(parser):
    parser.add_argument("databases", help="a pattern, quoted: 'news-*.db'")


def run(given):
    try:
        shards.refresh(given.databases)
    except OSError as problem:
        print(f"newsext: {problem}", file=sys.stderr)
        return 1
    return 0
