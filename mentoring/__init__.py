VERSION = "0.5"  # written into backups; the first heading of CHANGELOG.md
