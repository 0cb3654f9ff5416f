"""The tables that engines hand out, and the types of what SQL answers, for engines whose columns have one each."""
import newsext
from newsext._database import ready

# What is asked of each table, and the type of each column.
STORY = "id long, path string, record long, url string, source string, title string, byline string, place string, " \
        "published string, published_basis string, words long, problem string, outlet string, day string, body string"
TABLES = {
    "article": STORY,
    "sentence": "article long, n long, start long, length long, sentence string",
    "mention": "article long, n long, sentence long, start long, length long, surface string, called string, kind string, "
               "entity long, form string",
    "quotation": "article long, n long, sentence long, start long, length long, quote string, kind string, "
                 "speaker_name string, cue string, speaker long",
    "condition": "article long, n long, sentence long, start long, length long, kind string, condition string, "
                 "consequence string, negated long, term long, holder_name string, holder long",
    "figure": "article long, n long, sentence long, start long, length long, surface string, value double, low double, "
              "high double, approximate long, unit string, of string, act string",
    "event": "article long, n long, sentence long, start long, length long, surface string, type string, value string, "
             "first_day string, last_day string",
    "furniture": "article long, sentence long",
    "fingerprint": "article long, fingerprint binary",
    "band": "band long, article long",
    "storyline_article": "storyline long, article long",
    # Of these each partition has its part.
    "entity": "id long, name string, kind string, stories long",
    "alias": "entity long, surface string, stories long",
    "storyline": "id long, title string, first_day string, last_day string, stories long",
}
CONTRADICTION = "article long, sentence long, other_article long, other_sentence long, kind string, storyline long, weight double"
CROWDED_BAND = "band long, hub long"
SUMS = {"entity": ["id", "name", "kind"], "alias": ["entity", "surface"]}  # whose stories are summed
DISTINCT = ("storyline",)
SQLITE = {"long": "INTEGER", "double": "REAL", "string": "TEXT", "binary": "BLOB", "any": ""}


def columns(schema):
    """The columns of "id long, name string" with their types."""
    return [tuple(column.split()) for column in schema.split(",")]


def ask(stories, schema, sql, table, wanted=None):
    """Runs SQL over rows as a table: its rows, with the values of `wanted` types; an error where one is of another.

    Texts stay texts, whatever they look like, and numbers numbers.
    """
    ready()
    db = newsext.connect()
    db.execute(f'CREATE TABLE "{table}"(' + ", ".join(f'"{name}" {SQLITE[kind]}' for name, kind in schema) + ")")
    db.executemany(f'INSERT INTO "{table}" VALUES({", ".join("?" * len(schema))})', stories)
    cursor = db.execute(sql)
    if wanted is None:
        return [column[0] for column in cursor.description], cursor.fetchall()
    return [tuple(_typed(value, *column) for value, column in zip(row, wanted)) for row in cursor]


def _typed(value, name, kind):
    if kind == "double" and type(value) is int:
        return float(value)
    if value is not None and type(value) is not {"long": int, "double": float, "string": str, "binary": bytes}[kind]:
        raise TypeError(f"column {name} has {value!r:.60}, which is no {kind}: give the schema, or CAST it")
    return value


def schema_of(names, some):
    """The types of columns, as some rows show them; a column of which they say nothing is a text."""
    kinds = {int: "long", float: "double", str: "string", bytes: "binary"}
    out = []
    for k, name in enumerate(names):
        seen = {kinds[type(row[k])] for row in some if row[k] is not None}
        if seen == {"long", "double"}:
            seen = {"double"}
        if len(seen) > 1:
            raise TypeError(f"column {name} has values of several types ({', '.join(sorted(seen))}): give the schema, or CAST it")
        out.append((name, seen.pop() if seen else "string"))
    return out
