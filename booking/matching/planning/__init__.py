"""Planning: a day or a week filled as well as it can be, then as cheaply, with the distance from the best possible."""
