"""Everything that people read, in Vietnamese first, and how dates and words are written."""
