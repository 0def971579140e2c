"""The services of a production site on loopback: `make stack` starts them, `make stack-test` proves docs/operating.md."""
