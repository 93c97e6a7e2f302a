"""A commune's figures as pictures."""
