"""plancheck.html: the whole of plancheck in one page that opens without installation and without a network."""
