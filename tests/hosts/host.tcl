# The five queries by Tcl: tclsh host.tcl EXTENSION
package require sqlite3
sqlite3 db :memory:
db enable_load_extension 1
set extension [lindex $argv 0]
db eval {SELECT load_extension($extension)}
set queries [open tests/hosts/queries.sql]
while {[gets $queries query] >= 0} {puts [db onecolumn $query]}
