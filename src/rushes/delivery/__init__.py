"""The line from folder to film, with the desk, boards and dailies on the way; and what leaves the studio."""
