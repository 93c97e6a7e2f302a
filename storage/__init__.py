"""Tables, the one way to run work in a transaction, and queries by name."""
