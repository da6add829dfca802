VERSION = "0.4"  # written into backups; the first heading of CHANGELOG.md
