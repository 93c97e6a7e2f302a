"""Zalo Bot, whole: receiving by poll or webhook, and sending."""
