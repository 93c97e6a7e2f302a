"""The publish gate: nothing reaches people that only its writer has seen."""
