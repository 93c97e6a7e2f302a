"""Draws the Word templates that come with the program; an office edits its own copies in Word."""
