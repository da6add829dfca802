"""The mentoring year as one story: steps that any hands can take (`hands.py`), from an empty college to the dashboard."""
