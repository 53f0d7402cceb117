"""Which networks and which ways of counting give a published number."""
