"""Questions about records that pages, prints and checks share."""
