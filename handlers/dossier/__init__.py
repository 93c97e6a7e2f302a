"""The office looks after a dossier: what is there, what is missing, the whole of it."""
