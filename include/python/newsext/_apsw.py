"""apsw, seen as far as connect() needs it as if it were sqlite3."""
import apsw

Connection = apsw.Connection
sqlite_version_info = tuple(int(part) for part in apsw.sqlite_lib_version().split("."))


def connect(database, **options):
    timeout = options.pop("timeout", 5.0)
    db = apsw.Connection(database, **options)
    db.set_busy_timeout(int(timeout * 1000))
    return db
