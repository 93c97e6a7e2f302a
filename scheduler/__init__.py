"""What happens by the clock and not because somebody wrote."""
