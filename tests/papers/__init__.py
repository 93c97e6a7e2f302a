"""The papers of a played conference, made, printed and looked at."""
