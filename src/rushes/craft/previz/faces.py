"""Faces: a head cut in planes, whose brows, lids, eyes and lips act a little."""

EXPRESSIONS = ("neutral", "worried", "recognition", "fear", "resolve", "warmth")
