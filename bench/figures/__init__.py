"""What is measured of the product alone: one small program for each figure."""
