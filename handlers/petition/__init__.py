"""What several conversations need to know of a petition; conversations do not know each other."""
