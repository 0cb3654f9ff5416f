-- The same words: which outlets ran one story, who had it first, and how much of the first one's words each has kept.
--
--   sqlite3 news.db ".load ./newsext" ".read sql/wire.sql"
--
--   :from :to  only stories of these days, 'YYYY-MM-DD'; of more than 4000 the latest are compared
--   :days      two stories further apart are no family, but a series; 14
--   :limit     how many families, those of most outlets first; 20
--   :said      the shell's own; NULL in other hosts
--
-- Stories of fewer than 20 words are left out.  `kept` is the share of the first story's words that stand in this one in
-- runs of eight or more (passages), `own` the share of this one's that are new.  First is who published first; of two on
-- one day the longer text.
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

.parameter set :said "(SELECT coalesce('there is no parameter ' || group_concat(key, ', '), '') FROM sqlite_parameters WHERE key NOT IN (':from', ':to', ':days', ':limit', ':said'))"
.mode box --wrap 60 --wordwrap on

WITH RECURSIVE
  story AS MATERIALIZED (
    SELECT id, day, julianday(day) AS at FROM article
     WHERE words >= 20 AND (:from IS NULL OR day >= :from) AND (:to IS NULL OR day <= :to) ORDER BY day DESC LIMIT 4000),
  -- Of a crowded band only the hub is met.
  near AS MATERIALIZED (
    SELECT DISTINCT s.id AS article, y.article AS other
      FROM story s JOIN fingerprint f ON f.article = s.id CROSS JOIN bands(f.fingerprint) x CROSS JOIN band y ON y.band = x.band AND y.article > s.id
     WHERE NOT EXISTS (SELECT 1 FROM crowded_band c WHERE c.band = x.band)
    UNION
    SELECT min(c.hub, s.id), max(c.hub, s.id)
      FROM story s JOIN fingerprint f ON f.article = s.id CROSS JOIN bands(f.fingerprint) x JOIN crowded_band c ON c.band = x.band AND c.hub <> s.id),
  pair AS MATERIALIZED (
    SELECT n.article, n.other FROM near n JOIN story a ON a.id = n.article JOIN story b ON b.id = n.other
           JOIN fingerprint f ON f.article = n.article JOIN fingerprint g ON g.article = n.other
     WHERE coalesce(abs(a.at - b.at), 0) <= coalesce(:days, 14) AND near_duplicate(f.fingerprint, g.fingerprint)),
  edge AS MATERIALIZED (SELECT article, other FROM pair UNION ALL SELECT other, article FROM pair),
  -- Every story of a family is reached from one that has no smaller neighbour.
  reach(family, article) AS (
    SELECT DISTINCT article, article FROM pair WHERE article NOT IN (SELECT other FROM pair)
    UNION
    SELECT r.family, e.other FROM reach r JOIN edge e ON e.article = r.article),
  member AS MATERIALIZED (SELECT min(family) AS family, article FROM reach GROUP BY article),
  placed AS MATERIALIZED (
    SELECT m.family, a.id, a.day, a.outlet, a.words,
           row_number() OVER (PARTITION BY m.family ORDER BY coalesce(a.published, '9999'), a.words DESC, a.id) AS place
      FROM member m JOIN article a ON a.id = m.article),
  size AS MATERIALIZED (SELECT family, count(DISTINCT outlet) AS outlets, count(*) AS stories FROM placed GROUP BY family),
  family AS MATERIALIZED (
    SELECT p.*, row_number() OVER (ORDER BY s.outlets DESC, s.stories DESC, p.day, p.id) AS number FROM placed p JOIN size s USING (family) WHERE p.place = 1
     ORDER BY number LIMIT coalesce(:limit, 20)),
  shared AS MATERIALIZED (
    SELECT f.number, p.place, p.day, p.outlet, p.id, p.words, f.words AS first_words,
           (SELECT sum(w.words) FROM article a, article b, passages(a.body, b.body) w WHERE a.id = p.id AND b.id = f.id) AS same
      FROM family f JOIN placed p ON p.family = f.family WHERE p.place <= 20)
SELECT number AS story, CASE place WHEN 1 THEN 'first' ELSE '' END AS first, day, outlet,
       (SELECT coalesce(a.title, (SELECT replace(sentence, char(10), ' ') FROM sentence s WHERE s.article = a.id AND s.n = 1)) FROM article a WHERE a.id = shared.id) AS headline,
       format('%d %%', min(100, 100 * coalesce(same, 0) / max(first_words, 1))) AS kept,
       format('%d %%', max(0, 100 - 100 * coalesce(same, 0) / max(words, 1))) AS own
  FROM (SELECT * FROM shared WHERE place = 1 OR same > 0 ORDER BY number, place) AS shared
UNION ALL
SELECT NULL, NULL, NULL, NULL, :said, NULL, NULL WHERE :said <> ''
UNION ALL
SELECT NULL, NULL, NULL, NULL, 'from and to are days in quotes, ''2021-03-31'': not ' || coalesce(:from, '') || ' ' || coalesce(:to, ''), NULL, NULL
 WHERE coalesce(:from, '0000-00-00') NOT GLOB '????-??-??' OR coalesce(:to, '0000-00-00') NOT GLOB '????-??-??';
