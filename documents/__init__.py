"""Papers: made from frozen view objects, without queries."""
