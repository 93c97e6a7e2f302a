"""The clock of conferences and petitions: dates that start, move, stop and are told of.

`opening` makes the time limits, `happening` writes one event, `frame` says by what a conference's
are counted, `following` brings those in line that were counted by something else.
"""
