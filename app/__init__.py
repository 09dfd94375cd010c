"""What the rep sees and runs: the live session, overlay, journal, exports and the command line."""
