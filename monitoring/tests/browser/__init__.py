"""What only a real browser shows. Run with `-m browser`; needs Debian's chromium and playwright."""
