"""newsext in Dask: stories as DataFrames, and its SQL over them.

    from newsext import dask as news
    tables = news.tables(client, "stories")                   # article, mention, entity, quotation, storyline ...
    news.sql_over(df, "SELECT s.id, q.speaker, q.quote FROM stories s, quotations(s.body) q")
    news.near_duplicates(tables)

The folder must be where every worker sees it under that name, and newsext must be installed there.
"""
import dask
import dask.dataframe
import pandas

from newsext import _jobs, _partitions, _types

__all__ = ["near_duplicates", "sql_over", "tables"]

# Whole numbers stay whole where some are missing, and texts stay texts.
PANDAS = {"long": "Int64", "double": "float64", "string": "object", "binary": "object"}


def _frame(rows, columns):
    """A pandas DataFrame of rows, with these types."""
    names = [name for name, _ in columns]
    frame = pandas.DataFrame.from_records(rows, columns=names) if rows else pandas.DataFrame(columns=names)
    return pandas.DataFrame({name: pandas.Series(list(frame[name]), dtype=PANDAS[kind]) for name, kind in columns})


def _rows(part, table, columns):
    return _frame(_partitions.rows(part, table), columns)


def _made(parts, columns):
    """A Dask DataFrame of pandas DataFrames to come."""
    with dask.config.set({"dataframe.convert-string": False}):  # bytes are no texts
        return dask.dataframe.from_delayed(parts, meta=_frame([], columns), verify_meta=False)


class _Engine:
    """What _jobs.corpus() asks of an engine: futures, which a client runs, and runs again where a worker was lost."""

    def __init__(self, client):
        self.client = client

    def spread(self, items):
        return [self.client.submit(_same, item, key=f"newsext-{dask.base.tokenize(item)}") for item in items]

    def map(self, parts, function, *values):
        # In a list of its own, for of a list each item would be sent by itself.
        sent = [self.client.scatter([value], broadcast=True, hash=False)[0] if isinstance(value, (bytes, list)) else value for value in values]
        return [self.client.submit(function, part, *sent) for part in parts]

    def shuffle(self, parts, function, count):
        cut = self.map(parts, function, count)
        return [self.client.submit(_items, k, *cut) for k in range(count)]

    def collect(self, parts):
        return self.client.gather(parts)


def _same(item):
    return item


def _items(k, *lists):
    return [items[k] for items in lists]


def tables(client, folder, partitions=None):
    """The tables of all stories of a folder, as Dask DataFrames by name, with what is known across stories.

    `partitions`: how many databases the work is cut into; twice as many as there are threads, or more of
    stories that are many, if not given.
    """
    parts, conflicts, crowds = _jobs.corpus(_Engine(client), folder, partitions, 2 * sum(client.nthreads().values()))
    found = {}
    for table, schema in _types.TABLES.items():
        columns = _types.columns(schema)
        found[table] = _made([dask.delayed(_rows)(part, table, columns) for part in parts], columns)
    columns = _types.columns(_types.CONTRADICTION)
    found["contradiction"] = _made([dask.delayed(_frame)(rows, columns) for rows in conflicts], columns)
    columns = _types.columns(_types.CROWDED_BAND)
    found["crowded_band"] = _made([dask.delayed(_frame)(crowds, columns)], columns)
    for table, names in _types.SUMS.items():
        found[table] = found[table].groupby(names)["stories"].sum().reset_index()
    for table in _types.DISTINCT:
        found[table] = found[table].drop_duplicates()
    return found


def _asked(frame, given, sql, table, wanted):
    stories = [tuple(map(_plain, row)) for row in frame.astype(object).itertuples(index=False, name=None)]
    if wanted is None:
        return _types.ask(stories, given, sql, table)
    return _frame(_types.ask(stories, given, sql, table, wanted), wanted)


def _plain(value):
    """A value of pandas or numpy as SQL has it."""
    if value is None or value is pandas.NA or value != value:
        return None
    return value.item() if hasattr(value, "item") else str(value) if hasattr(value, "isoformat") else value


def _kind(name, dtype):
    kind = getattr(dtype, "kind", "O")
    if str(dtype).startswith("string") or kind == "M":
        return "string"
    if kind == "O" and str(dtype) == "object":
        return "any"
    if kind in "iub" or str(dtype).startswith(("Int", "UInt", "boolean")):
        return "long"
    if kind == "f" or str(dtype).startswith("Float"):
        return "double"
    raise TypeError(f"column {name} is {dtype}, which SQL has not: select or cast it")


def sql_over(df, sql, schema=None, table="stories"):
    """Runs SQL over the rows of each partition, which it sees as the table `stories`; returns a Dask DataFrame.

    `schema` is that of the result, "id long, quote string"; without it the first rows show it.
    """
    given = [(name, _kind(name, dtype)) for name, dtype in df.dtypes.items()]
    wanted = _types.columns(schema) if schema else _types.schema_of(*_asked(df.head(20, npartitions=-1), given, sql, table, None))
    return _made([dask.delayed(_asked)(part, given, sql, table, wanted) for part in df.to_delayed()], wanted)


def near_duplicates(tables):
    """All pairs of stories that are one, told twice: article, other, resemblance.

    Stories meet by their bands, which are the key of the shuffle; of a band that very many share each meets only the hub.
    """
    band, crowded, prints = tables["band"], tables["crowded_band"], tables["fingerprint"]
    all_bands = band.merge(crowded, on="band", how="left")
    few = all_bands[all_bands["hub"].isna()][["band", "article"]]
    met = few.merge(few.rename(columns={"article": "other"}), on="band")
    met = met[met["article"] < met["other"]][["article", "other"]]
    hubs = all_bands[all_bands["hub"].notnull()]
    hubs = hubs[hubs["article"] != hubs["hub"]]
    hubs = hubs.assign(first=hubs[["article", "hub"]].min(axis=1), last=hubs[["article", "hub"]].max(axis=1))
    hubs = hubs[["first", "last"]].rename(columns={"first": "article", "last": "other"})
    pairs = dask.dataframe.concat([met, hubs]).drop_duplicates()
    both = pairs.merge(prints.rename(columns={"fingerprint": "f"}), on="article")
    both = both.merge(prints.rename(columns={"article": "other", "fingerprint": "g"}), on="other")
    return sql_over(both, "SELECT article, other, resemblance(f, g) AS resemblance FROM stories WHERE near_duplicate(f, g)",
                    "article long, other long, resemblance double")
