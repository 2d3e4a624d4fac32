"""The shot card: a shot's structured plan, its closed vocabulary, pass standard and lint; and the assets it names."""
