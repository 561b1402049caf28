"""What is measured, each in a process of its own so that memory is that of this step alone.

`python -m benchmarks.steps NAME --cases N` runs one step on the data in DATA_DIR and prints its figures as JSON.
"""
