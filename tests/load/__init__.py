"""How long what concerns many people keeps others waiting."""
