"""What is said to whom: one folder for each conversation or use case."""
