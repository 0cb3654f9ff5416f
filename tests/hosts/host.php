<?php
// The five queries by PHP: php -d sqlite3.extension_dir=FOLDER host.php FILE
$db = new SQLite3(':memory:');
if (!$db->loadExtension($argv[1])) exit(1);
foreach (file('tests/hosts/queries.sql') as $query) echo $db->querySingle($query), "\n";
