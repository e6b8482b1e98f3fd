"""`python -m booking.cli`, for where the console script is not installed."""

from booking.cli import main

main()
