"""Staff: joining by a one-time code, the idle session, leaving."""
