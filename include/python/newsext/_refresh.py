"""python -m newsext refresh 'news-*.db'"""
from newsext import shards


def add_arguments(parser):
    parser.add_argument("databases", help="a pattern, quoted: 'news-*.db'")


def run(given):
    shards.refresh(given.databases)
    return 0
