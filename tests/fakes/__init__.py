"""Stand-ins for the outside world: each behaves as its documentation says, strictly."""
