"""newsext: news stories as SQLite tables.

    import newsext
    db = newsext.connect("news.db")
    db.execute("SELECT speaker, quote FROM articles('stories'), quotations(body)").fetchall()

or, on a connection that is there already, newsext.load(db).
"""
import importlib
import importlib.metadata
import os

__all__ = ["CannotLoad", "connect", "engine", "load", "loadable_path"]

try:
    __version__ = importlib.metadata.version("newsext")
except importlib.metadata.PackageNotFoundError:  # in a checkout, where NEWSEXT_LIBRARY says where the extension is
    __version__ = "0"

# Registers all but what reads files: for servers that let strangers write SQL.
NO_FILES = "sqlite3_newsextnofiles_init"


class CannotLoad(RuntimeError):
    """The SQLite of this Python, or of this connection, cannot load extensions; the message says what to install."""


def loadable_path():
    """The path of the extension without its suffix, as SQLite's load_extension() takes it."""
    given = os.environ.get("NEWSEXT_LIBRARY")
    if given:
        return os.path.splitext(os.path.abspath(given))[0]
    return os.path.join(os.path.dirname(os.path.abspath(__file__)), "newsext")


def load(connection, files=True):
    """Loads newsext into a connection, and returns the connection.

    It may be of sqlite3, pysqlite3 or apsw, a Database of sqlite-utils, or an engine of SQLAlchemy, whose connections
    all get it from then on.  With files=False all is there but what reads files or writes tables.
    """
    if hasattr(connection, "dialect") and hasattr(connection, "pool"):
        from sqlalchemy import event

        event.listen(connection, "connect", lambda raw, _: load(raw, files))
        return connection
    raw = getattr(connection, "conn", connection)
    if not hasattr(raw, "enable_load_extension"):
        raise CannotLoad(f"{type(raw).__module__} of this Python is built without extensions: {_advice()}")
    raw.enable_load_extension(True)
    try:
        if files:
            raw.load_extension(loadable_path())
        elif hasattr(raw, "load_extension") and type(raw).__module__.startswith("apsw"):
            raw.load_extension(loadable_path(), NO_FILES)
        else:  # sqlite3 knows the name of an entry point from Python 3.12 on only
            raw.execute("SELECT load_extension(?, ?)", (loadable_path(), NO_FILES)).fetchone()
    finally:
        raw.enable_load_extension(False)
    return connection


def connect(database=":memory:", files=True, **options):
    """Opens a database with newsext loaded; `options` are those of sqlite3.connect().

    Where Python's own sqlite3 cannot load extensions, the connection is one of pysqlite3, which is the same, or else of
    apsw, which has execute() and rows alike but no commit(): it commits by itself.
    """
    return load(_module_that_loads().connect(os.fspath(database), **options), files)


def engine(database=":memory:", files=True, **options):
    """An engine of SQLAlchemy on a database, with newsext in each connection; `options` are those of create_engine().

    In a notebook of jupysql:  news = newsext.engine("news.db"), then %sql news
    """
    from sqlalchemy import create_engine

    module = _module_that_loads()
    if module.__name__ == "newsext._apsw":
        raise CannotLoad("SQLAlchemy does not know apsw: " + _advice())
    url = "sqlite:///" + os.fspath(database) if database != ":memory:" else "sqlite://"
    return load(create_engine(url, module=module, **options), files)


def _module_that_loads():
    """sqlite3, or what stands in for it; raises CannotLoad where none can load extensions."""
    for name in ("sqlite3", "pysqlite3", "newsext._apsw"):
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        if hasattr(module.Connection, "enable_load_extension") and module.sqlite_version_info >= (3, 38):
            return module
    raise CannotLoad("no SQLite of 3.38 or newer here loads extensions: " + _advice())


def _advice():
    return "pip install pysqlite3-binary (on Linux) or pip install apsw, and open databases by newsext.connect()"
