"""Middle floor: personalized programs, their plan, approval, meetings."""
