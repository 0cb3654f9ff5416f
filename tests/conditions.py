#!/usr/bin/python3
"""Scores conditions() against tests/conditions.txt.

    conditions.py [EXT] [--set dev|test] [--errors | --verbose]

Each row has two clauses, condition and consequence.  A clause is right where a row of the same kind has the head
word of the labelled clause in its own and shares most words with it (F1 of the words 0.6 or more).  Prints precision,
recall and F1 of the clauses, the share of right rows with the right negation and holder, and the traps that gave rows.
With no --set it scores both; an F1 below the floor is a failed test.  Needs a python3 that can load extensions.
"""
import argparse, os, re, sqlite3, sys

HERE = os.path.dirname(os.path.abspath(__file__))
FLOOR = 0.85


def read(path):
    cases = []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if m := re.match(r"\[(dev|test) (\d+)\] (.*)", line):
            cases.append({"set": m[1], "n": m[2], "text": m[3], "rows": []})
        elif m := re.match(r"    (\w+): (.*?) ?=> (.*?)(; negated)?(?:; holder: (.*))?$", line):
            cases[-1]["rows"].append({"kind": m[1], "condition": m[2], "consequence": m[3],
                                      "negated": int(bool(m[4])), "holder": m[5]})
        elif line and not line.startswith("#"):
            sys.exit(f"{path}: cannot read: {line}")
    return cases


def words(text):
    return re.findall(r"\w+", (text or "").lower())


def agrees(gold, found):
    if not gold:
        return not found
    head = re.search(r"\*(.*?)\*", gold)[1].lower()
    a, b = words(gold.replace("*", "")), words(found)
    common, rest = 0, list(b)
    for w in a:
        if w in rest:
            rest.remove(w)
            common += 1
    return head in b and 2 * common / (len(a) + len(b)) >= 0.6


def score(db, cases, errors):
    right = n_gold = n_found = rows = negated = holders = traps = trapped = 0
    for case in cases:
        q = "SELECT kind, condition, consequence, negated, holder FROM conditions(?)"
        found = [dict(zip(("kind", "condition", "consequence", "negated", "holder"), r))
                 for r in db.execute(q, (case["text"],))]
        traps += not case["rows"]
        trapped += not case["rows"] and bool(found)
        n_gold += sum(bool(g["condition"]) + bool(g["consequence"]) for g in case["rows"])
        n_found += sum(bool(f["condition"]) + bool(f["consequence"]) for f in found)
        rest, wrong = list(found), not case["rows"] and bool(found)
        for g in case["rows"]:
            hits = lambda f: [k for k in ("condition", "consequence") if g[k] and agrees(g[k], f[k])]
            best = max((f for f in rest if f["kind"] == g["kind"]), key=lambda f: len(hits(f)), default=None)
            if best is None or not hits(best):
                wrong = True
                continue
            rest.remove(best)
            right += len(hits(best))
            rows += 1
            negated += best["negated"] == g["negated"]
            name = lambda h: [w for w in words(h) if w not in ("the", "a", "an", "mr", "ms", "president")]
            same = name(best["holder"]) == name(g["holder"])
            holders += same
            wrong |= not same or best["negated"] != g["negated"] or len(hits(best)) < bool(g["condition"]) + bool(g["consequence"])
        if errors and (wrong or rest):
            print(f"[{case['n']}] {case['text']}")
            for g in case["rows"]:
                print("   gold ", g)
            for f in found:
                print("   found", f)
    p, r = right / max(n_found, 1), right / max(n_gold, 1)
    f1 = 2 * p * r / max(p + r, 1e-9)
    return (f"{len(cases)} sentences, clauses P {p:.3f} R {r:.3f} F1 {f1:.3f}   negated {negated / max(rows, 1):.3f}"
            f"   holder {holders / max(rows, 1):.3f}   traps sprung {trapped} of {traps}"), f1


def main():
    a = argparse.ArgumentParser()
    a.add_argument("ext", nargs="?", default=os.path.join(HERE, "..", "newsext"))
    a.add_argument("--set", choices=("dev", "test"))
    a.add_argument("--errors", action="store_true")
    a.add_argument("--verbose", action="store_true")
    a = a.parse_args()
    db = sqlite3.connect(":memory:")
    db.enable_load_extension(True)
    db.load_extension(os.path.abspath(a.ext))
    cases, good, bad = read(os.path.join(HERE, "conditions.txt")), 0, 0
    for name in (a.set,) if a.set else ("dev", "test"):
        line, f1 = score(db, [c for c in cases if c["set"] == name], a.errors)
        good += f1 >= FLOOR
        bad += f1 < FLOOR
        if a.errors or a.verbose or f1 < FLOOR:
            print(f"conditions, {name}: {line}")
    print(f"{good} passed, {bad} failed")
    sys.exit(bad)


main()
