"""Telegram, whole: receiving by long poll or webhook, and sending.

Importing this costs nothing; `account` loads python-telegram-bot.
"""

import os

# The library's own switch: durations as timedelta. Without it each 429 raises a warning.
os.environ.setdefault("PTB_TIMEDELTA", "true")
