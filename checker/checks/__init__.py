"""Checks: generic ones, and one small file per family where an algorithm is needed."""
