"""The Django project: plugs the app `sessions` into a server and decides nothing itself."""
