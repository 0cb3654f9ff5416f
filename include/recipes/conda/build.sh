#!/bin/sh
# What conda runs: the extension and its header, into the environment, whose libraries the build's own tools take as well.
set -eu
export CPATH="$PREFIX/include" LIBRARY_PATH="$PREFIX/lib" LD_RUN_PATH="$PREFIX/lib"
make install PREFIX="$PREFIX" CFLAGS="${CFLAGS--O2}" LDFLAGS="${LDFLAGS-}" ZLIB=-lz ZSTD=-lzstd
