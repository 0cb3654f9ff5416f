#!/bin/sh
# What conda runs: the extension and its header, into the environment.
set -eu
make install PREFIX="$PREFIX" CFLAGS="${CFLAGS--O2}" LDFLAGS="${LDFLAGS-}"
