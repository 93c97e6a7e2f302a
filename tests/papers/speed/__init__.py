"""How long a long paper takes."""
