-- Contradictions: statements of different speakers on the same matter and days, side by side.
--
--   sqlite3 news.db ".parameter set :about \"'%april%'\"" ".parameter set :most 2" ".read sql/contradictions.sql"
--
--   :about     what either statement is about; a pattern of LIKE
--   :from :to  days on which they were printed, YYYY-MM-DD
--   :days      how many days may lie between the two; 3
--   :most      how many pairs to show; 20
--
-- Two statements are on one matter where they share rare words, weighed as search engines weigh them (inverse
-- document frequency and cosine: Spärck Jones 1972, Salton 1975).  `why` says what makes a pair worth reading first:
-- `denies`, one statement is in the negative and the other is not; `numbers`, both give numbers and have none in
-- common.  It is for a person to say whether they contradict each other.  The work grows with the pairs that
-- share a rare word within these days: on a large database, say :about or :from and :to.
--
-- On tests/corpus:
--           why = numbers
--        matter = next round april
--           day = 2021-03-16
--       speaker = Lidia Amsel
--          says = the League had promised her a seat at the next round, which she expects on April 6
--       outlets = Velmar Courier
--     other_day = 2021-03-16
--         other = Daud Merenko
--    other_says = The next round begins on 12 April
-- other_outlets = Isk Voice
--
--           why = numbers
--        matter = round april
--           day = 2021-03-15
--       speaker = Oren Talbek
--          says = Another round is tentatively set for April 6
--       outlets = Meridian, Quillon Herald
--     other_day = 2021-03-16
--         other = Daud Merenko
--    other_says = The next round begins on 12 April
-- other_outlets = Isk Voice

.load ./newsext
.mode line

WITH said AS MATERIALIZED (
  SELECT q.speaker_name AS speaker, a.day, a.outlet, rtrim(replace(replace(q.quote, char(10), ' '), char(13), ''), ' ,') AS quote,
         (SELECT group_concat(folded, ' ') FROM tokens(q.quote) WHERE folded GLOB '[a-z0-9]*') AS words,
         (q.cue GLOB 'den*' OR q.cue GLOB 'reject*' OR q.cue GLOB 'refus*' OR q.cue GLOB 'dismiss*') IS TRUE AS refused
    FROM quotation q JOIN article a ON a.id = q.article
   WHERE q.speaker_name IS NOT NULL AND a.day IS NOT NULL
     AND (:from IS NULL OR a.day >= :from) AND (:to IS NULL OR a.day <= :to)),
statement AS MATERIALIZED (
  SELECT row_number() OVER (ORDER BY min(day), words) AS id, min(day) AS day, max(speaker) AS speaker, min(quote) AS quote, words,
         max(refused) OR EXISTS (SELECT 1 FROM tokens(s.words)
           WHERE folded IN ('no', 'not', 'never', 'nothing', 'nobody', 'none', 'neither', 'cannot') OR folded GLOB '*n''t') AS negative
    FROM said s WHERE words LIKE '% % % %' GROUP BY words),
word AS MATERIALIZED (
  SELECT DISTINCT s.id, s.day, rtrim(t.folded, 's') AS word, t.folded GLOB '[0-9]*' AS number
    FROM statement s, tokens(s.quote) t WHERE t.folded GLOB '[a-z]??*' OR t.folded GLOB '[0-9]*'),
rare AS MATERIALIZED (
  SELECT w.id, w.day, w.word, w.number, f.weight * f.weight AS weight
    FROM word w JOIN (SELECT word, ln(1.0 * (SELECT count(*) FROM statement) / count(*)) AS weight FROM word GROUP BY word
                      HAVING count(*) <= max(4, min(200, (SELECT count(*) FROM statement) / 10))) f ON f.word = w.word),
norm AS MATERIALIZED (SELECT id, sqrt(sum(weight)) AS norm FROM rare GROUP BY id),
pair AS MATERIALIZED (
  SELECT x.id AS one, y.id AS other, sum(x.weight) AS shared, sum(x.number) AS numbers, group_concat(x.word, ' ') AS matter
    FROM rare x JOIN rare y ON y.word = x.word AND y.id > x.id AND julianday(y.day) - julianday(x.day) <= coalesce(:days, 3)
   GROUP BY 1, 2 HAVING count(*) > 1),
ranked AS (
  SELECT p.*, p.shared / (m.norm * n.norm) AS alike,
         CASE WHEN a.negative <> b.negative THEN 'denies'
              WHEN a.words GLOB '*[0-9]*' AND b.words GLOB '*[0-9]*' AND p.numbers = 0
              THEN 'numbers' END AS why
    FROM pair p JOIN statement a ON a.id = p.one JOIN statement b ON b.id = p.other
         JOIN norm m ON m.id = a.id JOIN norm n ON n.id = b.id
   WHERE a.speaker <> b.speaker AND (:about IS NULL OR a.quote LIKE :about OR b.quote LIKE :about))
SELECT r.why, r.matter,
       a.day, a.speaker, a.quote AS says,
       (SELECT group_concat(outlet, ', ') FROM (SELECT outlet FROM said WHERE words = a.words GROUP BY outlet ORDER BY min(day), outlet)) AS outlets,
       b.day AS other_day, b.speaker AS other, b.quote AS other_says,
       (SELECT group_concat(outlet, ', ') FROM (SELECT outlet FROM said WHERE words = b.words GROUP BY outlet ORDER BY min(day), outlet)) AS other_outlets
  FROM ranked r JOIN statement a ON a.id = r.one JOIN statement b ON b.id = r.other
 WHERE r.alike >= 0.15 AND (r.alike < 0.75 OR r.why IS NOT NULL) -- more alike: the same, edited
 ORDER BY r.why IS NULL, r.alike DESC, r.one, r.other LIMIT coalesce(:most, 20);
