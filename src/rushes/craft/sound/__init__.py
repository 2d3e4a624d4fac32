"""The sound department: lines spoken, rooms and noises made, a sparse score, the mix; numpy only, seeded by hand."""
