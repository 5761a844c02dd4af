"""Random inputs for any time: `make fuzz`, or `python -m tests.fuzz text --seconds 600 --seed 7`.

Each target makes inputs from seeds (the plans and Word files of the tests, and the real ones beside the checkout where they are),
and holds what comes out against oracles that share no code with what they judge. An input is named by its target and number, and
made again from these where the seeds are the same; what was found is kept as a file.
"""
