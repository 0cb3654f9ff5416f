#!/usr/bin/env python3
"""A yardstick for the gazetteer: how fast pyahocorasick finds names, whatever their case, on word boundaries.

    tests/bench/pyahocorasick.py NAMES STORIES        one name a line, one story a line
    1.6 MB/s
"""
import sys
import time

try:
    import ahocorasick
except ImportError:
    sys.exit("pyahocorasick is not installed")

automaton = ahocorasick.Automaton()
for name in open(sys.argv[1], encoding="utf-8", errors="replace"):
    name = name.rstrip("\n").lower()
    if name:
        automaton.add_word(name, len(name))
automaton.make_automaton()
stories = [line.rstrip("\n") for line in open(sys.argv[2], encoding="utf-8", errors="replace")][:4000]
found = 0
began = time.process_time()
for story in stories:
    text = story.lower()
    for end, length in automaton.iter(text):
        start = end - length + 1
        found += not (start and text[start - 1].isalnum()) and not text[end + 1 : end + 2].isalnum()
size = sum(len(story.encode()) for story in stories) / 1e6
print(f"{size / (time.process_time() - began):.1f} MB/s, {found} found")
