"""The search of large plans: strings of jobs taken out of neighbouring shifts and put in again, some ten thousand times
a second, by loops that are compiled. Loaded only where a plan is that large."""
