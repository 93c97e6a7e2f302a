"""/ketluan: what the chair concluded of each matter, the notice of it, and to whom it went."""
