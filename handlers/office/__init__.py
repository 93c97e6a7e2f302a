"""The office's commands: what waits, one petition with its files, the two decisions."""
