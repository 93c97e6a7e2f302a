"""What `storage/fsm.py` is made of: whose row a key means, what aiogram sees, who waits."""
