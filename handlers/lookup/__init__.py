"""Looking a petition up by its code and secret, from any channel."""
