"""Opinions are sorted: classified, grouped, put on a conference, given to agencies, sent on."""
