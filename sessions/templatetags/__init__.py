"""What templates may call: icons and form controls."""
