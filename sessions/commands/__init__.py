"""Everything that changes a session: one function per thing a person can do.

Each locks the session row, asks `access.rules`, saves named fields, writes the audit entry where
one is due, and announces last. What is in the way is raised as a refusal; nothing is half done.
"""
