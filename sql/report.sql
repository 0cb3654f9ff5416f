-- A dossier as a page: when, with whom, what was said in which storyline, what stories say otherwise, and the stories
-- themselves, to which every line leads.  The page is whole in itself: no script, nothing from elsewhere; light and
-- dark, on screen and on paper.
--
--   sqlite3 news.db ".load ./newsext" ".parameter set :entity \"'Mirella Kastrovan'\"" ".read sql/report.sql" >report.html
--
--   :entity   a name, as entity or alias has it; the person most in the news, if it is NULL
--   :limit    how many quotations of a storyline, and how many contradictions; 10
--   :said     the shell's own; NULL in other hosts
--
-- The result is one row with one column, the page.  Of one who is in more than 5000 stories, the latest are read.
--
-- On tests/corpus:
-- Mirella Kastrovan
--   When
--   With whom
--   What was said, by storyline
--     Rebels say no truce before troops leave 2021-03-15 to 2021-03-16
--     No accord after 16 days, but envoy sees "real strides" 2021-04-27 to 2021-04-28
--     Eleven soldiers murdered at Orsk Bridge 2021-05-31 to 2021-06-01
--     Signed, with three pens 2022-02-26 to 2022-02-27
--     In no storyline
--   What stories say otherwise
--     denial
--     denial
--     denial
--     denial

.parameter set :said "(SELECT coalesce('there is no parameter ' || group_concat(key, ', '), '') FROM sqlite_parameters WHERE key NOT IN (':entity', ':limit', ':said'))"
.mode list
.headers off

