"""The office's papers: each is composed here from rows into a view that a template shows."""
