"""python -m newsext COMMAND: what newsext does from the command line.

Each command is a module with add_arguments(parser) and run(arguments), which returns the exit code; what goes wrong is said here.
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
    except KeyboardInterrupt:
        return 130
    except Exception as problem:  # sqlite3.Error, or its like of pysqlite3 and apsw, or what says of itself what is wrong
        known = isinstance(problem, (OSError, RuntimeError, ValueError))
        if not known and not type(problem).__module__.startswith(("sqlite3", "pysqlite3", "apsw")):
            raise
        print(f"newsext: {problem}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
