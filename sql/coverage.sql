-- Who covered what, by day: on each day the outlets that had the story, how
-- many stories and words each gave it, and the first headline.
--
--   sqlite3 news.db ".parameter set :entity 'Anselm Vorrin'" ".parameter set :to 2021-03-31" ".read sql/coverage.sql"
--
--   :entity   a name, a JSON array of aliases, or a /pattern/; all stories, if it is not given
--   :from, :to   the first and the last day, YYYY-MM-DD
--
-- On tests/corpus:
--

.load ./newsext
.mode box --wrap 60 --wordwrap on

WITH story AS (
  SELECT coalesce(a.day, 'undated') AS day, a.outlet, a.words, CASE WHEN :entity IS NOT NULL THEN mentions(a.body, :entity) END AS mentions,
         coalesce(a.title, (SELECT sentence FROM sentence WHERE article = a.id AND n = 1)) AS headline
    FROM article a
   WHERE coalesce(a.day, '0000') BETWEEN coalesce(:from, '0000') AND coalesce(:to, '9999'))
SELECT day, outlet, count(*) AS stories, sum(words) AS words, sum(mentions) AS mentions, min(headline) AS headline
  FROM story WHERE mentions IS NULL OR mentions > 0
 GROUP BY day, outlet ORDER BY day, stories DESC, words DESC;
