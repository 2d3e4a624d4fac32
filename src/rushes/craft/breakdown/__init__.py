"""What each scene needs: people, things, clothes, sounds and places found in a script, with the words that prove it."""
