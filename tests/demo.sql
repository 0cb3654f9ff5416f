.load ./newsext
.mode box
.print 'newsext on tests/corpus. A sentence, found among others:'
SELECT n, sentence FROM sentences('Gen. Dunford left. He was calm.');
