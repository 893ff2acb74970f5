"""People who sign in: accounts, tokens, and who acts."""
