"""Rehearsed crashes: many people write, the program is killed again and again, all is counted."""
