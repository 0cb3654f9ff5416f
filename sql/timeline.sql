-- The days that matter for a person, an organisation or a place: for each day the sentence that says best what
-- happened, and the outlets that tell the same.
--
--   sqlite3 news.db ".load ./newsext" ".parameter set :entity \"'Mirella Kastrovan'\"" ".parameter set :days 5" ".read sql/timeline.sql"
--
--   :entity   a name, as entity or alias has it, or as it stands in the text; the person most in the news, if it is NULL
--   :days     how many days; 20
--   :from :to the first and the last day, 'YYYY-MM-DD'
--   :said     the shell's own; NULL in other hosts
--
-- A sentence that names the entity tells a day that it speaks of: a full vote where it happened, half a vote where it
-- was still to come, or a year ago and more.  One without a day tells that on which its story's lead happened, with a
-- vote the smaller the farther down it stands, as news says first what is new.  `weight` is the sum of the votes.  The
-- row is the sentence that event_date() puts on this day, where there is one; `outlets` are those of its storyline that
-- tell this day.  Of an entity that is named more than 3000 times those mentions count that are nearest to the head of their story.
--
-- On tests/corpus:
-- ┌────────────┬──────────────────────────────────────────────────────────────┬──────────────────────────────────────────────────────────────┬────────┐
-- │    day     │                           sentence                           │                           outlets                            │ weight │
-- ├────────────┼──────────────────────────────────────────────────────────────┼──────────────────────────────────────────────────────────────┼────────┤
-- │ 2021-03-13 │ The League’s special envoy, Mirella Kastrovan, had said on   │ Harbour Post, Meridian, Quillon Herald                       │ 3.0    │
-- │            │ Saturday that the two sides were closer than at any time in  │                                                              │        │
-- │            │ the 14-year conflict.                                        │                                                              │        │
-- ├────────────┼──────────────────────────────────────────────────────────────┼──────────────────────────────────────────────────────────────┼────────┤
-- │ 2021-03-14 │ No side gets peace for free, and all will have to give       │ Daily Ferry                                                  │ 1.0    │
-- │            │ something.                                                   │                                                              │        │
-- ├────────────┼──────────────────────────────────────────────────────────────┼──────────────────────────────────────────────────────────────┼────────┤
-- │ 2021-03-15 │ The Front has agreed in principle to a ceasefire in Upper    │ Daily Ferry, Harbour Post, Meridian, Quillon Herald, Velmar  │ 2.84   │
-- │            │ Isk, President Anselm Vorrin told the nation on Monday       │ Courier                                                      │        │
-- │            │ evening, hours after he had received the Coastal League's    │                                                              │        │
-- │            │ envoy, Mirella Kastroven, at the White Stair palace.         │                                                              │        │
-- ├────────────┼──────────────────────────────────────────────────────────────┼──────────────────────────────────────────────────────────────┼────────┤
-- │ 2021-06-01 │ Ms. Kastrovan is to meet Foreign Minister Lidia Amsel in     │ Velmar Courier                                               │ 1.0    │
-- │            │ Velmar today.                                                │                                                              │        │
-- ├────────────┼──────────────────────────────────────────────────────────────┼──────────────────────────────────────────────────────────────┼────────┤
-- │ 2022-02-26 │ President Anselm Vorrin, in an address to the nation later   │ Velmar Courier                                               │ 1.0    │
-- │            │ in the evening, thanked the envoy, Mirella Kastrovan.        │                                                              │        │
-- └────────────┴──────────────────────────────────────────────────────────────┴──────────────────────────────────────────────────────────────┴────────┘

.parameter set :said "(SELECT coalesce('there is no parameter ' || group_concat(key, ', '), '') FROM sqlite_parameters WHERE key NOT IN (':entity', ':days', ':from', ':to', ':said'))"
.mode box --wrap 60 --wordwrap on

