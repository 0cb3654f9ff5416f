"""newsext in Spark: stories as DataFrames, and its SQL over them.

    from newsext import spark as news
    tables = news.tables(spark, "hdfs-mounted/stories")      # article, mention, entity, quotation, storyline ...
    news.sql_over(df, "SELECT s.id, q.speaker, q.quote FROM stories s, quotations(s.body) q")
    news.near_duplicates(tables)

The folder must be where every executor sees it under that name.  Where newsext is not installed on the executors,
news.ship(spark) sends it there.
"""
import os
import shutil
import tempfile

import newsext
from newsext import _jobs, _partitions, _types

__all__ = ["near_duplicates", "ship", "sql_over", "tables"]


def ship(spark):
    """Sends the package and the extension to the executors, by addPyFile and addFile."""
    room = tempfile.mkdtemp()
    package = os.path.dirname(os.path.abspath(newsext.__file__))
    shutil.copytree(package, os.path.join(room, "package", "newsext"), ignore=shutil.ignore_patterns("*.so", "__pycache__"))
    spark.sparkContext.addPyFile(shutil.make_archive(os.path.join(room, "newsext"), "zip", os.path.join(room, "package")))
    library = os.path.join(room, "libnewsext.so")  # newsext.so Python would take for a module of its own
    shutil.copy(newsext.loadable_path() + ".so", library)
    spark.sparkContext.addFile(library)


class _Engine:
    """What _jobs.corpus() asks of an engine; each step is kept, since the next ones ask for it more than once."""

    def __init__(self, spark):
        self.context = spark.sparkContext

    def spread(self, items):
        return self.context.parallelize(items, max(1, len(items)))

    def map(self, parts, function, *values):
        from pyspark import StorageLevel

        sent = self.context.broadcast(values)
        return parts.map(lambda part: function(part, *sent.value)).persist(StorageLevel.MEMORY_AND_DISK)

    def shuffle(self, parts, function, count):
        return parts.flatMap(lambda part: enumerate(function(part, count))).groupByKey(count).map(lambda found: list(found[1]))

    def collect(self, parts):
        return parts.collect()


def _schema(columns):
    return ", ".join(f"`{name}` {kind if kind != 'long' else 'bigint'}" for name, kind in columns)


def tables(spark, folder, partitions=None):
    """The tables of all stories of a folder, as DataFrames by name, with what is known across stories.

    `partitions`: how many databases the work is cut into; twice as many as there are cores, or more of
    stories that are many, if not given.
    """
    parts, conflicts, crowds = _jobs.corpus(_Engine(spark), folder, partitions, 2 * spark.sparkContext.defaultParallelism)
    found = {}
    for table, schema in _types.TABLES.items():
        rows = parts.flatMap(lambda part, table=table: _partitions.rows(part, table))
        found[table] = spark.createDataFrame(rows, _schema(_types.columns(schema)))
    found["contradiction"] = spark.createDataFrame(conflicts.flatMap(list), _schema(_types.columns(_types.CONTRADICTION)))
    found["crowded_band"] = spark.createDataFrame(crowds, _schema(_types.columns(_types.CROWDED_BAND)))
    for table, names in _types.SUMS.items():
        found[table] = found[table].groupBy(*names).agg({"stories": "sum"}).withColumnRenamed("sum(stories)", "stories")
    for table in _types.DISTINCT:
        found[table] = found[table].distinct()
    return found


def sql_over(df, sql, schema=None, table="stories"):
    """Runs SQL over the rows of each partition, which it sees as the table `stories`; returns a DataFrame.

    `schema` is that of the result, "id long, quote string"; without it the first rows show it.  Dates and times are ISO
    texts; columns of other types are an error.
    """
    kinds = {"bigint": "long", "int": "long", "smallint": "long", "tinyint": "long", "boolean": "long", "float": "double",
             "double": "double", "string": "string", "binary": "binary", "date": "string", "timestamp": "string"}
    for name, kind in df.dtypes:
        if kind not in kinds:
            raise TypeError(f"column {name} is {kind}, which SQL has not: select or cast it")
    given = [(name, kinds[kind]) for name, kind in df.dtypes]
    turned = df.selectExpr(*(f"CAST(`{name}` AS STRING)" if kind in ("date", "timestamp") else f"`{name}`" for name, kind in df.dtypes))
    if schema is None:
        wanted = _types.schema_of(*_types.ask([tuple(row) for row in turned.limit(20).collect()], given, sql, table))
    else:
        wanted = _types.columns(schema)
    rows = turned.rdd.mapPartitions(lambda rows: _types.ask(map(tuple, rows), given, sql, table, wanted))
    return df.sparkSession.createDataFrame(rows, _schema(wanted))


def near_duplicates(tables):
    """All pairs of stories that are one, told twice: article, other, resemblance.

    Stories meet by their bands, which are the key of the shuffle; of a band that very many share each meets only the hub.
    """
    from pyspark.sql import functions as f

    band, crowded, prints = tables["band"], tables["crowded_band"], tables["fingerprint"]
    few = band.join(crowded, "band", "left_anti")
    met = few.alias("x").join(few.alias("y"), "band").where("x.article < y.article").selectExpr("x.article", "y.article AS other")
    hubs = band.join(crowded, "band").where("article <> hub")
    pairs = met.union(hubs.select(f.least("article", "hub"), f.greatest("article", "hub"))).distinct()
    both = (pairs.join(prints.withColumnRenamed("fingerprint", "f"), "article")
            .join(prints.withColumnRenamed("article", "other").withColumnRenamed("fingerprint", "g"), "other"))
    return sql_over(both, "SELECT article, other, resemblance(f, g) AS resemblance FROM stories WHERE near_duplicate(f, g)",
                    "article long, other long, resemblance double")