WITH
  asked AS MATERIALIZED (
    SELECT coalesce(:entity, (SELECT name FROM entity WHERE kind = 'person' ORDER BY stories DESC, name LIMIT 1)) AS entity),
  who AS MATERIALIZED (
    -- those whom it means, but not who is hardly ever called so
    SELECT id FROM (SELECT called.entity AS id, max(stories) AS n, max(max(stories)) OVER () AS most FROM called, asked WHERE name = asked.entity COLLATE NOCASE GROUP BY called.entity)
     WHERE 2 * n >= most),
  story AS MATERIALIZED (
    SELECT id, day, outlet FROM article WHERE +id IN (SELECT article FROM meaning WHERE entity IN (SELECT id FROM who)) -- +: by day, and no more than these
     ORDER BY day DESC LIMIT 5000),
  place AS MATERIALIZED (
    SELECT DISTINCT m.article, m.sentence AS n, s.day, s.outlet FROM story s
     CROSS JOIN meaning w ON w.article = s.id AND w.entity IN (SELECT id FROM who) CROSS JOIN mention_span m ON m.article = s.id AND m.naming = w.naming
     WHERE NOT EXISTS (SELECT 1 FROM furniture f WHERE f.article = m.article AND f.sentence = m.sentence)),

  -- When: the days that sentences with the name speak of; of each day the sentence nearest to it, and the stories.
  told AS MATERIALIZED (
    SELECT e.first_day AS day, p.article, p.n, s.sentence, row_number() OVER (PARTITION BY e.first_day ORDER BY s.signature,
             EXISTS (SELECT 1 FROM event o WHERE o.article = p.article AND o.sentence = p.n AND o.first_day = o.last_day AND o.first_day <> e.first_day),
             abs(julianday(p.day) - julianday(e.first_day)), p.n, p.article) AS best
      FROM place p CROSS JOIN event_span e ON e.article = p.article AND e.sentence = p.n CROSS JOIN shown s ON s.article = p.article AND s.n = p.n
     WHERE e.first_day = e.last_day AND e.start > 1),
  happening AS MATERIALIZED (
    SELECT day, max(CASE best WHEN 1 THEN sentence END) AS sentence, count(DISTINCT article) AS stories FROM told GROUP BY day
     ORDER BY stories DESC, day LIMIT 24),

  -- With whom: the names in the same sentences, and how they are linked with one another there.
  beside AS MATERIALIZED (
    SELECT DISTINCT p.article, p.n, e.name FROM place p CROSS JOIN mention_span m ON m.article = p.article AND m.sentence = p.n
     CROSS JOIN meaning w ON w.article = m.article AND w.naming = m.naming JOIN entity e ON e.id = w.entity),

  -- What was said, word for word; the same words in several stories are one row.
  spoken AS MATERIALIZED (
    SELECT x.storyline, s.day, q.article, q.sentence AS n, q.quote, q.cue, lower(trim(replace(q.quote, char(10), ' '), '“”",. ')) AS words
      FROM story s CROSS JOIN meaning w ON w.article = s.id AND w.entity IN (SELECT id FROM who)
     CROSS JOIN quotation_span p ON p.article = s.id AND p.speaker_naming = w.naming CROSS JOIN quotation q ON q.article = p.article AND q.n = p.n LEFT JOIN storyline_article x ON x.article = s.id
     WHERE q.kind <> 'indirect' AND NOT EXISTS (SELECT 1 FROM furniture f WHERE f.article = q.article AND f.sentence = q.sentence)),
  quote AS MATERIALIZED (
    SELECT *, row_number() OVER (PARTITION BY storyline ORDER BY day, words) AS nth
      FROM (SELECT storyline, words, min(day) AS day, trim(min(replace(quote, char(10), ' ')), '“”" ') AS quote FROM spoken GROUP BY storyline, words)),

  pair AS MATERIALIZED (
    SELECT c.*, row_number() OVER (ORDER BY weight DESC, article, sentence, other_article, other_sentence) AS nth FROM contradiction c
     WHERE c.article IN (SELECT id FROM story) AND c.other_article IN (SELECT id FROM story)
     ORDER BY nth LIMIT coalesce(:limit, 10)),

  -- Every sentence that the page shows, and how it points to it.
  cited AS MATERIALIZED (
    SELECT article, n FROM told WHERE day IN (SELECT day FROM happening) AND best <= 12
    UNION SELECT s.article, s.n FROM spoken s JOIN quote q ON q.words = s.words AND q.storyline IS s.storyline AND q.nth <= 0 + coalesce(:limit, 10)
    UNION SELECT article, sentence FROM pair UNION SELECT other_article, other_sentence FROM pair),
  cite AS MATERIALIZED (
    SELECT c.article, c.n, a.day, '<a href="#s' || c.article || '-' || c.n || '"><bdi>' || html_escape(coalesce(nullif(trim(a.outlet), ''), 'story ' || a.id)) || '</bdi></a>' AS link
      FROM cited c JOIN article a ON a.id = c.article),

  part(nth, html) AS (
    SELECT 1, '<header><h1>' || html_escape((SELECT coalesce(group_concat(name, '; '), (SELECT entity FROM asked)) FROM entity WHERE id IN (SELECT id FROM who)))
      || '</h1><p>' || count(*) || CASE count(*) WHEN 1 THEN ' story' ELSE ' stories' END || ', ' || count(DISTINCT outlet) || CASE count(DISTINCT outlet) WHEN 1 THEN ' outlet' ELSE ' outlets' END
      || coalesce(', ' || min(day) || ' to ' || max(day), '') || '.</p>'
      || coalesce('<p>Also called <bdi>' || (SELECT group_concat(html_escape(surface), '</bdi>, <bdi>') FROM (
           SELECT surface FROM alias WHERE entity IN (SELECT id FROM who) AND surface NOT IN (SELECT name FROM entity WHERE id IN (SELECT id FROM who))
            GROUP BY surface ORDER BY sum(stories) DESC, surface LIMIT 12)) || '</bdi>.</p>', '') || '</header>'
      FROM story
    UNION ALL
    SELECT 2, '<section><h2>When</h2><figure>' || svg_timeline(day, sentence, stories) || '</figure><p class="cites">' ||
           (SELECT group_concat(day || ' ' || links, '; ') FROM (
             SELECT h.day, (SELECT group_concat(link, ', ') FROM (SELECT c.link FROM told t JOIN cite c ON c.article = t.article AND c.n = t.n WHERE t.day = h.day AND t.best <= 12 ORDER BY t.best))
                        || CASE WHEN h.stories > 12 THEN ' and others' ELSE '' END AS links
               FROM happening h ORDER BY h.day)) || '</p></section>'
      FROM happening HAVING count(*)
    UNION ALL
    SELECT 3, '<section><h2>With whom</h2><figure>' || svg_network(x.name, y.name) || '</figure></section>'
      FROM beside x JOIN beside y ON y.article = x.article AND y.n = x.n AND y.name > x.name HAVING count(*)
    UNION ALL
    SELECT 4, '<section><h2>What was said, by storyline</h2>' || group_concat(html, '') || '</section>'
      FROM (SELECT '<h3>' || coalesce('<bdi>' || html_escape(l.title) || '</bdi> <small>' || l.first_day || ' to ' || l.last_day || '</small>', 'In no storyline')
                || '</h3><ul>' || group_concat('<li><time>' || q.day || '</time> <q><bdi>' || html_escape(CASE WHEN length(q.quote) > 600 THEN substr(q.quote, 1, 600) || '…' ELSE q.quote END) || '</bdi></q> <span class="cites">'
                || (SELECT group_concat(link, ', ') FROM (SELECT DISTINCT c.link FROM spoken s JOIN cite c ON c.article = s.article AND c.n = s.n
                                                           WHERE s.words = q.words AND s.storyline IS q.storyline ORDER BY c.day, c.article)) || '</span></li>', '') || '</ul>'
                || CASE WHEN count(*) < (SELECT count(*) FROM quote o WHERE o.storyline IS q.storyline)
                        THEN '<p class="cites">and ' || ((SELECT count(*) FROM quote o WHERE o.storyline IS q.storyline) - count(*)) || ' more</p>' ELSE '' END AS html
              FROM (SELECT * FROM quote WHERE nth <= 0 + coalesce(:limit, 10) ORDER BY storyline, nth) q LEFT JOIN storyline l ON l.id = q.storyline
             GROUP BY q.storyline ORDER BY l.first_day IS NULL, l.first_day, l.id) HAVING count(*)
    UNION ALL
    SELECT 5, '<section><h2>What stories say otherwise</h2>' || group_concat('<div class="pair"><h3>' || kind || '</h3>' || html || '</div>', '') || '</section>'
      FROM (SELECT p.kind, '<blockquote><bdi>' || html_escape(s.sentence) || '</bdi> <span class="cites">' || c.link || ', ' || c.day || '</span></blockquote>'
                || '<blockquote><bdi>' || html_escape(o.sentence) || '</bdi> <span class="cites">' || d.link || ', ' || d.day || '</span></blockquote>' AS html
              FROM pair p JOIN sentence s ON s.article = p.article AND s.n = p.sentence JOIN sentence o ON o.article = p.other_article AND o.n = p.other_sentence
              JOIN cite c ON c.article = p.article AND c.n = p.sentence JOIN cite d ON d.article = p.other_article AND d.n = p.other_sentence
             ORDER BY p.nth) HAVING count(*)
    UNION ALL
    SELECT 6, '<section class="sources"><h2>The stories</h2>' || group_concat(html, '') || '</section>'
      FROM (SELECT '<article><h3><bdi>' || html_escape(coalesce(nullif(trim(a.title), ''), 'Story ' || a.id)) || '</bdi></h3><p class="cites"><bdi>' || html_escape(a.outlet) || '</bdi>, '
                || coalesce(a.day, 'no day') || coalesce(', <bdi>' || html_escape(a.path) || '</bdi>', '') || coalesce(', record ' || nullif(a.record, 1), '')
                || CASE WHEN a.url GLOB 'http://*' OR a.url GLOB 'https://*' THEN ', <a rel="noreferrer" href="' || html_escape(a.url) || '">at the outlet</a>' ELSE '' END || '</p><div class="body">'
                || (SELECT group_concat(html, '') FROM (
                     SELECT CASE WHEN c.n IS NULL THEN '' ELSE '<mark id="s' || s.article || '-' || s.n || '" title="characters ' || s.start || ' to ' || (s.start + s.length - 1) || '">' END
                         || html_escape(s.sentence) || CASE WHEN c.n IS NULL THEN '' ELSE '</mark>' END
                         || html_escape(substr(a.body, s.start + s.length, coalesce(lead(s.start) OVER (ORDER BY s.n), length(a.body) + 1) - s.start - s.length)) AS html
                       FROM sentence s LEFT JOIN cited c ON c.article = s.article AND c.n = s.n WHERE s.article = a.id ORDER BY s.n))
                || '</div></article>' AS html
              FROM article a WHERE a.id IN (SELECT article FROM cited) ORDER BY a.day, a.id) HAVING count(*)
    UNION ALL
    SELECT 0, '<p class="problem">' || html_escape(:said) || '</p>' WHERE :said <> ''
    UNION ALL
    SELECT 0, '<p class="problem">no story names ' || html_escape(entity) || '</p>' FROM asked WHERE NOT EXISTS (SELECT 1 FROM who))
