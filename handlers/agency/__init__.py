"""Agencies: what they were given, what they answer, the time they ask for, what is not theirs."""
