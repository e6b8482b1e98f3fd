"""What the State refunds: dated rules, exactly one for each interpreting."""
