"""Mail that comes in: a listener for a relay that sends it on, a poller for a mailbox; both feed one door."""
