"""The edges: command line, channels, and the one place where everything is put together."""
