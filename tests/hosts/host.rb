# The five queries by Ruby: ruby host.rb EXTENSION
require 'sqlite3'
db = SQLite3::Database.new(':memory:')
db.enable_load_extension(true)
db.load_extension(ARGV[0])
File.foreach('tests/hosts/queries.sql') { |query| puts db.get_first_value(query) }
