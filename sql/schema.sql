-- A database of news that a newsroom keeps; newsext_schema() is this text.
--
-- One thing is written: the table article (load() does that from files; any
-- INSERT will do).  All that one story says follows from it by triggers: its
-- sentences, the people and places it names, its quotations, conditions, figures,
-- events, its fingerprint and its index for search.  What is known across stories (entity, alias,
-- storyline, furniture, band) refresh() keeps.  What is deleted is forgotten everywhere; to change a story,
-- delete it and insert it anew.
--
-- Reading needs no extension, except for search (the tokenizer) and the view
-- republished; writing does.  `start` counts characters from 1, as in substr();
-- `sentence` in any table but its own is sentence.n of the same article.
-- The script may be run again at any time.

-- Where stories come from: a folder, and its files as they were when load() read
-- them.  A file that goes takes its stories with it.
CREATE TABLE IF NOT EXISTS corpus(
  id INTEGER PRIMARY KEY, root TEXT NOT NULL UNIQUE,
  shard TEXT); -- '[2,8]': only the second part of its stories in 8
CREATE TABLE IF NOT EXISTS file(
  id INTEGER PRIMARY KEY,
  corpus INTEGER NOT NULL REFERENCES corpus(id),
  path TEXT NOT NULL,
  bytes INTEGER, modified TEXT, mapping TEXT, -- where they differ, the file is read again
  records INTEGER,                            -- how many of them are in; NULL: all
  UNIQUE(corpus, path));

