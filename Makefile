# newsext: `make demo` shows it, `make test` tests it, `make` builds newsext.so.

CC ?= cc
# For what runs while building: another compiler, where CC is for another machine.
HOSTCC ?= $(CC)
CFLAGS ?= -O2 -g
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion
BUILD ?= build
EXTENSION ?= newsext.so

SOURCES = $(wildcard ext/*.c $(addprefix ext/,sqlite/*.c picture/*.c corpus/*.c intake/*.c intake/*/*.c language/*.c language/*/*.c text/*.c base/*.c))
OBJECTS = $(SOURCES:%.c=$(BUILD)/%.o)
FLOORS = $(filter-out $(BUILD)/ext/sqlite/% $(BUILD)/ext/newsext.o,$(OBJECTS))
# Those of dates first: language/dates/reader.h has their lists in one set of bits.
DATE_LISTS = ext/lexicon/en/dates.txt ext/lexicon/en/holidays.txt
# English first: a text that tells no other language is taken for it.
ENGLISH = ext/lexicon/en/dates.patterns
PATTERNS = $(ENGLISH) $(filter-out $(ENGLISH),$(wildcard ext/lexicon/*/dates.patterns))
LEXICON = $(DATE_LISTS) $(filter-out $(DATE_LISTS),$(wildcard $(PATTERNS:dates.patterns=*.txt))) $(wildcard $(PATTERNS:dates.patterns=names/*.txt)) $(PATTERNS)

# The archives where the system has them, so that newsext.so needs only libc.
archive = $(firstword $(wildcard $(shell $(HOSTCC) -print-file-name=lib$(1).a)) -l$(1))
LIBRARIES = $(call archive,pcre2-8) $(call archive,utf8proc) $(GUMBO) $(ZLIB) $(ZSTD) $(BROTLI)

# What reads web pages, .gz and .zip, .zst, pages as servers compress them, where the system has it as an archive.
optional = $(wildcard $(shell $(CC) -print-file-name=lib$(1).a))
GUMBO = $(call optional,gumbo)
ZLIB = $(call optional,z)
ZSTD = $(call optional,zstd)
BROTLI = $(strip $(call optional,brotlidec) $(call optional,brotlicommon))
OPTIONAL = $(if $(GUMBO),-DNEWSEXT_GUMBO) $(if $(ZLIB),-DNEWSEXT_ZLIB) $(if $(ZSTD),-DNEWSEXT_ZSTD) $(if $(BROTLI),-DNEWSEXT_BROTLI)

COMPILE = $(CC) -std=c11 $(CFLAGS) $(WARNINGS) -fPIC -fvisibility=hidden -DPCRE2_CODE_UNIT_WIDTH=8 -DUTF8PROC_STATIC -MMD -MP $(DEFINES) $(OPTIONAL) -I$(BUILD) -Iext/lexicon/en -Isql

# What a build was made with; where it changes, all is made anew.
FLAGS = $(COMPILE) $(LDFLAGS) $(DEFS) $(LEXICON)
$(shell mkdir -p $(BUILD); echo '$(FLAGS)' | cmp -s - $(BUILD)/flags || echo '$(FLAGS)' >$(BUILD)/flags)

$(EXTENSION): $(OBJECTS) $(BUILD)/flags
	$(CC) -shared $(CFLAGS) $(LDFLAGS) $(DEFS) $(SHARED) -o $@ $(OBJECTS) $(LIBRARIES) $(MATH)
DEFS = -Wl,-z,defs
SHARED = -Wl,-z,nodelete -Wl,--as-needed -Wl,--exclude-libs,ALL
MATH = -lm

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(COMPILE) -c $< -o $@

# The lists of words, names and patterns become tables.
COMPILER = $(wildcard ext/lexicon/*.c) ext/language/token_reader.c ext/text/fold.c ext/text/utf8.c ext/base/arena.c ext/base/buffer.c
$(BUILD)/lexicon_compile: $(COMPILER) $(wildcard ext/lexicon/*.h ext/text/*.h ext/base/*.h ext/language/*.h) ext/language/dates/patterns.h ext/language/names/gazetteer.h
	@mkdir -p $(@D)
	$(HOSTCC) -std=c11 -O1 $(WARNINGS) -DUTF8PROC_STATIC -o $@ $(COMPILER) $(call archive,utf8proc)

# Headers are written only where they change, so that a new word compiles one file anew.  Since the objects' times are
# read before, the lists are compiled for a part of the Makefile, behind which make begins again.
$(BUILD)/lexicon.mk: $(BUILD)/lexicon_compile $(BUILD)/flags $(LEXICON)
	@mkdir -p $(BUILD)/lexicon
	$(BUILD)/lexicon_compile $(BUILD)/lexicon $(LEXICON)
	@for made in $(BUILD)/lexicon/*; do cmp -s $$made $(BUILD)/$${made##*/} || cp $$made $(BUILD); done
	@touch $@
WITHOUT_BUILD = help demo test load bench lint clean sanitized clang static fuzz
ifneq ($(filter-out $(WITHOUT_BUILD),$(or $(MAKECMDGOALS),$(EXTENSION))),)
include $(BUILD)/lexicon.mk
endif

# What is embedded as it is: names, the tagger's weights,
$(BUILD)/ext/language/names/gazetteer.o: $(wildcard $(BUILD)/gazetteer.bin)
$(BUILD)/ext/language/names/tagger.o: ext/lexicon/en/names.weights
# and the tables that load() keeps.
$(BUILD)/ext/sqlite/schema.o: sql/schema.sql

# train: learns the weights of names anew from DATA, a folder of labelled texts, and prints scores; train.h says how.
TRAINER = $(wildcard ext/lexicon/train/*.c)
train: $(TRAINER) $(wildcard ext/lexicon/train/*.h) $(FLOORS)
	@test -n '$(DATA)' || { echo 'make train: DATA is missing: make train DATA=FOLDER (ext/lexicon/train/train.h)'; exit 2; }
	$(CC) -std=gnu11 -O2 -ffp-contract=off -g $(WARNINGS) -I$(BUILD) -o $(BUILD)/names_train $(TRAINER) $(FLOORS) $(LIBRARIES) -lm
	$(BUILD)/names_train ext/lexicon/en/names.weights $(DATA) $(wildcard ext/lexicon/train/templates.txt) ext/lexicon/en

# lists: writes the lists of names anew from open packages, which go to FOLDER, and the clusters (which need numpy).
lists:
	python3 ext/lexicon/train/lists.py $(or $(FOLDER),$(BUILD)/packages)
	python3 ext/lexicon/train/clusters.py $(or $(FOLDER),$(BUILD)/packages)

# Tests.
SQL_TESTS = $(wildcard tests/sql/*.test)
UNIT_TESTS = $(patsubst tests/%.c,$(BUILD)/tests/%,$(filter-out tests/unit/memory.c,$(wildcard tests/unit/*.c)))
API_TESTS = $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/api/*.c))

$(BUILD)/tests/unit/%: tests/unit/%.c tests/unit/memory.c $(wildcard tests/unit/*.h) $(FLOORS)
	@mkdir -p $(@D)
	$(CC) -std=c11 $(CFLAGS) -Wall -Wextra -I$(BUILD) -o $@ $< tests/unit/memory.c $(FLOORS) $(LIBRARIES) -lcmocka -lm

$(BUILD)/tests/%: tests/%.c tests/api/check.h
	@mkdir -p $(@D)
	$(CC) -std=c11 $(CFLAGS) $(WARNINGS) -o $@ $< -lsqlite3 -lpthread

tests: $(EXTENSION) $(BUILD)/tests/runner $(UNIT_TESTS) $(API_TESTS)

# sanitized: the extension and its tests, watched by the sanitizers.
SANITIZED = BUILD=$(BUILD)/sanitized EXTENSION=$(BUILD)/sanitized/newsext.so DEFS= \
  CFLAGS="-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined"
sanitized:
	@$(MAKE) $(SANITIZED) tests

# clang: the same by clang, without SSE2, with a char that has no sign, as on arm64; any warning is an error.
CLANG = BUILD=$(BUILD)/clang EXTENSION=$(BUILD)/clang/newsext.so CC=clang CFLAGS="-O1 -Werror -U__SSE2__ -funsigned-char"
clang:
	@$(MAKE) -k $(CLANG) tests

# check: the quick tests.
check: tests
	@BUILD=$(BUILD) tests/run sql unit api floors lexicon conditions.py patterns.py scripts load

# test: installs what is missing, builds, and runs every test.
QUIETLY = $(MAKE) -s --no-print-directory -j$(shell nproc)
test:
	@tests/setup test
	@$(QUIETLY) tests static
	@$(QUIETLY) sanitized
	@$(QUIETLY) dist >$(BUILD)/dist.log 2>&1 || cat $(BUILD)/dist.log
	@BUILD=$(BUILD) tests/run sql unit api floors lexicon conditions.py patterns.py scripts load shards engines symbols versions packages/run hosts/run clang clang-sql pictures notebook readme sanitized-sql sanitized-unit sanitized-api memory

# shown: writes real output into README.md and the headers of sql/, where it has changed.
shown: $(EXTENSION) libnewsext.a
	@tests/readme -u >$(BUILD)/shown.log || tests/readme
	@tests/scripts -u
	@tests/pictures -u
	@tests/notebook -u

# install: the extension and its header, into PREFIX/lib and PREFIX/include.
PREFIX ?= /usr/local
install: $(EXTENSION)
	install -d "$(DESTDIR)$(PREFIX)/lib" "$(DESTDIR)$(PREFIX)/include"
	install -m 755 $(EXTENSION) "$(DESTDIR)$(PREFIX)/lib/newsext.so"
	install -m 644 include/newsext.h "$(DESTDIR)$(PREFIX)/include/newsext.h"

# dist: the packages for this machine, into build/dist; with PLATFORMS=all, or their names, for others too.
PLATFORMS =
dist: $(EXTENSION) $(if $(PLATFORMS),platforms)
	@BUILD=$(BUILD) include/dist $(PLATFORMS)

# platforms: the extension for Linux, macOS and Windows, by zig, into build/platforms.
platforms:
	@BUILD=$(BUILD) include/platforms $(filter-out all,$(PLATFORMS))

# hosts: newsext in every host that can be had here: Python, Node.js, Go, Rust, Java, R and others.
hosts: $(EXTENSION)
	@tests/setup test
	@$(QUIETLY) dist
	@BUILD=$(BUILD) tests/run versions packages/run
	@BUILD=$(BUILD) tests/hosts/run all

# emulated: the SQL tests against what make platforms has built, by qemu, wine and musl's loader.
emulated:
	@BUILD=$(BUILD) tests/platforms/run

# help: what can be made.
help:
	@echo "  make              newsext.so"
	@sed -n 's/^# \([a-z]*\): \(.*\)/  make \1	\2/p' Makefile | grep -v "make newsext" | expand -t 20

# demo: installs what is missing, builds, and shows the main job on tests/corpus.
demo:
	@tests/setup build
	@$(QUIETLY)
	@sqlite3 <tests/demo.sql

# load: keeps a folder in a database: make load CORPUS=folder DB=news.db; run again, it reads only what has changed.
# With SHARDS=8 it is as many processes and databases, news-1.db to news-8.db, which say together what one would.  Names
# reach the shell as its variables, so they may hold anything.
DB = news.db
load: export LOAD_CORPUS = $(value CORPUS)
load: export LOAD_DB = $(value DB)
load:
	@test -n "$$LOAD_CORPUS" || { echo "make load CORPUS=folder DB=news.db"; exit 2; }
	@tests/setup build
	@$(QUIETLY)
	@if [ -n "$(SHARDS)" ]; then \
	  case $$LOAD_CORPUS in /*) ;; *) LOAD_CORPUS=$$PWD/$$LOAD_CORPUS ;; esac; \
	  case $$LOAD_DB in /*) ;; *) LOAD_DB=$$PWD/$$LOAD_DB ;; esac; \
	  export NEWSEXT_LIBRARY="$$PWD/$(EXTENSION)"; cd include/python; \
	  exec /usr/bin/python3 -m newsext load --shards "$(SHARDS)" -- "$$LOAD_CORPUS" "$$LOAD_DB"; \
	fi; \
	corpus=$$(printf "%sx" "$$LOAD_CORPUS" | sed "s/'/''/g"); \
	case $$LOAD_DB in /*) db=$$LOAD_DB ;; *) db=./$$LOAD_DB ;; esac; \
	load() { sqlite3 -batch -init /dev/null "$$db" ".load ./newsext" "SELECT $$1 || format('%d stories in %d files, %.1f MB in %.1f s, %.0f s left, \
	%d with problems; %d files forgotten', stories, files, bytes / 1e6, seconds, left, problems, forgotten) FROM load('$${corpus%x}')"; }; \
	if [ -t 2 ]; then echo >&2; load "char(27) || '[1A' || char(27) || '[2K'" >&2; \
	else said=$$(load "''") && printf "%s\n" "$$said" | tail -n 1 >&2; fi

HYPERSCAN = $(if $(wildcard /usr/include/hs/hs.h),$(BUILD)/tests/bench/hyperscan)
$(BUILD)/tests/bench/hyperscan: tests/bench/hyperscan.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(WARNINGS) -o $@ $< -lhs

# bench: MB/s of each table and function, and its share of upper()'s speed.
bench:
	@tests/setup build
	@$(QUIETLY) $(EXTENSION) $(BUILD)/tests/bench/bench $(HYPERSCAN)
	@$(BUILD)/tests/bench/bench ./newsext

# fuzz: each fuzzer for SECONDS, where clang has libFuzzer.
SECONDS = 20
FUZZERS = $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/*.c))
fuzz:
	@$(MAKE) BUILD=$(BUILD)/fuzz CC=clang DEFINES=-DSQLITE_CORE CFLAGS="-O1 -g -fsanitize=fuzzer-no-link,address,undefined" $(FUZZERS)
	@mkdir -p $(BUILD)/fuzz/seeds; find tests/corpus tests/web -type f -exec cp -t $(BUILD)/fuzz/seeds {} +
	@set -e; for fuzzer in $(FUZZERS); do mkdir -p $$fuzzer.found; echo "== $$fuzzer"; \
	  $$fuzzer -max_total_time=$(SECONDS) -timeout=10 -detect_leaks=0 -entropic=0 -rss_limit_mb=4096 -max_len=1024 -print_final_stats=1 -verbosity=0 \
	  -dict=tests/fuzz/pieces.dict -artifact_prefix=$$fuzzer.found/ $$fuzzer.found $(BUILD)/fuzz/seeds; done
$(BUILD)/%: tests/fuzz/%.c tests/fuzz/fuzz.h tests/api/check.h $(OBJECTS)
	$(CC) $(CFLAGS) -I$(BUILD) -fsanitize=fuzzer -o $@ $< $(OBJECTS) $(LIBRARIES) -lsqlite3 -lm

# lint: clang-format, clang-tidy and cppcheck; clean, or an error.
C_FILES = $(wildcard ext/*.c ext/*/*.[ch] ext/language/*/*.[ch] include/*.h tests/*.c tests/*/*.[ch])
lint:
	@tests/setup lint
	@$(QUIETLY) $(BUILD)/lexicon.mk
	clang-format --dry-run -Werror $(C_FILES)
	printf '%s\n' $(SOURCES) | xargs -P $(shell nproc) -n 4 \
	  sh -c 'clang-tidy --quiet "$$@" -- -std=c11 -I$(BUILD) -DPCRE2_CODE_UNIT_WIDTH=8 2>/dev/null' clang-tidy
	cppcheck -q --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
	  --suppress=uninitvar:ext/text/fold.c -I$(BUILD) -DSQLITE_CORE -DPCRE2_CODE_UNIT_WIDTH=8 -iext/lexicon ext

# linear: a report of texts that take more than linear time; none should.
linear: $(EXTENSION) $(BUILD)/tests/bench/linear
	@$(BUILD)/tests/bench/linear ./newsext $(ONLY)

# static: libnewsext.a, to be linked with SQLite; its only global symbols are the entry points.
static: libnewsext.a
libnewsext.a:
	@$(MAKE) BUILD=$(BUILD)/static DEFINES=-DSQLITE_CORE CFLAGS="$(CFLAGS) -Werror" $(BUILD)/static/newsext.a
	@cp $(BUILD)/static/newsext.a $@
$(BUILD)/newsext.a: $(OBJECTS)
	ld -r -o $(BUILD)/newsext.o $(OBJECTS) $(LIBRARIES)
	objcopy --keep-global-symbol=sqlite3_newsext_init --keep-global-symbol=sqlite3_newsextnofiles_init $(BUILD)/newsext.o
	rm -f $@
	ar rcs $@ $(BUILD)/newsext.o

-include $(OBJECTS:.o=.d)

# clean: takes away what was built.
clean:
	rm -rf $(BUILD) newsext.so libnewsext.a

.PHONY: help install dist platforms hosts emulated shown train lists tests sanitized clang check test demo bench fuzz lint linear static libnewsext.a clean
.DELETE_ON_ERROR:
