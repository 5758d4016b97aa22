"""Pure mathematics of the craft. Nothing here imports anything of ours."""
