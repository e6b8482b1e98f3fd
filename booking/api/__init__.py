"""The JSON edge: short controllers and one map of errors."""
