"""The command ``export``: records as Word files, lists as workbooks that are edited."""
