"""The story before the film: card, beats, spine and worksheet, the gate that doubts them, and questions to a model."""
