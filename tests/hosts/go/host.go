// The five queries by Go: host EXTENSION
package main

import (
	"bufio"
	"database/sql"
	"fmt"
	"os"

	"github.com/mattn/go-sqlite3"
)

func main() {
	sql.Register("newsext", &sqlite3.SQLiteDriver{Extensions: []string{os.Args[1]}})
	db, err := sql.Open("newsext", ":memory:")
	if err != nil {
		panic(err)
	}
	db.SetMaxOpenConns(1)
	queries, err := os.Open("tests/hosts/queries.sql")
	if err != nil {
		panic(err)
	}
	for lines := bufio.NewScanner(queries); lines.Scan(); {
		var answer string
		if err := db.QueryRow(lines.Text()).Scan(&answer); err != nil {
			panic(err)
		}
		fmt.Println(answer)
	}
}
