"""One recipe for a site: what is remembered, what is made anew, how the work is shared."""
