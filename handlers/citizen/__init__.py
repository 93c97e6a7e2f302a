"""What every citizen can always do: the menu, the schedule, help, their own petitions."""
