"""Reading surveys: the desk, the draft, answering, named answers, the released result."""
