"""From card to words: the production card and the prompt a surface gets, compiled from the plan and nothing else."""
