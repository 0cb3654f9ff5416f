-- Who said what: by day and speaker, each statement once, with all outlets that ran it.
--
--   sqlite3 news.db ".parameter set :speaker 'Daud Merenko'" ".parameter set :to \"'2021-03-15'\"" ".read sql/who_said_what.sql"
--
--   :speaker   a name as quotation.speaker has it; a pattern of LIKE
--   :about     words that the statement has; a pattern of LIKE
--   :from :to  days, YYYY-MM-DD
--
-- The day is that on which it was said, where its sentence tells ("said Monday"), else that on which it was first
-- printed.  Statements are one where their words are, whatever marks, case and line breaks an outlet put there; the
-- speaker's name is then the one that most outlets give, and the outlets are in the order in which they ran it.
--
-- On tests/corpus:
-- ┌────────────┬──────────────┬──────────────────────────────────────────────────────────┬────────────────────────────────────────┐
-- │    day     │   speaker    │                          quote                           │                outlets                 │
-- ├────────────┼──────────────┼──────────────────────────────────────────────────────────┼────────────────────────────────────────┤
-- │ 2021-03-15 │ Daud Merenko │ "Reports of an agreement on a truce are not true,"       │ Meridian, Harbour Post, Quillon Herald │
-- ├────────────┼──────────────┼──────────────────────────────────────────────────────────┼────────────────────────────────────────┤
-- │ 2021-03-15 │ Daud Merenko │ "There was progress on the prisoners and progress on     │ Meridian, Harbour Post, Quillon Herald │
-- │            │              │ the roads. Until the departure of the foreign troops is  │                                        │
-- │            │              │ settled, progress on anything else is impossible."       │                                        │
-- └────────────┴──────────────┴──────────────────────────────────────────────────────────┴────────────────────────────────────────┘

.load ./newsext
.mode box --wrap 56 --wordwrap on

WITH statement AS MATERIALIZED (
  SELECT q.speaker, q.quote, a.outlet, a.day AS printed,
         (SELECT e.first_day FROM event e
           WHERE e.article = q.article AND e.sentence = q.sentence AND e.first_day = e.last_day AND e.first_day <= a.day
             AND NOT (e.start >= q.start AND e.start < q.start + q.length) ORDER BY e.n LIMIT 1) AS said,
         (SELECT group_concat(folded, ' ') FROM tokens(q.quote) WHERE folded GLOB '[a-z0-9]*') AS words
    FROM quotation q JOIN article a ON a.id = q.article
   WHERE q.speaker IS NOT NULL AND (:about IS NULL OR q.quote LIKE :about)),
told AS (
  SELECT words, min(coalesce(said, printed)) AS day, min(rtrim(replace(replace(quote, char(10), ' '), char(13), ''), ' ,')) AS quote
    FROM statement WHERE words LIKE '% %' GROUP BY words),
named AS (
  SELECT words, speaker,
         row_number() OVER (PARTITION BY words ORDER BY count(*) DESC, speaker GLOB '[A-Z]*' DESC, length(speaker) DESC) AS place
    FROM statement GROUP BY words, speaker)
SELECT t.day, n.speaker, t.quote,
       (SELECT group_concat(outlet, ', ') FROM
         (SELECT outlet FROM statement s WHERE s.words = t.words GROUP BY outlet ORDER BY min(printed), outlet)) AS outlets
  FROM told t JOIN named n ON n.words = t.words AND n.place = 1
 WHERE (:speaker IS NULL OR n.speaker LIKE :speaker)
   AND (:from IS NULL OR t.day >= :from) AND (:to IS NULL OR t.day <= :to)
 ORDER BY t.day, n.speaker, t.quote;
