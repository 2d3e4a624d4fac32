"""Papers people read: storyboards, shot lists, pitches and sheets as PDF and HTML, drawn from plain values."""
