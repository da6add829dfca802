"""Reading case tasks."""
