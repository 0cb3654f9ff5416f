-- The days that matter for a person, an organisation or a place: for each day
-- the sentence that says best what happened, and the outlets that say so.
--
--   sqlite3 news.db ".parameter set :entity \"'Mirella Kastrovan'\"" ".parameter set :days 5" ".read sql/timeline.sql"
--
--   :entity   a name, a JSON array of aliases, or a /pattern/, as in mentions();
--             the person most in the news, if it is not given
--   :days     how many days, 20 if not given
--   :from, :to   the first and the last day, YYYY-MM-DD
--
-- A day counts by the sentences that name the entity: a full vote for each whose
-- words name the day ("on Saturday"), half a vote where it was still to come;
-- half a vote on its day of publication for an undated first sentence, a
-- twentieth for an undated later one.
--
-- On tests/corpus:
-- ┌────────────┬──────────────────────────────────────────────────────────────┬────────────────────────────────────────┐
-- │    day     │                           sentence                           │                outlets                 │
-- ├────────────┼──────────────────────────────────────────────────────────────┼────────────────────────────────────────┤
-- │ 2021-03-13 │ The League’s special envoy, Mirella Kastrovan, had said on   │ Meridian, Quillon Herald, Harbour Post │
-- │            │ Saturday that the two sides were closer than at any time in  │                                        │
-- │            │ the 14-year conflict.                                        │                                        │
-- ├────────────┼──────────────────────────────────────────────────────────────┼────────────────────────────────────────┤
-- │ 2021-03-14 │ No side gets peace for free, and all will have to give       │ Daily Ferry                            │
-- │            │ something.                                                   │                                        │
-- ├────────────┼──────────────────────────────────────────────────────────────┼────────────────────────────────────────┤
-- │ 2021-03-15 │ The Front has agreed in principle to a ceasefire in Upper    │ Velmar Courier, Daily Ferry, Meridian  │
-- │            │ Isk, President Anselm Vorrin told the nation on Monday       │                                        │
-- │            │ evening, hours after he had received the Coastal League's    │                                        │
-- │            │ envoy, Mirella Kastroven, at the White Stair palace.         │                                        │
-- ├────────────┼──────────────────────────────────────────────────────────────┼────────────────────────────────────────┤
-- │ 2021-06-01 │ Ms. Kastrovan is to meet Foreign Minister Lidia Amsel in     │ Velmar Courier                         │
-- │            │ Velmar today.                                                │                                        │
-- ├────────────┼──────────────────────────────────────────────────────────────┼────────────────────────────────────────┤
-- │ 2022-02-26 │ President Anselm Vorrin, in an address to the nation later   │ Velmar Courier                         │
-- │            │ in the evening, thanked the envoy, Mirella Kastrovan.        │                                        │
-- └────────────┴──────────────────────────────────────────────────────────────┴────────────────────────────────────────┘

.load ./newsext
.mode box --wrap 60 --wordwrap on

WITH
  asked AS (
    SELECT coalesce(:entity, (SELECT name FROM named WHERE kind = 'person' ORDER BY articles DESC, name LIMIT 1)) AS entity),
  told AS (
    SELECT DISTINCT a.id AS article, a.outlet, a.day AS published, s.n, s.sentence
      FROM asked CROSS JOIN article a CROSS JOIN mentions(a.body, asked.entity) m CROSS JOIN sentence s
     WHERE s.article = a.id
       AND s.start = (SELECT max(x.start) FROM sentence x WHERE x.article = a.id AND x.start <= m.start)),
  dated AS (
    SELECT e.first_day AS day, CASE WHEN e.first_day > t.published THEN 0.5 ELSE 1.0 END AS vote, t.*
      FROM told t JOIN event e ON e.article = t.article AND e.sentence = t.n
     WHERE e.first_day = e.last_day AND NOT (e.start = 1 AND e.first_day = t.published) -- a line with the date of the story
     GROUP BY e.first_day, t.article, t.n),
  votes AS (
    SELECT * FROM dated
    UNION ALL
    SELECT published, CASE n WHEN 1 THEN 0.5 ELSE 0.05 END, * FROM told
     WHERE published IS NOT NULL AND (article, n) NOT IN (SELECT article, n FROM dated)),
  -- A post's signature ("— Name (@handle) May 3, 2021") dates the sentence before it.
  ranked AS (
    SELECT *, CASE WHEN sentence GLOB '[—–-]*@*' THEN (SELECT p.sentence FROM sentence p WHERE p.article = votes.article AND p.n = votes.n - 1)
                   ELSE sentence END AS told,
           row_number() OVER (PARTITION BY day ORDER BY vote DESC, sentence GLOB '[—–-]*@*', abs(julianday(published) - julianday(day)), n, length(sentence)) AS place
      FROM votes WHERE day BETWEEN coalesce(:from, '0000') AND coalesce(:to, '9999')),
  days AS (
    SELECT day, max(CASE place WHEN 1 THEN told END) AS sentence, group_concat(DISTINCT outlet) AS outlets, sum(vote) AS weight
      FROM ranked GROUP BY day ORDER BY weight DESC, day LIMIT coalesce(:days, 20))
SELECT day, sentence, replace(outlets, ',', ', ') AS outlets FROM days ORDER BY day;
