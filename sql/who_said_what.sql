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
  SELECT q.speaker_name AS speaker, q.quote, a.outlet, a.day AS printed,
         (SELECT e.first_day FROM event e
           WHERE e.article = q.article AND e.sentence = q.sentence AND e.first_day = e.last_day AND e.first_day <= a.day
             AND NOT (e.start >= q.start AND e.start < q.start + q.length) ORDER BY e.n LIMIT 1) AS said,
         (SELECT group_concat(folded, ' ') FROM tokens(q.quote) WHERE folded GLOB '[a-z0-9]*') AS words
    FROM quotation q JOIN article a ON a.id = q.article
   WHERE q.speaker_name IS NOT NULL AND (:about IS NULL OR q.quote LIKE :about)),
voted AS (
  SELECT *, count(*) OVER (PARTITION BY words, speaker) AS votes,
         min(printed) OVER (PARTITION BY words, outlet) AS first, row_number() OVER (PARTITION BY words, outlet) AS nth
    FROM statement WHERE words LIKE '% %'),
told AS (
  SELECT row_number() OVER same AS nth, min(coalesce(said, printed)) OVER same AS day,
         first_value(speaker) OVER (PARTITION BY words ORDER BY votes DESC, speaker GLOB '[A-Z]*' DESC, length(speaker) DESC, speaker) AS speaker,
         min(rtrim(replace(replace(quote, char(10), ' '), char(13), ''), ' ,')) OVER same AS quote,
         group_concat(CASE nth WHEN 1 THEN outlet END, ', ') OVER (PARTITION BY words ORDER BY first, outlet
           ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS outlets
    FROM voted WINDOW same AS (PARTITION BY words))
SELECT day, speaker, quote, outlets
  FROM told
 WHERE nth = 1
   AND (:speaker IS NULL OR speaker LIKE :speaker)
   AND (:from IS NULL OR day >= :from) AND (:to IS NULL OR day <= :to)
 ORDER BY day, speaker, quote;
