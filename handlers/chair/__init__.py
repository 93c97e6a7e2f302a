"""/tonghop: the chair's pack before a conference, and what is late after it."""
