"""Who comes to a conference: seats, the waiting list, the list of delegates, who speaks when."""
