"""Zalo Official Account, whole: its webhook, its tokens, and sending."""
