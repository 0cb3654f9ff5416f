-- All on one: under which names, with whom, what they said, where and when.
--
--   sqlite3 news.db ".parameter set :entity \"'Mirella Kastrovan'\"" ".parameter set :limit 3" ".read sql/dossier.sql"
--
--   :entity   a name; the person most in the news, if it is not given
--   :limit    how many rows of each part, 10 if not given
--
-- On tests/corpus:
-- ┌───────────────────┬─────────┬─────────┬────────────┬────────────┐
-- │       name        │ stories │ outlets │ first_day  │  last_day  │
-- ├───────────────────┼─────────┼─────────┼────────────┼────────────┤
-- │ Mirella Kastrovan │ 14      │ 6       │ 2021-03-15 │ 2022-02-27 │
-- └───────────────────┴─────────┴─────────┴────────────┴────────────┘
-- Under these names
-- ┌───────────────────┬───────┬─────────┐
-- │       name        │ times │ stories │
-- ├───────────────────┼───────┼─────────┤
-- │ Mirella Kastrovan │ 15    │ 13      │
-- │ Kastrovan         │ 7     │ 7       │
-- │ Mirella Kastroven │ 1     │ 1       │
-- └───────────────────┴───────┴─────────┘
-- With whom, in the same sentence
-- ┌──────────────────────┬──────────────┬─────────┬───────────┐
-- │         name         │     kind     │ stories │ sentences │
-- ├──────────────────────┼──────────────┼─────────┼───────────┤
-- │ Coastal League       │ organization │ 8       │ 8         │
-- │ Anselm Vorrin        │ person       │ 3       │ 3         │
-- │ Isk Liberation Front │ organization │ 1       │ 1         │
-- └──────────────────────┴──────────────┴─────────┴───────────┘
-- Said
-- ┌────────────┬────────────────────────────────────────────────────────────┬───────────────────┐
-- │    day     │                           quote                            │      outlets      │
-- ├────────────┼────────────────────────────────────────────────────────────┼───────────────────┤
-- │ 2022-02-27 │ “Everything is agreed,”                                    │ Northlight Review │
-- ├────────────┼────────────────────────────────────────────────────────────┼───────────────────┤
-- │ 2022-02-27 │ “The first soldiers will go home in April as long as the   │ Northlight Review │
-- │            │ road stays clear. It is now a matter of keeping it clear.” │                   │
-- ├────────────┼────────────────────────────────────────────────────────────┼───────────────────┤
-- │ 2022-02-16 │ “If it does not hold, we will know who broke it, and we    │ Northlight Review │
-- │            │ will begin again.”                                         │                   │
-- └────────────┴────────────────────────────────────────────────────────────┴───────────────────┘
-- On what condition
-- ┌────────────┬──────┬──────────────────────┬──────────────────────────────────────────┬───────────────────┐
-- │    day     │ kind │      condition       │               consequence                │      outlet       │
-- ├────────────┼──────┼──────────────────────┼──────────────────────────────────────────┼───────────────────┤
-- │ 2022-02-27 │ if   │ the road stays clear │ The first soldiers will go home in April │ Northlight Review │
-- │ 2022-02-16 │ if   │ the week holds       │ we will sign                             │ Northlight Review │
-- │ 2022-02-16 │ if   │ it does not hold     │ we will know who broke it                │ Northlight Review │
-- └────────────┴──────┴──────────────────────┴──────────────────────────────────────────┴───────────────────┘
-- Where
-- ┌────────────┬─────────┐
-- │    name    │ stories │
-- ├────────────┼─────────┤
-- │ Port Sable │ 2       │
-- │ Orsk       │ 1       │
-- │ Upper Isk  │ 1       │
-- └────────────┴─────────┘
-- When
-- ┌────────────┬──────────────────────────────────────────────────────────────┬─────────┐
-- │    day     │                           sentence                           │ outlets │
-- ├────────────┼──────────────────────────────────────────────────────────────┼─────────┤
-- │ 2021-03-13 │ The League's special envoy, Mirella Kastrovan, had said on   │ 3       │
-- │            │ Saturday that the two sides were closer than at any time in  │         │
-- │            │ the                                                          │         │
-- │            │ 14-year conflict.                                            │         │
-- ├────────────┼──────────────────────────────────────────────────────────────┼─────────┤
-- │ 2021-03-15 │ — Mirella Kastrovan (@LeagueEnvoyMK) March 15, 2021          │ 2       │
-- ├────────────┼──────────────────────────────────────────────────────────────┼─────────┤
-- │ 2021-03-14 │ — Mirella Kastrovan (@LeagueEnvoyMK) March 14, 2021          │ 1       │
-- └────────────┴──────────────────────────────────────────────────────────────┴─────────┘

