"""The five queries by a module of Python: python host.py MODULE EXTENSION"""
import importlib, os, sys

name, extension = sys.argv[1:]
queries = open("tests/hosts/queries.sql").read().splitlines()

if name in ("sqlite3", "pysqlite3"):
    db = importlib.import_module(name).connect(":memory:")
    db.enable_load_extension(True)
    db.load_extension(extension)
    answer = lambda sql: db.execute(sql).fetchone()[0]
elif name == "apsw":
    import apsw
    db = apsw.Connection(":memory:")
    db.enable_load_extension(True)
    db.load_extension(extension)
    answer = lambda sql: next(iter(db.execute(sql)))[0]
elif name == "sqlite_utils":
    import sqlite_utils, newsext
    db = newsext.load(sqlite_utils.Database(memory=True))
    answer = lambda sql: next(iter(next(db.query(sql)).values()))
elif name == "pandas":
    import newsext, pandas
    db = newsext.engine()
    answer = lambda sql: pandas.read_sql(sql.rstrip(";"), db).iloc[0, 0]
elif name == "jupysql":
    from IPython.core.interactiveshell import InteractiveShell
    import newsext
    shell = InteractiveShell.instance()
    shell.user_ns["engine"] = newsext.engine()
    shell.run_line_magic("load_ext", "sql")
    shell.run_line_magic("config", "SqlMagic.feedback = 0")
    shell.run_line_magic("config", "SqlMagic.displaycon = False")
    shell.run_line_magic("config", "SqlMagic.named_parameters = 'disabled'")
    shell.run_line_magic("sql", "engine")
    answer = lambda sql: shell.run_cell_magic("sql", "", sql).DataFrame().iloc[0, 0]
for query in queries:
    print(answer(query))
sys.stdout.flush()
os._exit(0)  # jupysql says at the end what it closes
