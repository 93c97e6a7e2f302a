"""Who the staff are: inviting, changing and taking away roles, handing over while on leave."""
