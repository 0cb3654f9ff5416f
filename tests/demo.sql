-- What `make demo` shows: from a folder of stories to answers.
.load ./newsext
.mode box
CREATE TEMP TABLE story AS
  SELECT path, record, coalesce(source, substr(path, 1, instr(path, '/') - 1)) AS outlet, published, words, body
    FROM articles('tests/corpus');

.print 'The stories in tests/corpus: files of many kinds, each read for day and text.'
.print
SELECT substr(path, 1, 28) AS path, substr(published, 1, 10) AS published, words, substr(replace(body, char(10), ' '), 1, 22) || ' …' AS body
  FROM story ORDER BY story.path, record;

.print
.print 'Days of one person: the sentences that name Mirella Kastrovan, by day.'
.print
SELECT event_date(sentence, published) AS day, count(DISTINCT outlet) AS outlets, substr(replace(min(sentence), char(10), ' '), 1, 48) || ' …' AS sentence
  FROM story, sentences(body)
 WHERE mentions(sentence, 'Mirella Kastrovan') AND day IS NOT NULL
 GROUP BY day ORDER BY day;

.print
.print 'Who said what.'
.print
SELECT speaker, count(*) AS quotes, count(DISTINCT outlet) AS outlets, substr(replace(max(quote), char(10), ' '), 1, 28) || ' …' AS "for example"
  FROM story, quotations(body)
 WHERE speaker IS NOT NULL GROUP BY speaker ORDER BY quotes DESC, speaker LIMIT 6;

.print
.print 'The same story in two outlets.'
.print
SELECT a.outlet, substr(a.published, 1, 10) AS day, b.outlet AS other, substr(b.published, 1, 10) AS "its day", round(resemblance(fingerprint(a.body), fingerprint(b.body)), 2) AS resemblance
  FROM story a JOIN story b ON (a.path, a.record) < (b.path, b.record)
 WHERE near_duplicate(fingerprint(a.body), fingerprint(b.body));
