"""Writes docs/life.md: `PYTHONPATH=tests .venv/bin/python -m diagrams`."""

from diagrams.page import PATH, written

PATH.write_text(written(), encoding="utf-8")
print(f"written: {PATH}")
