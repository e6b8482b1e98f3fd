"""What an interpreting costs: tariffs as dated data, priced line by line."""