-- A story: the columns of articles(); who ran it (`outlet`: its source, else the first folder of its path; '' where it
-- has neither, and all such count as one outlet's), and on which day.
CREATE TABLE IF NOT EXISTS article(
  id INTEGER PRIMARY KEY,
  file INTEGER REFERENCES file(id),             -- NULL: it came from no file
  path TEXT, record INTEGER, url TEXT, source TEXT, title TEXT, byline TEXT, place TEXT,
  published TEXT, published_basis TEXT, published_from TEXT, published_to TEXT,
  words INTEGER, encoding TEXT, problem TEXT,
  outlet TEXT AS (coalesce(source, substr(path, 1, instr(path, '/') - 1), path)),
  day TEXT AS (CASE WHEN published GLOB '????-??-??*' THEN substr(published, 1, 10)
                    WHEN published_from = published_to THEN published_from END),
  body TEXT);
CREATE INDEX IF NOT EXISTS article_file ON article(file);
CREATE INDEX IF NOT EXISTS article_day ON article(day, outlet);

-- Its sentences.  Their text is that of the body, and not kept twice; but far into a long body, where counting
-- characters takes its time, it is.  Read the view.  (So it is with quotations, figures and events.)
CREATE TABLE IF NOT EXISTS sentence_span(
  article INTEGER NOT NULL REFERENCES article(id), n INTEGER NOT NULL,
  start INTEGER NOT NULL, length INTEGER NOT NULL, text TEXT,
  PRIMARY KEY(article, n)) WITHOUT ROWID;
CREATE VIEW IF NOT EXISTS sentence AS
  SELECT article, n, start, length,
         coalesce(text, (SELECT substr(a.body, s.start, s.length) FROM article a WHERE a.id = s.article)) AS sentence
    FROM sentence_span s;

-- Who is in the news.  A person, body or place is one entity over all stories; `stories` says in how many, alias
-- under which forms, and in how many stories under each.  refresh() keeps all three; an id stays as long as its entity.
CREATE TABLE IF NOT EXISTS entity(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, kind TEXT NOT NULL, stories INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS entity_gone ON entity(id) WHERE stories <= 0;
CREATE TABLE IF NOT EXISTS alias(
  entity INTEGER NOT NULL REFERENCES entity(id), surface TEXT NOT NULL, stories INTEGER NOT NULL,
  PRIMARY KEY(entity, surface)) WITHOUT ROWID;

-- By what refresh() knows them again: hashes of names, and what their stories had in common.
CREATE TABLE IF NOT EXISTS identity(entity INTEGER PRIMARY KEY REFERENCES entity(id), names TEXT, profile BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS identity_key(key INTEGER NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY(key, entity)) WITHOUT ROWID;

-- Where each is named.  In one story a form of a name means one thing: `naming` has the forms of a story, each under the `n`
-- of the first mention of it, how many there are, and what the story itself makes of it, its fullest form and kind there;
-- `meaning` has whom it means, once refresh() has been (NULL before that), and in which `form`: its name, a spelling of it,
-- a surname or given name alone, an acronym, the demonym of a country (Germans), or another alias.  Read the view; of
-- stories that load() reads it has the mentions when that has done.
CREATE TABLE IF NOT EXISTS naming(
  article INTEGER NOT NULL REFERENCES article(id), n INTEGER NOT NULL, start INTEGER NOT NULL, mentions INTEGER NOT NULL,
  surface TEXT NOT NULL, called TEXT NOT NULL, kind TEXT NOT NULL,
  PRIMARY KEY(article, n)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS meaning(
  article INTEGER NOT NULL REFERENCES article(id), naming INTEGER NOT NULL, -- naming.n
  entity INTEGER REFERENCES entity(id), form TEXT,
  PRIMARY KEY(article, naming)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS meaning_entity ON meaning(entity, article) WHERE entity IS NOT NULL;
CREATE TABLE IF NOT EXISTS mention_span(
  article INTEGER NOT NULL REFERENCES article(id), n INTEGER NOT NULL, sentence INTEGER,
  start INTEGER NOT NULL, length INTEGER NOT NULL, naming INTEGER NOT NULL,
  PRIMARY KEY(article, n)) WITHOUT ROWID;
CREATE VIEW IF NOT EXISTS mention AS
  SELECT s.article, s.n, s.sentence, s.start, s.length, f.surface, f.called, f.kind, w.entity, w.form
    FROM mention_span s JOIN naming f ON f.article = s.article AND f.n = s.naming
         JOIN meaning w ON w.article = s.article AND w.naming = s.naming;

-- Who said what; `speaker_name` is the speaker's fullest name in the story, `speaker` who that is: what `speaker_naming` means.
-- Where several speak as one, `speaker_name` has all their names, and `speaker` is the last of them.
CREATE TABLE IF NOT EXISTS quotation_span(
  article INTEGER NOT NULL REFERENCES article(id), n INTEGER NOT NULL, sentence INTEGER,
  start INTEGER NOT NULL, length INTEGER NOT NULL, text TEXT, kind TEXT NOT NULL,
  speaker_name TEXT, speaker_start INTEGER, cue TEXT, speaker_naming INTEGER,
  PRIMARY KEY(article, n)) WITHOUT ROWID;
CREATE VIEW IF NOT EXISTS quotation AS
  SELECT s.article, n, sentence, start, length,
         coalesce(text, (SELECT substr(a.body, s.start, s.length) FROM article a WHERE a.id = s.article)) AS quote,
         kind, speaker_name, speaker_start, cue, w.entity AS speaker
    FROM quotation_span s LEFT JOIN meaning w ON w.article = s.article AND w.naming = s.speaker_naming;

-- What depends on what, and who sets it: `holder`, what `holder_naming` means.
CREATE TABLE IF NOT EXISTS condition_span(
  article INTEGER NOT NULL REFERENCES article(id), n INTEGER NOT NULL, sentence INTEGER,
  start INTEGER NOT NULL, length INTEGER NOT NULL, kind TEXT NOT NULL,
  condition TEXT, consequence TEXT, negated INTEGER NOT NULL, holder_name TEXT,
  term INTEGER NOT NULL,                    -- 1: somebody binds somebody by it
  holder_naming INTEGER,
  PRIMARY KEY(article, n)) WITHOUT ROWID;
CREATE VIEW IF NOT EXISTS condition AS
  SELECT s.article, n, sentence, start, length, kind, condition, consequence, negated, holder_name, term, w.entity AS holder
    FROM condition_span s LEFT JOIN meaning w ON w.article = s.article AND w.naming = s.holder_naming;

-- How many of what: the columns of figures().
CREATE TABLE IF NOT EXISTS figure_span(
  article INTEGER NOT NULL REFERENCES article(id), n INTEGER NOT NULL, sentence INTEGER,
  start INTEGER NOT NULL, length INTEGER NOT NULL, text TEXT,
  value REAL, low REAL, high REAL, approximate INTEGER, unit TEXT, of TEXT, act TEXT,
  PRIMARY KEY(article, n)) WITHOUT ROWID;
CREATE VIEW IF NOT EXISTS figure AS
  SELECT article, n, sentence, start, length,
         coalesce(text, (SELECT substr(a.body, s.start, s.length) FROM article a WHERE a.id = s.article)) AS surface,
         value, low, high, approximate, unit, of, act
    FROM figure_span s;

-- What happened when: the temporal expressions, resolved.
CREATE TABLE IF NOT EXISTS event_span(
  article INTEGER NOT NULL REFERENCES article(id), n INTEGER NOT NULL, sentence INTEGER,
  start INTEGER NOT NULL, length INTEGER NOT NULL, text TEXT,
  type TEXT NOT NULL, value TEXT, first_day TEXT, last_day TEXT,
  PRIMARY KEY(article, n)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS event_day ON event_span(first_day, article) WHERE first_day = last_day;
CREATE VIEW IF NOT EXISTS event AS
  SELECT article, n, sentence, start, length,
         coalesce(text, (SELECT substr(a.body, s.start, s.length) FROM article a WHERE a.id = s.article)) AS surface,
         type, value, first_day, last_day
    FROM event_span s;

-- Stories that are republished: fingerprints, and the bands to find them by.  A band that very many stories share
-- is crowded: each of these is compared with one of them, its hub, and not with all.
CREATE TABLE IF NOT EXISTS fingerprint(article INTEGER PRIMARY KEY REFERENCES article(id), fingerprint BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS band(
  band INTEGER NOT NULL, article INTEGER NOT NULL REFERENCES article(id), PRIMARY KEY(band, article)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS crowded_band(band INTEGER PRIMARY KEY, hub INTEGER); -- of shards the hub is perhaps in another
CREATE INDEX IF NOT EXISTS crowded_band_hub ON crowded_band(hub);

-- What an outlet repeats in its stories: pleas, disclaimers, lists of links.  `sentence_key` finds it: a number of the
-- outlet and the sentence's letters.  A fingerprint is made without furniture; so is the view clean_sentence.
CREATE TABLE IF NOT EXISTS furniture(
  article INTEGER NOT NULL REFERENCES article(id), sentence INTEGER NOT NULL, PRIMARY KEY(article, sentence)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sentence_key(
  key INTEGER NOT NULL, article INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(key, article, n)) WITHOUT ROWID;
CREATE VIEW IF NOT EXISTS clean_sentence AS
  SELECT article, n, start, length, sentence FROM sentence s
   WHERE NOT EXISTS (SELECT 1 FROM furniture f WHERE f.article = s.article AND f.sentence = s.n);

-- Stories that report one happening, in any outlet: a storyline has two or more; `title` is that of the story that says
-- best what all say (its first sentence, where none has a title).  `lead` is what a story is known by: its day, and the words, names and figures it begins with.
CREATE TABLE IF NOT EXISTS storyline(
  id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT, first_day TEXT, last_day TEXT, stories INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS storyline_article(
  storyline INTEGER NOT NULL REFERENCES storyline(id), article INTEGER NOT NULL REFERENCES article(id),
  PRIMARY KEY(storyline, article)) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS storyline_article_article ON storyline_article(article);
CREATE TABLE IF NOT EXISTS lead(article INTEGER PRIMARY KEY REFERENCES article(id), day INTEGER, traits BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS lead_day ON lead(day);

-- What the stories of a storyline say otherwise: two sentences, and what stands between them (figure, day, denial,
-- wording, speaker, blame, deadlock); the higher its weight, the more the two have in common beside.
CREATE TABLE IF NOT EXISTS contradiction(
  article INTEGER NOT NULL REFERENCES article(id), sentence INTEGER NOT NULL,
  other_article INTEGER NOT NULL, other_sentence INTEGER NOT NULL, -- of shards, perhaps in another
  kind TEXT NOT NULL, storyline INTEGER NOT NULL REFERENCES storyline(id), weight REAL NOT NULL,
  PRIMARY KEY(article, sentence, other_article, other_sentence, kind)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS contradiction_other ON contradiction(other_article);
CREATE INDEX IF NOT EXISTS contradiction_storyline ON contradiction(storyline);
-- The storylines that were compared, with a sum over the stories that each had then.
CREATE TABLE IF NOT EXISTS compared(storyline INTEGER PRIMARY KEY, stories INTEGER NOT NULL);

-- Stories that came since the last refresh(), in the order in which they came.
CREATE TABLE IF NOT EXISTS arrived(n INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL UNIQUE REFERENCES article(id));
-- Stories that went since then, and the storyline that each was in.
CREATE TABLE IF NOT EXISTS departed(n INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL, storyline INTEGER);

-- Search: SELECT rowid, snippet(article_text, 1, '[', ']', '…', 20) FROM article_text('ceasefire AND talks');
CREATE VIRTUAL TABLE IF NOT EXISTS article_text USING fts5(
  title, body, content='article', content_rowid='id', tokenize='porter news');
INSERT INTO article_text(article_text, rank) VALUES('hashsize', 16000000); -- bytes, since load() gives it many stories at once
INSERT INTO article_text(article_text, rank) VALUES('automerge', 8); -- what it has written, so many parts at a time: at four, load() spends a seventh more on a large index

CREATE TRIGGER IF NOT EXISTS article_comes AFTER INSERT ON article BEGIN
  INSERT INTO arrived(article) VALUES(new.id);
  INSERT INTO article_text(rowid, title, body) SELECT new.id, new.title, new.body WHERE new.file IS NULL; -- else by load()
  INSERT INTO fingerprint SELECT new.id, fingerprint(new.body) WHERE new.body IS NOT NULL;
  INSERT INTO sentence_span
    SELECT new.id, n, start, length, CASE WHEN start > 20000 THEN sentence END FROM sentences(new.body);
  INSERT INTO naming(article, n, start, mentions, surface, called, kind)
    SELECT new.id, n, start, times, surface, name, kind FROM entities(new.body) WHERE first_n = n;
  INSERT INTO mention_span(article, n, sentence, start, length, naming)
    SELECT new.id, n, sentence_n, start, length, first_n FROM entities(new.body);
  INSERT INTO meaning(article, naming) SELECT new.id, n FROM naming WHERE article = new.id AND new.file IS NULL; -- else by load()
  INSERT INTO quotation_span
    SELECT new.id, n, sentence_n, start, length, CASE WHEN start > 20000 THEN quote END, kind, speaker, speaker_start, cue, speaker_n
      FROM quotations(new.body);
  INSERT INTO condition_span
    SELECT new.id, n, sentence_n, start, length, kind, condition, consequence, negated, holder, term, holder_n FROM conditions(new.body);
  INSERT INTO figure_span
    SELECT new.id, n, sentence_n, start, length, CASE WHEN start > 20000 THEN surface END, value, low, high, approximate, unit, of, act
      FROM figures(new.body);
  INSERT INTO event_span
    SELECT new.id, n, sentence_n, start, length, CASE WHEN start > 20000 THEN surface END, type, value, first_day, last_day
      FROM event_dates(new.body, coalesce(new.published, new.day));
END;

CREATE TRIGGER IF NOT EXISTS article_goes AFTER DELETE ON article BEGIN
  INSERT INTO article_text(article_text, rowid, title, body)
    SELECT 'delete', old.id, old.title, old.body FROM article_text_docsize WHERE id = old.id;
  DELETE FROM band WHERE article = old.id
     AND band IN (SELECT b.band FROM fingerprint f, bands(f.fingerprint) b WHERE f.article = old.id);
  UPDATE crowded_band SET hub = (SELECT min(article) FROM band b WHERE b.band = crowded_band.band) WHERE hub = old.id;
  DELETE FROM fingerprint WHERE article = old.id;
  DELETE FROM sentence_span WHERE article = old.id;
  UPDATE alias SET stories = stories - 1 WHERE (entity, surface) IN (
    SELECT w.entity, replace(replace(f.surface, char(13), ''), char(10), ' ')
      FROM meaning w JOIN naming f ON f.article = w.article AND f.n = w.naming WHERE w.article = old.id);
  DELETE FROM alias WHERE stories <= 0 AND entity IN (SELECT entity FROM meaning WHERE article = old.id);
  UPDATE entity SET stories = stories - 1 WHERE id IN (SELECT entity FROM meaning WHERE article = old.id);
  DELETE FROM mention_span WHERE article = old.id;
  DELETE FROM naming WHERE article = old.id;
  DELETE FROM meaning WHERE article = old.id;
  DELETE FROM quotation_span WHERE article = old.id;
  DELETE FROM condition_span WHERE article = old.id;
  DELETE FROM identity WHERE entity IN (SELECT id FROM entity WHERE stories <= 0);
  DELETE FROM entity WHERE stories <= 0;
  DELETE FROM event_span WHERE article = old.id;
  DELETE FROM figure_span WHERE article = old.id;
  DELETE FROM furniture WHERE article = old.id;
  INSERT INTO departed(article, storyline) VALUES(old.id, (SELECT storyline FROM storyline_article WHERE article = old.id));
  DELETE FROM storyline_article WHERE article = old.id;
  DELETE FROM contradiction WHERE article = old.id;
  DELETE FROM contradiction WHERE other_article = old.id;
  DELETE FROM lead WHERE article = old.id;
  DELETE FROM arrived WHERE article = old.id;
END;

CREATE TRIGGER IF NOT EXISTS article_changes BEFORE UPDATE OF id, title, body, published, published_from, published_to ON article BEGIN
  SELECT raise(ABORT, 'to change a story, delete it and insert it anew');
END;

CREATE TRIGGER IF NOT EXISTS file_goes BEFORE DELETE ON file BEGIN
  DELETE FROM article WHERE file = old.id;
END;

-- What was said, and where it stood.
CREATE VIEW IF NOT EXISTS said AS
  SELECT coalesce(e.name, q.speaker_name) AS speaker, a.day, a.outlet, q.kind, q.quote, q.cue, q.article, q.sentence, q.speaker AS entity
    FROM quotation q JOIN article a ON a.id = q.article LEFT JOIN entity e ON e.id = q.speaker
   WHERE NOT EXISTS (SELECT 1 FROM furniture f WHERE f.article = q.article AND f.sentence = q.sentence);

-- What happened on a day, in the sentence that says so.
CREATE VIEW IF NOT EXISTS happened AS
  SELECT e.first_day AS day, s.sentence, a.outlet, a.day AS published, e.surface, e.article, s.n
    FROM event e JOIN clean_sentence s ON s.article = e.article AND s.n = e.sentence JOIN article a ON a.id = e.article
   WHERE e.first_day = e.last_day;

-- A sentence as it is shown for what it tells: a post's signature, which dates the post, by the sentence before it.
CREATE VIEW IF NOT EXISTS shown AS
  SELECT s.article, s.n, s.sentence AS own, s.sentence GLOB '[—–-]*@*' AS signature,
         CASE WHEN s.sentence GLOB '[—–-]*@*'
              THEN (SELECT b.sentence FROM sentence b WHERE b.article = s.article AND b.n = s.n - 1) ELSE s.sentence END AS sentence
    FROM sentence s;

-- How often each name is in the news, and in how many stories, but for what outlets repeat.
CREATE VIEW IF NOT EXISTS named AS
  SELECT e.name, e.kind, count(*) AS mentions, count(DISTINCT m.article) AS articles, e.id AS entity
    FROM entity e JOIN mention m ON m.entity = e.id
   WHERE NOT EXISTS (SELECT 1 FROM furniture f WHERE f.article = m.article AND f.sentence = m.sentence) GROUP BY e.id;

-- What a name may mean: every name and form, whom it is of, and in how many stories.
CREATE VIEW IF NOT EXISTS called AS
  SELECT name, id AS entity, stories FROM entity UNION ALL SELECT surface, entity, stories FROM alias;

-- Stories that are one: the same, cut, edited, dressed or scanned.  Every two of them, but of a crowd only those with
-- its hub.
CREATE VIEW IF NOT EXISTS republished AS
  SELECT pair.article, pair.other, resemblance(f.fingerprint, g.fingerprint) AS resemblance
    FROM (SELECT x.article, y.article AS other FROM band x JOIN band y ON y.band = x.band AND y.article > x.article
           WHERE x.band NOT IN (SELECT band FROM crowded_band)
          UNION
          SELECT min(c.hub, y.article), max(c.hub, y.article) FROM crowded_band c JOIN band y ON y.band = c.band AND y.article <> c.hub) pair
    JOIN fingerprint f ON f.article = pair.article JOIN fingerprint g ON g.article = pair.other
   WHERE near_duplicate(f.fingerprint, g.fingerprint);
