"""What a new office begins with: the reference data, and the fictional municipality of Fjordby."""
