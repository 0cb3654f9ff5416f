"""The SQL by which databases that know a part of the stories each come to know what all of them say.

Each database says what its stories say (a summary, in a file of its own), the summaries of all are merged, and each
database takes what follows from all.  A story is told by where it comes from, the same in every database.
"""

STORY = "coalesce(path, url, outlet || ' ' || title, '') || char(9) || format('%09d', coalesce(record, 0))"
CROWD = 50  # stories that share a band, beyond which they are compared with one of them: as keep_bands.c has it

TELL_STORIES = f"""
CREATE TABLE told.story(article INTEGER PRIMARY KEY, story TEXT);
INSERT INTO told.story SELECT id, {STORY} FROM article;
"""

# ---- What each story says ----

SAY_NAMES = """
CREATE TABLE part.identity AS
  SELECT summary(t.story, n.evidence, n.year) AS summary FROM summary_names n CROSS JOIN told.story t ON t.article = n.article;
"""
# Of outlets, which are told apart by a hash, so that they can be merged apart.  The fingerprint that is kept is that of the
# whole story, where it has no furniture.
SAY_SENTENCES = """
CREATE TABLE part.furniture AS
  SELECT shard(coalesce(outlet, ''), 1, :buckets) AS bucket, summary(story, furniture_evidence(outlet, body, fingerprint)) AS summary
    FROM (SELECT a.outlet, a.body, t.story, iif(EXISTS (SELECT 1 FROM main.furniture f WHERE f.article = a.id), NULL,
                 (SELECT p.fingerprint FROM main.fingerprint p WHERE p.article = a.id)) AS fingerprint
            FROM main.article a CROSS JOIN told.story t ON t.article = a.id) GROUP BY bucket;
"""

# ---- Furniture ----

MERGE_FURNITURE = """
CREATE TABLE answer.furniture AS SELECT story, sentence FROM summary_furniture((SELECT summary(summary) FROM temp.part));
CREATE INDEX answer.furniture_story ON furniture(story);
"""
FIND_FURNITURE = """
INSERT INTO temp.standing SELECT t.article, f.sentence FROM told.story t CROSS JOIN answers.furniture f ON f.story = t.story;
"""
TAKE_FURNITURE = "SELECT * FROM summary_take_furniture('SELECT article, sentence FROM temp.standing')"

# ---- Identities, storylines and crowded bands ----

SAY_OTHERS = f"""
CREATE TABLE part.storyline AS
  SELECT summary(t.story, l.traits, l.day) AS summary FROM lead l CROSS JOIN told.story t ON t.article = l.article;
CREATE TABLE part.title AS
  SELECT t.story, day, title <> '' AS titled,
         coalesce(nullif(title, ''), (SELECT sentence FROM clean_sentence s WHERE s.article = a.id ORDER BY n LIMIT 1)) AS title
    FROM article a CROSS JOIN told.story t ON t.article = a.id;
CREATE TABLE part.crowd AS SELECT band FROM band GROUP BY band HAVING count(*) > {CROWD} / :shards;
"""
MERGE_IDENTITY = """
CREATE TABLE answer.identity AS SELECT * FROM summary_answers((SELECT summary(summary) FROM temp.part));
CREATE INDEX answer.identity_story ON identity(story) WHERE story IS NOT NULL;
CREATE INDEX answer.identity_entity ON identity(entity) WHERE entity IS NOT NULL;
"""
# A storyline's title is that of the story which says best what all say, if it has one.
MERGE_STORYLINE = """
CREATE TABLE answer.member AS SELECT * FROM summary_storylines((SELECT summary(summary) FROM temp.part));
CREATE INDEX temp.title_story ON title(story);
CREATE TABLE answer.storyline AS
  SELECT storyline AS id, title, first_day, last_day, stories FROM (
    SELECT m.storyline, t.title, min(t.day) OVER w AS first_day, max(t.day) OVER w AS last_day, count(*) OVER w AS stories,
           row_number() OVER (PARTITION BY m.storyline ORDER BY t.titled IS TRUE DESC, m.central DESC, m.story) AS place
      FROM answer.member m JOIN temp.title t ON t.story = m.story WINDOW w AS (PARTITION BY m.storyline))
   WHERE place = 1;
CREATE INDEX answer.member_story ON member(story);
"""
COUNT_BANDS = """
SELECT b.band, count(*), min(t.story), t.article FROM temp.crowd c CROSS JOIN band b ON b.band = c.band
  CROSS JOIN told.story t ON t.article = b.article GROUP BY b.band
"""

# It begins to write at once, so that it waits for whoever else does, and for nobody who reads the answers.
FORGET_IDENTITIES = """
DELETE FROM main.alias;
DELETE FROM main.identity;
DELETE FROM main.identity_key;
"""
# Where nobody is known yet, the index of who it is is sooner made of all rows than row by row.
KNOWN = "SELECT 1 FROM main.meaning WHERE entity IS NOT NULL LIMIT 1"
INDEX = "SELECT name, sql FROM main.sqlite_schema WHERE name = 'meaning_entity'"
TAKE_IDENTITIES = """
SELECT * FROM summary_take_identities(
  'SELECT i.answers FROM told.story t CROSS JOIN answers.identity i ON i.story = t.story WHERE t.article = ?1');
"""
TAKE_ENTITIES = """
CREATE TEMP TABLE named AS
  SELECT entity, count(DISTINCT article) AS stories FROM main.meaning WHERE entity IS NOT NULL GROUP BY entity;
DELETE FROM main.entity WHERE id NOT IN (SELECT entity FROM temp.named);
INSERT INTO main.entity(id, name, kind, stories)
  SELECT i.entity, i.name, i.kind, e.stories FROM temp.named e CROSS JOIN answers.identity i ON i.entity = e.entity WHERE true
  ON CONFLICT(id) DO UPDATE SET stories = excluded.stories;
"""
TAKE_STORYLINES = """
DELETE FROM main.storyline_article;
DELETE FROM main.storyline;
CREATE TEMP TABLE line AS SELECT m.storyline, t.article FROM told.story t CROSS JOIN answers.member m ON m.story = t.story;
INSERT INTO main.storyline(id, title, first_day, last_day, stories)
  SELECT id, title, first_day, last_day, stories FROM answers.storyline WHERE id IN (SELECT storyline FROM temp.line);
INSERT INTO main.storyline_article(storyline, article) SELECT storyline, article FROM temp.line ORDER BY 1, 2;
DELETE FROM main.arrived;
DELETE FROM main.departed;
"""
TAKE_CROWDS = """
DELETE FROM main.crowded_band;
INSERT INTO main.crowded_band(band, hub)
  SELECT value ->> 0, value ->> 1 FROM json_each(:crowds) WHERE value ->> 0 IN (SELECT band FROM main.band);
"""
