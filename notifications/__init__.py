"""How messages leave: claimed, sent, settled; tried again, or given up with a reason."""