.load ./newsext
.mode box --wrap 60 --wordwrap on

-- The entities that are the one asked for: by name, misspelt, or by surname alone.
DROP TABLE IF EXISTS temp.asked;
CREATE TEMP TABLE asked AS
  SELECT coalesce(:entity, (SELECT name FROM named WHERE kind = 'person' ORDER BY articles DESC, name LIMIT 1)) AS name;
DROP TABLE IF EXISTS temp.one;
CREATE TEMP TABLE one AS
  SELECT id FROM entity, asked
   WHERE mentions(entity.name, asked.name) > 0
      OR (entity.kind = 'person' AND lower(asked.name) LIKE '% ' || lower(entity.name));
DROP TABLE IF EXISTS temp.place;
CREATE TEMP TABLE place AS SELECT DISTINCT article, sentence FROM mention WHERE entity IN (SELECT id FROM one);

SELECT name, stories, outlets, first_day, last_day FROM asked, (
  SELECT count(*) AS stories, count(DISTINCT outlet) AS outlets, min(day) AS first_day, max(day) AS last_day
    FROM article WHERE id IN (SELECT article FROM place));

.print 'Under these names'
SELECT surface AS name, count(*) AS times, count(DISTINCT article) AS stories FROM mention
 WHERE entity IN (SELECT id FROM one) GROUP BY surface ORDER BY times DESC, surface LIMIT coalesce(:limit, 10);

.print 'With whom, in the same sentence'
SELECT e.name, e.kind, count(DISTINCT m.article) AS stories, count(*) AS sentences
  FROM place p JOIN mention m ON m.article = p.article AND m.sentence = p.sentence JOIN entity e ON e.id = m.entity
 WHERE e.kind <> 'place' AND e.id NOT IN (SELECT id FROM one)
 GROUP BY e.id ORDER BY stories DESC, sentences DESC, name LIMIT coalesce(:limit, 10);

.print 'Said'
SELECT day, quote, group_concat(DISTINCT outlet) AS outlets FROM said, asked
 WHERE (mentions(speaker, asked.name) > 0 OR lower(asked.name) LIKE '% ' || lower(speaker)) AND kind <> 'indirect'
 GROUP BY lower(trim(quote, '“”",. ')) ORDER BY min(day) DESC, quote LIMIT coalesce(:limit, 10);

.print 'On what condition'
SELECT DISTINCT a.day, c.kind, c.condition, c.consequence, a.outlet FROM condition c JOIN article a ON a.id = c.article, asked
 WHERE mentions(c.holder_name, asked.name) > 0 ORDER BY a.day DESC LIMIT coalesce(:limit, 10);

.print 'Where'
SELECT e.name, count(DISTINCT m.article) AS stories
  FROM place p JOIN mention m ON m.article = p.article AND m.sentence = p.sentence JOIN entity e ON e.id = m.entity AND e.kind = 'place'
 GROUP BY e.id ORDER BY stories DESC, e.name LIMIT coalesce(:limit, 10);

.print 'When'
SELECT h.day, h.sentence, count(DISTINCT h.outlet) AS outlets
  FROM place p JOIN happened h ON h.article = p.article AND h.n = p.sentence
 GROUP BY h.day ORDER BY outlets DESC, count(*) DESC, h.day LIMIT coalesce(:limit, 10);
