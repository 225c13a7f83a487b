"""A made site goes to where it is served: folders, servers, stores; and is compared with it."""
