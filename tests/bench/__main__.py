"""Runs the measurements as ``python -m bench``."""

from bench import commands

commands(prog_name="bench")
