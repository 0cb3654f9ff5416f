-- What `make bench` runs.  A line `-- NAME [GOAL]` and the query below it, over
-- story(id, published, body); GOAL is the share of upper()'s speed to reach.  A line
-- `-- prepare` runs what is below it once, untimed.

-- upper
SELECT sum(length(upper(body))) FROM story;

-- tokens
SELECT count(*) FROM story, tokens(body);

-- sentences 0.4
SELECT count(*) FROM story, sentences(body);

-- repair 1.0
SELECT sum(length(repair(body))) FROM story;

-- article
SELECT sum(length(a.body)) FROM story s, article(s.body) a;

-- mentions (function) 1.0
SELECT sum(mentions(body, 'United States')) FROM story;

-- mentions (table)
SELECT count(*) FROM story, mentions(body, 'United States');

-- event_dates 0.3
SELECT count(*) FROM story, event_dates(body, published);

-- event_date
SELECT count(event_date(body, published)) FROM story;

-- entities 0.1
SELECT count(*) FROM story, entities(body);

-- quotations 0.2
SELECT count(*) FROM story, quotations(body);

-- conditions
SELECT count(*) FROM story, conditions(body);

-- fingerprint 0.3
SELECT sum(length(fingerprint(body))) FROM story;

-- passages
SELECT count(*) FROM (SELECT body, lag(body) OVER (ORDER BY id) AS before FROM story), passages(body, before);
