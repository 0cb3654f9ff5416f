-- One corpus over the shards that are attached: prints the views that make them one, for this connection alone.
--
--   sqlite3 news-1.db "ATTACH 'news-2.db' AS two" ".load ./newsext" ".once views.sql" ".read sql/shards.sql" ".read views.sql" ".read sql/timeline.sql"
--
-- In a host: ATTACH the others, run this SELECT, and what it returns as a script.  Each table and view of schema.sql but those
-- of files, search and the names of single stories is then that of all shards, and the scripts beside this one ask
-- all of them.  SQLite attaches ten databases; of more, and of search, ask each: newsext query 'news-*.db' SQL --reduce SQL.
-- On views a script takes longer than on one database: SQLite reads what it joins of each shard.
WITH shard AS (SELECT schema FROM pragma_table_list WHERE name = 'sentence_span' AND schema <> 'temp'),
     view(name, columns, rest) AS (VALUES
       ('article', '*', ''), ('sentence', '*', ''), ('clean_sentence', '*', ''), ('sentence_span', '*', ''), ('mention', '*', ''),
       ('mention_span', '*', ''), ('naming', '*', ''), ('meaning', '*', ''),
       ('quotation', '*', ''), ('quotation_span', '*', ''), ('condition', '*', ''), ('condition_span', '*', ''), ('figure', '*', ''), ('figure_span', '*', ''),
       ('event', '*', ''), ('event_span', '*', ''), ('fingerprint', '*', ''), ('band', '*', ''), ('furniture', '*', ''),
       ('storyline_article', '*', ''), ('lead', '*', ''), ('contradiction', '*', ''),
       -- Of these each shard has its part.
       ('entity', 'id, name, kind, sum(stories) AS stories', ' GROUP BY id, name, kind'),
       ('alias', 'entity, surface, sum(stories) AS stories', ' GROUP BY entity, surface'),
       ('storyline', 'id, title, first_day, last_day, stories', ' GROUP BY id'),
       ('crowded_band', 'DISTINCT band, hub', ''))
SELECT group_concat(sql, char(10)) AS views FROM (
  SELECT format('CREATE TEMP VIEW %s AS SELECT %s FROM (%s)%s;', name, columns,
                (SELECT group_concat(format('SELECT * FROM "%w".%s', schema, name), ' UNION ALL ') FROM shard), rest) AS sql FROM view
  UNION ALL
  SELECT replace(sql, 'CREATE VIEW', 'CREATE TEMP VIEW') || ';' FROM main.sqlite_schema
   WHERE type = 'view' AND name IN ('said', 'happened', 'named', 'republished'));
