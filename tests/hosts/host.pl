# The five queries by DBD::SQLite: perl host.pl EXTENSION
use strict;
use DBI;
my $db = DBI->connect("dbi:SQLite:dbname=:memory:", "", "", {RaiseError => 1});
$db->sqlite_enable_load_extension(1);
$db->sqlite_load_extension($ARGV[0]);
open(my $queries, "<", "tests/hosts/queries.sql") or die;
while (my $query = <$queries>) { print(($db->selectrow_array($query))[0], "\n"); }
