"""Who may see and do what on the top floor. Views load through here: what is not yours does not exist (404)."""
