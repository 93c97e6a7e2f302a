"""The board of work: what waits for a member of staff, by what their roles may do."""
