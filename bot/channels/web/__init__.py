"""The web chat: its pages, its socket, its files; the client is in `static/`."""
