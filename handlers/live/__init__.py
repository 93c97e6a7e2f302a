"""/phien and /hoi: an online conference in session, its questions and their turns."""
