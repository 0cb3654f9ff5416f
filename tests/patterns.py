#!/usr/bin/python3
"""Runs the example of each date pattern; one without is refused.

    patterns.py [EXT] [FILE.patterns ...]

A line of ext/lexicon/LANGUAGE/dates.patterns may end in an example and its answer:

    [number] [unit] ago -> shift -number   | "two days ago" 2019-01-28 = 2019-01-26

The values of event_dates('two days ago', '2019-01-28') in that language are to be these, in news, or in the style that
an if() of the line names; - stands for none.  In the lists beside, each holiday falls on a day, and each unit has a letter.
Needs a python3 that can load extensions.
"""
import glob, os, re, sqlite3, sys

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLE = re.compile(r'\| "(.*?)" (\d{4}-\d\d-\d\d) = (.*)$')


def lines(path):
    """Each line with its number, those that go on joined."""
    whole, began = "", 0
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        if line[:1] == " " and line.strip():
            whole += " " + line.strip()
            continue
        if whole: yield began, whole
        whole, began = line.rstrip("\n"), number
    if whole: yield began, whole


def entries(folder, name):
    """File, line, entry and value of each entry of the lists of a name in a folder."""
    for path in sorted(glob.glob(os.path.join(folder, "*.txt"))):
        within = False
        for number, line in enumerate(open(path, encoding="utf-8"), 1):
            if line.startswith("["): within = line.startswith(f"[{name}]")
            elif within and " = " in line: yield path, number, *line.split(" #")[0].strip().split(" = ")


def wrong_values(db, folder):
    """What is wrong with the values of the lists that dates read."""
    options = '{"language": "%s", "style": "news"}' % os.path.basename(folder)
    for path, number, entry, value in entries(folder, "holiday"):
        text = "on " + " ".join(w[0].upper() + w[1:] for w in entry.split())
        days = db.execute("SELECT first_day FROM event_dates(?, '2020-06-15', ?)", (text, options)).fetchall()
        if value != "?" and (None,) in (days or [(None,)]): yield f'{path}:{number}: "{entry}" falls on no day: {value}'
    for path, number, entry, value in entries(folder, "date_unit"):
        if value[0] not in "STHDEWFMQAYXCK": yield f'{path}:{number}: "{entry}" is no unit that is known: {value}'


def main():
    extension = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "..", "newsext")
    paths = sys.argv[2:] or sorted(glob.glob(os.path.join(HERE, "..", "ext", "lexicon", "*", "*.patterns")))
    db = sqlite3.connect(":memory:")
    db.enable_load_extension(True)
    db.load_extension(extension)
    passed = failed = 0
    for path in paths:
        language, tried = os.path.basename(os.path.dirname(path)), 0
        for number, line in lines(path):
            if line.startswith("#") or "->" not in line: continue
            found = EXAMPLE.search(line)
            if not found:
                print(f"{path}:{number}: " + ("the example cannot be read" if '| "' in line else "a pattern without an example"))
                failed += 1
                continue
            tried += 1
            text, reference, want = found.groups()
            style = "" if "if(note)" in line else ', "style": "narrative"' if "if(narrative)" in line else ', "style": "news"'
            options = '{"language": "%s"%s}' % (language, style)
            got = ", ".join(v for v, in db.execute("SELECT value FROM event_dates(?, ?, ?)", (text, reference, options))) or "-"
            if got == want.strip():
                passed += 1
            else:
                failed += 1
                print(f'{path}:{number}: "{text}" is {got}, not {want}')
        if not tried:
            print(f"{path}: no example was found")
            failed += 1
        for problem in wrong_values(db, os.path.dirname(path)):
            print(problem)
            failed += 1
    if not paths:
        print("no patterns were found")
        failed += 1
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
