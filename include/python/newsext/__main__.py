"""python -m newsext COMMAND: what newsext does from the command line.

Each command is a module with add_arguments(parser) and run(arguments), which returns the exit code.
"""
import argparse
import importlib
import sys

import newsext

# The command, its module, and its line in --help.
COMMANDS = (
    ("load", "newsext._load", "keep a folder of stories in a database; run again, only what has changed is read"),
    ("query", "newsext._query", "ask many databases at once, and put their answers together by a second query"),
    ("refresh", "newsext._refresh", "bring what is known across stories up to date in databases that are one corpus"),
    ("path", "newsext._path", "print the path of the extension, for .load in the sqlite3 shell"),
)


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="newsext", description="News stories as SQLite tables.")
    parser.add_argument("--version", action="version", version=f"newsext {newsext.__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, module, line in COMMANDS:
        command = commands.add_parser(name, help=line, description=line)
        implementation = importlib.import_module(module)
        implementation.add_arguments(command)
        command.set_defaults(run=implementation.run)
    given = parser.parse_args(arguments)
    try:
        return given.run(given)
    except newsext.CannotLoad as problem:
        print(f"newsext: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
