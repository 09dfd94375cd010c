"""One rule a file, named for its id with underscores. To add one, see CONTRIBUTING.md."""
