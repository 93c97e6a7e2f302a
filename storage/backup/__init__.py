"""Backups: made while the program runs, whole or not at all, checked, and brought back."""
