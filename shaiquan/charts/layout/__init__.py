"""Steps in swimlanes and the wires between them: placed, routed, sized. Pure, no text."""
