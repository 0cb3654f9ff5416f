-- Who said what: by day and speaker, each statement once, with all outlets that ran it.
--
--   sqlite3 news.db ".parameter set :speaker \"'Daud Merenko'\"" ".parameter set :to \"'2021-03-15'\"" ".read sql/who_said_what.sql"
--
--   :speaker   a name, as entity or alias has it; all, if it is NULL
--   :about     words that the statement has; a pattern of LIKE, among the latest 2000 stories (of :from and :to) or 5000 statements
--   :from :to  days, 'YYYY-MM-DD'
--   :limit     how many, the latest first; 50
--   :said      the shell's own; NULL in other hosts
--
-- The day is that on which it was said, where its sentence tells ("said Monday"), else that on which it was first
-- printed.  Statements of a speaker are one where their words are, whatever marks, case and line breaks an outlet put
-- there; what is not quoted begins with the word for how it was said ("denied a link to the Front").  The outlets are
-- in the order in which they ran it.
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

.parameter set :said "(SELECT coalesce('there is no parameter ' || group_concat(key, ', '), '') FROM sqlite_parameters WHERE key NOT IN (':speaker', ':about', ':from', ':to', ':limit', ':said'))"
.mode box --wrap 56 --wordwrap on

WITH
  who AS MATERIALIZED (
    -- those whom it means, but not who is hardly ever called so
    SELECT id FROM (SELECT entity AS id, max(stories) AS n, max(max(stories)) OVER () AS most FROM called WHERE name = :speaker COLLATE NOCASE GROUP BY entity)
     WHERE 2 * n >= most),
  -- The newest stories first, and no more of them than a page needs.
  spoken AS MATERIALIZED (
    SELECT q.article, q.n FROM meaning w CROSS JOIN quotation_span q ON q.article = w.article AND q.speaker_naming = w.naming
     WHERE w.entity IN (SELECT id FROM who)
    UNION ALL
    SELECT q.article, q.n FROM (SELECT id FROM article WHERE :speaker IS NULL AND (:from IS NULL OR day >= :from) AND (:to IS NULL OR day <= :to)
                                 ORDER BY day DESC LIMIT 2000) a JOIN quotation_span q ON q.article = a.id AND q.speaker_name IS NOT NULL),
  recent AS MATERIALIZED (
    SELECT s.article, s.n, a.day AS printed, a.outlet FROM spoken s JOIN article a ON a.id = s.article
     WHERE (:from IS NULL OR a.day >= :from) AND (:to IS NULL OR a.day <= date(:to, '+7 days')) ORDER BY a.day DESC LIMIT 5000),
  statement AS MATERIALIZED (
    SELECT coalesce(e.name, q.speaker_name) AS speaker, r.printed, r.outlet,
           trim(replace(replace(q.quote, char(10), ' '), char(13), ''), ' ,') AS quote, q.kind,
           CASE WHEN q.kind = 'indirect' AND q.cue NOT LIKE 'according%' THEN q.cue || ' ' ELSE '' END AS cue,
           (SELECT e.first_day FROM event_span e
             WHERE e.article = q.article AND e.sentence = q.sentence AND e.first_day = e.last_day AND e.first_day <= r.printed
               AND NOT (e.start >= q.start AND e.start < q.start + q.length) ORDER BY e.n LIMIT 1) AS spoken
      FROM recent r JOIN quotation q ON q.article = r.article AND q.n = r.n LEFT JOIN entity e ON e.id = q.speaker
     WHERE (:about IS NULL OR q.quote LIKE :about)
       AND NOT EXISTS (SELECT 1 FROM furniture f WHERE f.article = q.article AND f.sentence = q.sentence)),
  same AS MATERIALIZED (
    SELECT *, lower(trim(replace(replace(replace(replace(replace(quote, '“', ''), '”', ''), '"', ''), '’', ''''), '‘', ''''), ' .,;''')) AS words
      FROM statement WHERE quote LIKE CASE kind WHEN 'indirect' THEN '% % % % %' ELSE '% %' END), -- a few words are no statement
  told AS (
    SELECT min(coalesce(spoken, printed)) AS day, speaker, min(cue || quote) AS quote, words FROM same GROUP BY speaker, words),
  page AS MATERIALIZED (
    SELECT * FROM told WHERE (:from IS NULL OR day >= :from) AND (:to IS NULL OR day <= :to)
     ORDER BY day DESC, speaker, quote LIMIT coalesce(:limit, 50))
SELECT p.day, p.speaker, p.quote,
       (SELECT group_concat(outlet, ', ') FROM (
         SELECT outlet FROM same s WHERE s.speaker = p.speaker AND s.words = p.words AND outlet <> '' GROUP BY outlet ORDER BY min(printed), outlet)) AS outlets
  FROM page p
UNION ALL
SELECT NULL, :said, NULL, NULL WHERE :said <> ''
UNION ALL
SELECT NULL, 'nobody is called ' || :speaker, NULL, NULL WHERE :said IS NOT NULL AND :speaker IS NOT NULL AND NOT EXISTS (SELECT 1 FROM who)
UNION ALL
SELECT NULL, 'from and to are days in quotes, ''2021-03-31'': not ' || coalesce(:from, '') || ' ' || coalesce(:to, ''), NULL, NULL
 WHERE coalesce(:from, '0000-00-00') NOT GLOB '????-??-??' OR coalesce(:to, '0000-00-00') NOT GLOB '????-??-??'
 ORDER BY 1, 2, 3;
