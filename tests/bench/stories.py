#!/usr/bin/python3
"""Writes a pile of stories of any size, for measuring how load() and the scripts grow.

    tests/bench/stories.py COUNT FILE.jsonl      2000, 20000, 200000

Happenings follow upon each other over ten years; each is told by one to six outlets, in sentences of tests/corpus in
which the names, places, days and numbers are others.  Who is in the news, and which outlet tells of it, is drawn by
Zipf's law, as in real piles: few are named everywhere, most once.  The same COUNT gives the same stories.
"""
import datetime, glob, json, os, random, re, sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PEOPLE = ["Mirella Kastrovan", "Daud Merenko", "Anselm Vorrin", "Lidia Amsel", "Oren Talbek", "Pavle Kastro"]
PLACES = ["Orsk", "Velmar", "Tarsenia", "Port Sable", "Quillon", "Upper Isk"]
BODIES = ["Coastal League", "Isk Liberation Front", "Interior Ministry"]
FIRST = "Ada Boris Carla Denis Elena Farid Greta Hasan Irina Jonas Karin Lucas Maria Nadia Oscar Petra Quentin Rosa Samir Tania Viktor Wanda".split()
SYLLABLES = "ba de fi go ka le mi no pa ra se ti vo za lin dor mar ven tor sel".split()
MOST_OUTLETS, STORY_SENTENCES = 6, (8, 30)


def sentences():
    said = []
    for path in sorted(glob.glob(os.path.join(TOP, "tests", "corpus", "*", "*.txt"))):
        with open(path, encoding="utf-8", errors="replace") as file:
            text = re.sub(r"\s+", " ", file.read().split("\n\n", 1)[-1])
        said += [s for s in re.split(r"(?<=[.!?”\"]) (?=[A-Z“\"])", text) if 40 < len(s) < 400]
    return said


class Pile:
    def __init__(self, count):
        self.dice, self.count, self.sentences = random.Random(count), count, sentences()
        self.names = {}

    def rank(self, most):
        """A rank by Zipf's law: 1 is as frequent as 2 and 3 together, or nearly."""
        return int(most ** self.dice.random())

    def name(self, kind, number):
        """The name of the person, place or body of a rank; by the rank alone."""
        if (kind, number) not in self.names:
            dice = random.Random(f"{kind} {number}")
            word = "".join(dice.choice(SYLLABLES) for _ in range(dice.randint(2, 4))).capitalize()
            self.names[kind, number] = {"person": f"{dice.choice(FIRST)} {word}", "place": word, "body": f"{word} Union"}[kind]
        return self.names[kind, number]

    def cast(self):
        most = self.count // 4 + 10
        swap = {p: self.name("person", self.rank(most)) for p in PEOPLE}
        swap |= {p.split()[-1]: n.split()[-1] for p, n in list(swap.items())}
        swap |= {p: self.name("place", self.rank(most // 8 + 5)) for p in PLACES}
        return swap | {b: self.name("body", self.rank(most // 8 + 5)) for b in BODIES}

    def write(self, path):
        day, written = datetime.date(2010, 1, 1), 0
        step = 3650 / self.count
        with open(path, "w", encoding="utf-8") as file:
            while written < self.count:
                swap = self.cast()
                known = re.compile("|".join(sorted(map(re.escape, swap), key=len, reverse=True)))
                told = [known.sub(lambda m: swap[m[0]], s) for s in self.dice.sample(self.sentences, self.dice.randint(*STORY_SENTENCES))]
                told = [re.sub(r"\d+", lambda m: str(self.dice.randint(2, 10 ** min(len(m[0]), 4))), s) for s in told]
                for teller in range(min(self.rank(MOST_OUTLETS + 1), self.count - written)):
                    mine = told if teller == 0 else self.dice.sample(told, max(3, len(told) * 2 // 3))
                    published = day + datetime.timedelta(int(written * step) + min(teller, 1))
                    file.write(json.dumps({"source": f"The {self.name('place', self.rank(200))} Times", "title": mine[0][:60],
                                           "published": published.isoformat(), "body": " ".join(mine)}, ensure_ascii=False) + "\n")
                    written += 1


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    Pile(int(sys.argv[1])).write(sys.argv[2])
