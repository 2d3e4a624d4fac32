"""The story before it is shots: premise, beats, spine, worksheet, and the gate that doubts them."""
