-- The same words: which outlets ran one story, who had it first, and how much
-- of the first one's words each has kept.
--
--   sqlite3 news.db ".read sql/wire.sql"
--
--   :from, :to   only families that begin on one of these days, YYYY-MM-DD
--   :days     two stories further apart are no family, but a series; 14 if not given
--   :limit    how many families, the largest first; 50 if not given
--
-- `kept` is the share of the first story's words that stand in this one in runs
-- of eight or more (passages), `own` the share of this one's that are new.
-- First is who published first; of two on one day the longer text.
--
-- On tests/corpus:
-- ┌───────┬───────┬────────────┬────────────────┬──────────────────────────────────────────────────────────────┬───────┬──────┐
-- │ story │ first │    day     │     outlet     │                           headline                           │ kept  │ own  │
-- ├───────┼───────┼────────────┼────────────────┼──────────────────────────────────────────────────────────────┼───────┼──────┤
-- │ 1     │ first │ 2021-03-15 │ Meridian       │ The Isk Liberation Front denied on Monday that it had        │ 100 % │ 0 %  │
-- │       │       │            │                │ accepted a ceasefire in the highlands of Tarsenia, and said  │       │      │
-- │       │       │            │                │ it would not discuss one until the Coastal League had set a  │       │      │
-- │       │       │            │                │ date for the withdrawal of its 4,200 peacekeepers.           │       │      │
-- ├───────┼───────┼────────────┼────────────────┼──────────────────────────────────────────────────────────────┼───────┼──────┤
-- │ 1     │       │ 2021-03-16 │ Quillon Herald │ Front denies it agreed to highland cease-fire                │ 71 %  │ 20 % │
-- ├───────┼───────┼────────────┼────────────────┼──────────────────────────────────────────────────────────────┼───────┼──────┤
-- │ 1     │       │ 2021-03-16 │ Harbour Post   │ Rebels say no truce before troops leave                      │ 58 %  │ 0 %  │
-- └───────┴───────┴────────────┴────────────────┴──────────────────────────────────────────────────────────────┴───────┴──────┘

.load ./newsext
.mode box --wrap 60 --wordwrap on

WITH RECURSIVE
  pair AS MATERIALIZED (
    SELECT r.article, r.other FROM republished r JOIN article a ON a.id = r.article JOIN article b ON b.id = r.other
     WHERE coalesce(abs(julianday(a.day) - julianday(b.day)), 0) <= coalesce(:days, 14)),
  edge AS MATERIALIZED (SELECT article, other FROM pair UNION ALL SELECT other, article FROM pair),
  -- Every story of a family is reached from one that has no smaller neighbour.
  reach(family, article) AS (
    SELECT DISTINCT article, article FROM pair WHERE article NOT IN (SELECT other FROM pair)
    UNION
    SELECT r.family, e.other FROM reach r JOIN edge e ON e.article = r.article),
  member AS MATERIALIZED (SELECT min(family) AS family, article FROM reach GROUP BY article),
  placed AS MATERIALIZED (
    SELECT m.family, a.day, a.outlet, coalesce(a.title, (SELECT sentence FROM sentence WHERE article = a.id AND n = 1)) AS headline,
           a.body, a.words,
           row_number() OVER (PARTITION BY m.family ORDER BY coalesce(a.published, '9999'), a.words DESC, a.id) AS place,
           count(*) OVER (PARTITION BY m.family) AS stories
      FROM member m JOIN article a ON a.id = m.article),
  family AS (
    SELECT *, row_number() OVER (ORDER BY stories DESC, day) AS number FROM placed
     WHERE place = 1 AND coalesce(day, '0000') BETWEEN coalesce(:from, '0000') AND coalesce(:to, '9999')
     ORDER BY stories DESC, day LIMIT coalesce(:limit, 50)),
  shared AS MATERIALIZED (
    SELECT f.number, p.place, p.day, p.outlet, p.headline, p.words, f.words AS first_words,
           (SELECT sum(words) FROM passages(p.body, f.body)) AS same
      FROM family f JOIN placed p ON p.family = f.family)
SELECT number AS story, CASE place WHEN 1 THEN 'first' ELSE '' END AS first, day, outlet, headline,
       format('%d %%', min(100, 100 * coalesce(same, 0) / max(first_words, 1))) AS kept,
       format('%d %%', max(0, 100 - 100 * coalesce(same, 0) / max(words, 1))) AS own
  FROM shared ORDER BY number, place;
