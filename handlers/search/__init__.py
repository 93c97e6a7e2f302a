"""Looking for petitions by words (/tim)."""
