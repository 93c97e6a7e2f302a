"""What the clock says unasked: staff's mornings, the day before a conference, nudges, questions."""
