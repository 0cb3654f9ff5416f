-- Loads a folder of stories into the database, or brings it up to date.
--
--   make load CORPUS=stories DB=news.db
--
-- or, from the top folder of newsext, in the shell that has the database open:
--
--   .parameter set :corpus "'stories'"
--   .read sql/load.sql
--
-- Files that are new or have changed are read, those that have vanished are
-- forgotten, all others are left alone: a second run reads no file.  The work
-- is done in batches of some megabytes, a transaction each, so a load that was
-- interrupted goes on where it stopped.  On a terminal it shows how far it is.

.load ./newsext
.bail on
.headers off
.mode list
PRAGMA cache_size = -250000;
.read sql/schema.sql
-- The index for search in large parts; 4 and 16, at which they are merged, are FTS5's own.
INSERT INTO article_text(article_text, rank) VALUES('hashsize', 16000000), ('automerge', 4), ('crisismerge', 16);

-- What is there now, and what of it is to be read.
DROP TABLE IF EXISTS temp.seen;
CREATE TEMP TABLE seen(path TEXT PRIMARY KEY, bytes INTEGER, modified TEXT) WITHOUT ROWID;
INSERT INTO seen SELECT path, bytes, modified FROM articles(:corpus) WHERE record = 1; -- which opens no file

INSERT OR IGNORE INTO corpus(root) SELECT :corpus;
DROP TABLE IF EXISTS temp.load;
CREATE TEMP TABLE load AS SELECT id AS corpus, root, julianday('now') AS began, 0 AS files, 0 AS bytes, 0 AS stories, 0 AS gone
  FROM corpus WHERE root = :corpus;

DELETE FROM file WHERE corpus = (SELECT corpus FROM load)
   AND NOT EXISTS (SELECT 1 FROM seen s WHERE s.path = file.path AND s.bytes IS file.bytes AND s.modified IS file.modified);
UPDATE load SET gone = changes();

DROP TABLE IF EXISTS temp.todo;
CREATE TEMP TABLE todo(batch INTEGER, path TEXT, bytes INTEGER, modified TEXT, PRIMARY KEY(batch, path)) WITHOUT ROWID;
INSERT INTO todo
  SELECT sum(coalesce(bytes, 0) + 4096) OVER (ORDER BY path) / 16000000, path, bytes, modified FROM seen
   WHERE NOT EXISTS (SELECT 1 FROM file f WHERE f.corpus = (SELECT corpus FROM load) AND f.path = seen.path);

-- What is left to do, as a script: one line a batch (sql/batch.sql).  Where most of
-- the database is new, its indexes are made when all is in, in one go, for that
-- costs the same for the millionth story as for the first.
ALTER TABLE load ADD COLUMN bulk;
UPDATE load SET bulk = (SELECT sum(bytes) FROM todo) > (SELECT coalesce(sum(bytes), 0) + 10000000 FROM file);
.once '|cat >"${TMPDIR:-/tmp}/newsext-load-$PPID"'
SELECT 'DROP INDEX ' || name || ';' FROM load, sqlite_schema
 WHERE bulk AND name IN ('article_day', 'mention_entity', 'quotation_speaker', 'condition_holder', 'event_day')
UNION ALL
SELECT 'INSERT INTO article_text(article_text, rank) VALUES(''automerge'', 0), (''crisismerge'', 1000);' FROM load WHERE bulk
UNION ALL
SELECT '.read sql/batch.sql' FROM todo GROUP BY batch
UNION ALL
SELECT 'INSERT INTO article_text(article_text, rank) VALUES(''automerge'', 4), (''crisismerge'', 16);' || char(10) ||
       'INSERT INTO article_text(article_text) VALUES(''optimize'');' || char(10) ||
       'PRAGMA cache_size = -16000;' || char(10) || '.read sql/schema.sql' FROM load WHERE bulk; -- sorts best in little memory
.read '|cat "${TMPDIR:-/tmp}/newsext-load-$PPID"; rm -f "${TMPDIR:-/tmp}/newsext-load-$PPID"'

.once /dev/null
SELECT * FROM refresh();

.once '|if [ -t 2 ]; then cat >&2; else cat >/dev/null; fi'
SELECT format('%s%d stories in %d files read, %d files forgotten, %.1f MB in %.1f s%s', char(13), stories, files, gone, bytes / 1e6,
              (julianday('now') - began) * 86400, '          ') FROM load;
