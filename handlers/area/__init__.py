"""The city's look at every commune's year, and the reports that both sides tick off."""
