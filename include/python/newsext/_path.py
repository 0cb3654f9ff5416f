"""python -m newsext path"""
import newsext


def add_arguments(parser):
    parser.description += ": sqlite3 -cmd \".load '$(newsext path)'\""


def run(given):
    print(newsext.loadable_path())
    return 0
