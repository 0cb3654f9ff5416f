"""The last step of shards.refresh(): what the stories of a storyline say otherwise, wherever each of them is kept.

Storylines are parted into buckets; the stories of one are brought together in a database that lives no longer than that.
"""
import json

from newsext import _across
from newsext._database import attach, make, open_database, run

FIND_PLACES = f"""
CREATE TABLE IF NOT EXISTS temp.place(story TEXT, shard INTEGER, article INTEGER);
INSERT INTO temp.place
  SELECT {_across.STORY}, :shard, a.id FROM other.storyline_article m CROSS JOIN other.article a ON a.id = m.article
   WHERE m.storyline % :buckets = :bucket;
"""
NUMBER_PLACES = """
CREATE TABLE temp.numbered(id INTEGER PRIMARY KEY, shard INTEGER, article INTEGER);
INSERT INTO temp.numbered(shard, article) SELECT shard, article FROM temp.place ORDER BY story;
CREATE INDEX temp.numbered_article ON numbered(article, shard);
"""
# The same stories with the numbers that they have, to be sent to where the storyline is compared.
CUT_PLACES = """
CREATE TEMP TABLE numbered AS
  SELECT 0 AS shard, article, article AS id FROM other.storyline_article WHERE storyline % :buckets = :bucket;
"""
# Of each story what is compared, and nothing that would follow from it.
PREPARE_COPY = """
DROP TRIGGER article_comes;
DROP INDEX article_file;
DROP INDEX article_day;
DROP INDEX meaning_entity;
"""
COPY_STORIES = """
INSERT INTO main.article(id, path, record, url, source, title, published, published_from, published_to, body)
  SELECT p.id, a.path, a.record, a.url, a.source, a.title, a.published, a.published_from, a.published_to, a.body
    FROM temp.numbered p CROSS JOIN other.article a ON a.id = p.article WHERE p.shard = :shard;
INSERT INTO main.sentence_span SELECT p.id, s.n, s.start, s.length, s.text
    FROM temp.numbered p CROSS JOIN other.sentence_span s ON s.article = p.article WHERE p.shard = :shard;
INSERT INTO main.furniture SELECT p.id, f.sentence
    FROM temp.numbered p CROSS JOIN other.furniture f ON f.article = p.article WHERE p.shard = :shard;
INSERT INTO main.quotation_span(article, n, sentence, start, length, kind, speaker_name, speaker_naming)
  SELECT p.id, q.n, q.sentence, q.start, q.length, q.kind, q.speaker_name, q.speaker_naming FROM temp.numbered p
   CROSS JOIN other.quotation_span q ON q.article = p.article WHERE p.shard = :shard AND q.speaker_name IS NOT NULL;
INSERT OR IGNORE INTO main.meaning(article, naming, entity)
  SELECT p.id, w.naming, w.entity FROM temp.numbered p CROSS JOIN other.quotation_span q ON q.article = p.article
   CROSS JOIN other.meaning w ON w.article = q.article AND w.naming = q.speaker_naming WHERE p.shard = :shard;
INSERT OR IGNORE INTO main.entity SELECT * FROM other.entity WHERE id IN (SELECT entity FROM main.meaning);
INSERT OR IGNORE INTO main.storyline SELECT * FROM other.storyline WHERE id % :buckets = :bucket;
INSERT INTO main.storyline_article SELECT m.storyline, p.id
    FROM temp.numbered p CROSS JOIN other.storyline_article m ON m.article = p.article WHERE p.shard = :shard;
"""
SAY_CONTRADICTIONS = """
CREATE TABLE answer.contradiction AS
  SELECT x.article, c.sentence, y.article AS other_article, c.other_sentence, c.kind, c.storyline, c.weight
    FROM main.contradiction c CROSS JOIN temp.numbered x ON x.id = c.article CROSS JOIN temp.numbered y ON y.id = c.other_article;
"""
FIND_CONTRADICTIONS = "INSERT INTO temp.taken SELECT * FROM answers.contradiction WHERE article IN (SELECT id FROM main.article)"
TAKE_CONTRADICTIONS = """
DELETE FROM main.contradiction;
DELETE FROM main.compared;
INSERT INTO main.contradiction SELECT * FROM temp.taken;
"""


def _empty(path):
    """A database with the tables, for copies of stories that are compared."""
    db = make(path)
    db.execute("PRAGMA journal_mode = off").fetchall()
    db.execute("SELECT * FROM refresh('search')").fetchall()
    run(db, PREPARE_COPY)
    return db


def cut(path, part, bucket, buckets):
    """A database that has of another the stories of the storylines of a bucket."""
    db = _empty(part)
    db.execute("ATTACH ? AS other", (path,))
    db.execute("BEGIN")
    run(db, CUT_PLACES + COPY_STORIES, shard=0, bucket=bucket, buckets=buckets)
    db.execute("COMMIT")


def contradict(answer, databases, bucket, buckets):
    """Compares the stories of the storylines of a bucket, wherever they are kept."""
    db = _empty(":memory:")
    attach(db, "answer", answer)
    for statements in (FIND_PLACES, COPY_STORIES):
        if statements is COPY_STORIES:
            run(db, NUMBER_PLACES)
        for shard, path in enumerate(databases):
            db.execute("ATTACH ? AS other", (path,))
            run(db, statements, shard=shard, bucket=bucket, buckets=buckets)
            db.execute("DETACH other")
    db.execute("SELECT * FROM refresh('contradictions')").fetchall()
    run(db, SAY_CONTRADICTIONS)


def take_contradictions(path, answers, crowds):
    """Takes them, and what bands are crowded."""
    db = open_database(path)
    db.execute("CREATE TEMP TABLE taken AS SELECT * FROM main.contradiction WHERE 0")
    for answer in answers:
        attach(db, "answers", answer)
        run(db, FIND_CONTRADICTIONS)
        db.execute("DETACH answers")
    db.execute("BEGIN IMMEDIATE")
    run(db, TAKE_CONTRADICTIONS + _across.TAKE_CROWDS, crowds=json.dumps(crowds))
    db.execute("COMMIT")
