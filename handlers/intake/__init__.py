"""Registering a question or petition: from consent to the receipt with its code."""
