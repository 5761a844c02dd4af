"""One verb per file: `add_arguments(parser)` and `main(args) -> exit code`."""