SELECT '<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src ''none''; style-src ''unsafe-inline''">
<title>' || html_escape((SELECT coalesce(entity, 'Nobody') FROM asked)) || '</title>
<style>
body{margin:0;background:#fff;color:#1b1b1b;font:16px/1.5 Georgia,"Liberation Serif",serif}
main{max-width:760px;margin:0 auto;padding:24px 16px}
h1{font-size:34px;line-height:1.15;margin:0 0 8px}
h2{font-size:21px;margin:36px 0 10px;padding-top:8px;border-top:2px solid currentColor}
h3{font-size:17px;margin:20px 0 4px}h3 small,.cites,header p,footer,time{font:13px/1.5 Arial,"Liberation Sans",sans-serif;color:#55595f}
header p{margin:2px 0}figure{margin:0}ul{list-style:none;padding:0;margin:0}li{margin:6px 0}time{font-weight:bold;margin-right:4px}
a{color:#20609f}blockquote{margin:0;padding:0 0 0 12px;border-left:3px solid #a9c5e3}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:6px 20px;margin:14px 0}.pair h3{grid-column:1/-1;margin:0}
.body{white-space:pre-line;font-size:15px}mark{background:#fff3c4;color:inherit}mark:target{background:#ffd54a}
.problem{font-weight:bold}article{break-inside:avoid-page;overflow-wrap:anywhere}
@media (max-width:600px){.pair{grid-template-columns:1fr}}
@media (prefers-color-scheme:dark){body{background:#17191c;color:#ececec}h3 small,.cites,header p,footer,time{color:#a8aeb6}
a{color:#6cabec}blockquote{border-color:#35597f}mark{background:#3d3620}mark:target{background:#6b5a14}}
</style></head><body><main>
' || (SELECT group_concat(html, char(10)) FROM (SELECT html FROM part ORDER BY nth)) || '
<footer><p>Made by newsext ' || newsext_version() || '. Nothing here is certain: each line leads to the words that it was read from.</p></footer>
</main></body></html>' AS page;
