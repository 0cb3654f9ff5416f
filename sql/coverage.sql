-- Who covered what, by day: on each day the outlets that had the story, how many stories and words each gave it, and
-- a headline.
--
--   sqlite3 news.db ".parameter set :entity \"'Anselm Vorrin'\"" ".parameter set :to \"'2021-03-31'\"" ".read sql/coverage.sql"
--
--   :entity   a name, as entity or alias has it; all stories, if it is NULL
--   :from :to the first and the last day, 'YYYY-MM-DD'
--   :limit    how many rows, the latest first; 50
--   :said     the shell's own; NULL in other hosts
--
-- On tests/corpus:
-- ┌────────────┬────────────────┬─────────┬───────┬──────────┬──────────────────────────────────────────────────────────────┐
-- │    day     │     outlet     │ stories │ words │ mentions │                           headline                           │
-- ├────────────┼────────────────┼─────────┼───────┼──────────┼──────────────────────────────────────────────────────────────┤
-- │ 2021-03-15 │ Meridian       │ 1       │ 265   │ 1        │ The Isk Liberation Front denied on Monday that it had        │
-- │            │                │         │       │          │ accepted a ceasefire in the highlands of Tarsenia, and said  │
-- │            │                │         │       │          │ it would not discuss one until the Coastal League had set a  │
-- │            │                │         │       │          │ date for the withdrawal of its 4,200 peacekeepers.           │
-- ├────────────┼────────────────┼─────────┼───────┼──────────┼──────────────────────────────────────────────────────────────┤
-- │ 2021-03-15 │ Daily Ferry    │ 1       │ 241   │ 2        │ The Coastal League is inching toward a deal that would       │
-- │            │                │         │       │          │ bring home 4,200 peacekeepers from the mountains of          │
-- │            │                │         │       │          │ Tarsenia, its chief negotiator said Monday.                  │
-- ├────────────┼────────────────┼─────────┼───────┼──────────┼──────────────────────────────────────────────────────────────┤
-- │ 2021-03-16 │ Quillon Herald │ 1       │ 235   │ 1        │ Front denies it agreed to highland cease-fire                │
-- ├────────────┼────────────────┼─────────┼───────┼──────────┼──────────────────────────────────────────────────────────────┤
-- │ 2021-03-16 │ Velmar Courier │ 1       │ 224   │ 1        │ Envoy assures President: no deal without Velmar              │
-- └────────────┴────────────────┴─────────┴───────┴──────────┴──────────────────────────────────────────────────────────────┘

.parameter set :said "(SELECT coalesce('there is no parameter ' || group_concat(key, ', '), '') FROM sqlite_parameters WHERE key NOT IN (':entity', ':from', ':to', ':limit', ':said'))"
.mode box --wrap 60 --wordwrap on

WITH
  who AS MATERIALIZED (
    -- those whom it means, but not who is hardly ever called so
    SELECT id FROM (SELECT entity AS id, max(stories) AS n, max(max(stories)) OVER () AS most FROM called WHERE name = :entity COLLATE NOCASE GROUP BY entity)
     WHERE 2 * n >= most),
  named AS MATERIALIZED (SELECT w.article, sum(f.mentions) AS mentions FROM meaning w JOIN naming f ON f.article = w.article AND f.n = w.naming
                          WHERE w.entity IN (SELECT id FROM who) GROUP BY w.article),
  -- All stories: only of the latest days, as many as a page may need.
  story AS MATERIALIZED (
    SELECT a.id, a.day, a.outlet, a.words, n.mentions FROM named n JOIN article a ON a.id = n.article
     WHERE (:from IS NULL OR a.day >= :from) AND (:to IS NULL OR a.day <= :to)
    UNION ALL
    SELECT id, day, outlet, words, NULL FROM (
      SELECT id, day, outlet, words FROM article WHERE :entity IS NULL AND (:from IS NULL OR day >= :from) AND (:to IS NULL OR day <= :to)
       ORDER BY day DESC LIMIT 100 * coalesce(:limit, 50))),
  page AS MATERIALIZED (
    SELECT day, outlet, count(*) AS stories, sum(words) AS words, sum(mentions) AS mentions, min(id) AS first FROM story
     GROUP BY day, outlet ORDER BY day DESC, stories DESC, words DESC, outlet LIMIT coalesce(:limit, 50))
SELECT p.day, p.outlet, p.stories, p.words, p.mentions,
       (SELECT coalesce(a.title, (SELECT replace(sentence, char(10), ' ') FROM sentence s WHERE s.article = a.id AND s.n = 1)) FROM article a WHERE a.id = p.first) AS headline
  FROM page p
UNION ALL
SELECT NULL, :said, NULL, NULL, NULL, NULL WHERE :said <> ''
UNION ALL
SELECT NULL, 'no story names ' || :entity, NULL, NULL, NULL, NULL WHERE :said IS NOT NULL AND :entity IS NOT NULL AND NOT EXISTS (SELECT 1 FROM who)
UNION ALL
SELECT NULL, 'from and to are days in quotes, ''2021-03-31'': not ' || coalesce(:from, '') || ' ' || coalesce(:to, ''), NULL, NULL, NULL, NULL
 WHERE coalesce(:from, '0000-00-00') NOT GLOB '????-??-??' OR coalesce(:to, '0000-00-00') NOT GLOB '????-??-??'
 ORDER BY 1, 3 DESC, 4 DESC, 2;
