"""The layout of charts: steps in swimlanes, and the wires between them. Pure, no text."""
