"""What both products of Zalo share: what was acknowledged and waits, files by address, media."""
