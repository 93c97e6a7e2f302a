"""After sending: add, correct, withdraw; and what an edited message changes."""
