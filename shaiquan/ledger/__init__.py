"""Printed sheets: their words and marks, which is in force, what is to be replaced."""
