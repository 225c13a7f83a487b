"""What screen and paper both show, as frozen values: cells, tables, flowcharts, Markdown."""
