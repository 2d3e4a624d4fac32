"""Characters, places, props: what must stay the same from shot to shot, in versions that are never changed."""
