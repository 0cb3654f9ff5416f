-- One batch of a load: see load.sql.
BEGIN IMMEDIATE;
INSERT INTO file(corpus, path, bytes, modified)
  SELECT load.corpus, path, todo.bytes, modified FROM load, todo WHERE batch = (SELECT min(batch) FROM todo);
INSERT INTO article(file, path, record, url, source, title, byline, place, published, published_basis,
                    published_from, published_to, words, encoding, problem, body)
  SELECT f.id, a.path, a.record, a.url, a.source, a.title, a.byline, a.place, a.published, a.published_basis,
         a.published_from, a.published_to, a.words, a.encoding, a.problem, a.body
    FROM todo t CROSS JOIN load CROSS JOIN file f ON f.corpus = load.corpus AND f.path = t.path
         CROSS JOIN articles(load.root) a ON a.path = t.path
   WHERE t.batch = (SELECT min(batch) FROM todo);
UPDATE load SET stories = stories + changes(),
  files = files + (SELECT count(*) FROM todo WHERE batch = (SELECT min(batch) FROM todo)),
  bytes = bytes + (SELECT coalesce(sum(bytes), 0) FROM todo WHERE batch = (SELECT min(batch) FROM todo));
DELETE FROM todo WHERE batch = (SELECT min(batch) FROM todo);
COMMIT;
.once '|if [ -t 2 ]; then cat >&2; else cat >/dev/null; fi'
SELECT format('%s%d stories, %.1f MB, %.1f MB/s, %.0f s left   ', char(13), stories, bytes / 1e6, bytes / 1e6 / seconds,
              seconds * (SELECT coalesce(sum(bytes), 0) FROM todo) / max(bytes, 1))
  FROM (SELECT stories, bytes, max((julianday('now') - began) * 86400, 0.001) AS seconds FROM load);