WITH
  asked AS MATERIALIZED (
    SELECT coalesce(:entity, (SELECT name FROM entity WHERE kind = 'person' ORDER BY stories DESC, name LIMIT 1)) AS entity),
  who AS MATERIALIZED (
    -- those whom it means, but not who is hardly ever called so
    SELECT id FROM (SELECT called.entity AS id, max(stories) AS n, max(max(stories)) OVER () AS most FROM called, asked WHERE name = asked.entity COLLATE NOCASE GROUP BY called.entity)
     WHERE 2 * n >= most),
  -- What tells of the days asked for: stories of these days and of a month before and after, and those without a day.
  near_days AS MATERIALIZED (
    SELECT id FROM article WHERE coalesce(:from, :to) IS NOT NULL AND day BETWEEN date(coalesce(:from, '0001-01-01'), '-31 days') AND date(coalesce(:to, '9998-12-31'), '+31 days')
    UNION ALL
    SELECT id FROM article WHERE coalesce(:from, :to) IS NOT NULL AND day IS NULL),
  -- Where it is named: as the entity, and as its words stand in a text.
  phrase AS MATERIALIZED (
    SELECT t.rowid AS article FROM asked CROSS JOIN article_text t
     WHERE article_text MATCH '"' || replace(asked.entity, '"', ' ') || '"'
       AND (coalesce(:from, :to) IS NULL OR t.rowid IN (SELECT id FROM near_days)) LIMIT 400),
  found AS MATERIALIZED (
    SELECT article FROM phrase
    UNION ALL -- misspelt, or a pattern: the latest stories are read through
    SELECT id FROM (SELECT id FROM article WHERE NOT EXISTS (SELECT 1 FROM who) AND NOT EXISTS (SELECT 1 FROM phrase) ORDER BY id DESC LIMIT 20000)),
  place AS MATERIALIZED (
    SELECT article, sentence AS n FROM (
      SELECT m.article, m.sentence FROM (
        SELECT article, naming FROM meaning WHERE entity IN (SELECT id FROM who)
           AND (coalesce(:from, :to) IS NULL OR article IN (SELECT id FROM near_days)) ORDER BY naming, article LIMIT 3000) first
        JOIN mention_span m ON m.article = first.article AND m.naming = first.naming ORDER BY m.n, m.article LIMIT 3000)
    UNION
    SELECT f.article, m.sentence_n FROM asked CROSS JOIN found f CROSS JOIN article a ON a.id = f.article CROSS JOIN mentions(a.body, asked.entity) m),
  headed AS MATERIALIZED ( -- whether the first sentence is but a line with a date, and the second the lead
    SELECT s.article, EXISTS (SELECT 1 FROM event_span e WHERE e.article = s.article AND e.sentence = 1 AND e.start = s.start AND e.length = s.length) AS lines
      FROM sentence_span s WHERE s.n = 1 AND s.article IN (SELECT article FROM place)),
  told AS MATERIALIZED (
    SELECT p.article, p.n, a.outlet, a.day AS published, l.storyline, p.n - h.lines AS down,
           coalesce((SELECT first_day FROM event_span e WHERE e.article = p.article AND e.sentence = 1 + h.lines AND e.first_day = e.last_day
                        AND e.first_day <= a.day AND e.start > 1 ORDER BY e.n LIMIT 1), a.day) AS lead
      FROM place p JOIN headed h ON h.article = p.article JOIN article a ON a.id = p.article LEFT JOIN storyline_article l ON l.article = p.article
     WHERE NOT EXISTS (SELECT 1 FROM furniture f WHERE f.article = p.article AND f.sentence = p.n)),
  dated AS MATERIALIZED (
    SELECT DISTINCT e.first_day AS day, CASE WHEN e.first_day > t.published OR e.first_day < date(t.published, '-1 year') THEN 0.5 ELSE 1.0 END AS vote, t.*
      FROM told t CROSS JOIN event_span e ON e.article = t.article AND e.sentence = t.n
     WHERE e.first_day = e.last_day AND NOT (e.start = 1 AND e.first_day = t.published)), -- a line with the date of the story
  vote AS MATERIALIZED (
    SELECT * FROM dated
    UNION ALL
    SELECT lead, 1.0 / (down + 1), * FROM told WHERE lead IS NOT NULL AND (article, n) NOT IN (SELECT article, n FROM dated)),
  day AS MATERIALIZED (
    SELECT day, sum(vote) AS weight FROM vote WHERE (:from IS NULL OR day >= :from) AND (:to IS NULL OR day <= :to)
     GROUP BY day ORDER BY weight DESC, day LIMIT 2 * coalesce(:days, 20)),
  -- Of a day's sentences the few that may say it best, of which event_date() has the last word.
  near AS MATERIALIZED (
    SELECT v.*, row_number() OVER (PARTITION BY v.day ORDER BY v.vote DESC, abs(julianday(v.published) - julianday(v.day)), v.n, v.article) AS place
      FROM vote v WHERE v.day IN (SELECT day FROM day)),
  likely AS MATERIALIZED (
    SELECT *, row_number() OVER (PARTITION BY day ORDER BY happens DESC, signature, length(own) > 500, place) AS nth
      FROM (SELECT n.*, s.own, s.sentence, s.signature, coalesce(event_date(s.own, n.published), n.lead) = n.day AS happens
              FROM near n JOIN shown s ON s.article = n.article AND s.n = n.n WHERE n.place <= 8)),
  said AS MATERIALIZED (
    SELECT l.*, row_number() OVER (PARTITION BY l.day ORDER BY EXISTS ( -- "today", printed again on the next
             SELECT 1 FROM likely f WHERE f.nth = 1 AND f.own = l.own AND f.day < l.day), l.nth) AS best FROM likely l)
SELECT * FROM (
SELECT d.day, replace(s.sentence, char(10), ' ') AS sentence,
       (SELECT group_concat(outlet, ', ') FROM (
         SELECT DISTINCT v.outlet FROM vote v WHERE v.day = d.day AND (v.storyline = s.storyline OR v.article = s.article) AND v.outlet <> '' ORDER BY v.outlet)) AS outlets,
       round(d.weight, 2) AS weight
  FROM day d JOIN said s ON s.day = d.day AND s.best = 1
 WHERE NOT EXISTS (SELECT 1 FROM said o JOIN day e ON e.day = o.day -- one sentence is of one day: of that on which event_date() has it
                    WHERE o.best = 1 AND o.own = s.own AND o.day <> s.day AND (o.happens, e.weight, s.day) > (s.happens, d.weight, o.day))
 ORDER BY weight DESC, d.day LIMIT coalesce(:days, 20))
UNION ALL
SELECT NULL, :said, NULL, NULL WHERE :said <> ''
UNION ALL
SELECT NULL, 'no story names ' || entity, NULL, NULL FROM asked WHERE :said IS NOT NULL AND NOT EXISTS (SELECT 1 FROM place)
UNION ALL
SELECT NULL, 'from and to are days in quotes, ''2021-03-31'': not ' || coalesce(:from, '') || ' ' || coalesce(:to, ''), NULL, NULL
 WHERE coalesce(:from, '0000-00-00') NOT GLOB '????-??-??' OR coalesce(:to, '0000-00-00') NOT GLOB '????-??-??'
 ORDER BY 1;
