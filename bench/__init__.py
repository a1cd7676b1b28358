"""Measurements of speed, to be repeated by anybody: `make bench`."""
