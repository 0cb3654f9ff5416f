"""What is known across stories, brought up to date in databases that each know a part of them: which step when, and where."""
import concurrent.futures
import concurrent.futures.process
import os
import tempfile

from newsext import _compare, _steps
from newsext._check import check
from newsext._database import of, paths


def room_beside(database):
    """A folder for what lives no longer than the work, where there is room for databases."""
    return tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(database)))


def files(room, name, count):
    return [os.path.join(room, f"{name}-{k}") for k in range(count)]


def refresh(databases, processes=None):
    """Brings what is known across stories up to date in databases that are one corpus, a process a database at a time.

    All of it follows from the stories that are there, so whatever has gone wrong before is mended by the next.  Raises
    ValueError where the databases are not all parts of a corpus.
    """
    databases = paths(databases)
    check(databases)
    with room_beside(databases[0]) as room:
        refresh_in(room, databases, processes)


def refresh_in(room, databases, processes=None, said=False):
    """The same in a folder, where the files `told` and `said` are already, of databases that have just been filled."""
    try:
        _refresh(room, databases, processes, said)
    except concurrent.futures.process.BrokenProcessPool as problem:
        raise RuntimeError("a process ended before its time; refresh again, which does what is not done") from problem


def _refresh(room, databases, processes, said):
    count = len(databases)
    with concurrent.futures.ProcessPoolExecutor(processes or os.cpu_count()) as pool:
        def each(function, *arguments):
            return [pool.submit(of, path, function, *values) for path, *values in zip(*arguments)]

        def done(futures):
            return [future.result() for future in futures]

        told, saying, others, furniture, conflicts = (files(room, name, count) for name in ("told", "said", "others", "furniture", "conflicts"))
        identities, storylines = os.path.join(room, "identities"), os.path.join(room, "storylines")
        if not said:
            done(each(_steps.say_of, databases, told, saying, [count] * count))
        # Who is who is settled in one process, meanwhile the others see to furniture.
        settling = pool.submit(of, identities, _steps.merge_identities, saying)
        done(each(_steps.merge_furniture, furniture, [saying] * count, range(1, count + 1)))
        taking = each(_steps.take_furniture, databases, told, others, [furniture] * count, [count] * count)
        settling.result()
        naming = {pool.submit(of, databases[k], _steps.take_identities, told[k], identities): k
                  for k in map(taking.index, concurrent.futures.as_completed(taking))}
        merging = pool.submit(of, storylines, _steps.merge_storylines, others)
        bands = sorted({band for some in done(taking) for band in some})
        merging.result()
        lining = [pool.submit(of, databases[k], _steps.take_storylines, told[k], storylines, bands)
                  for k in map(naming.get, concurrent.futures.as_completed(naming))]
        done(naming)
        crowds = _steps.crowded([row for rows in done(lining) for row in rows])
        done(each(_compare.contradict, conflicts, [databases] * count, range(count), [count] * count))
        done(each(_compare.take_contradictions, databases, [conflicts] * count, [crowds] * count))
