#!/usr/bin/python3
"""Runs the example of each date pattern; one without is refused.

    patterns.py [EXT] [FILE.patterns ...]

A line of ext/lexicon/LANGUAGE/dates.patterns may end in an example and its answer:

    [number] [unit] ago -> shift -number   | "two days ago" 2019-01-28 = 2019-01-26

The values of event_dates('two days ago', '2019-01-28') in that language are to be these, in news, or in the style that
an if() of the line names; - stands for none.
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
    if not paths:
        print("no patterns were found")
        failed += 1
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
