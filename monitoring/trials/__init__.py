"""Trials of reliability on a real web server and a real PostgreSQL, by hand: sh bench.sh trials. What they gave: docs/reliability.md.

Each trial asks over HTTP as people do, breaks something on purpose, and then reads the database. Each has a control: the
same trial on something that is broken indeed, which must be seen, or its silence would prove nothing.
"""
