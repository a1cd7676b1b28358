"""A workshop in real browsers, against the real server: what people do, see and keep."""
