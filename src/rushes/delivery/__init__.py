"""What leaves the studio: lists and timelines for other programs, and the handoff an editor gets."""
