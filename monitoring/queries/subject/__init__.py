"""Requests about own data, incidents with data, the notice of processing."""
