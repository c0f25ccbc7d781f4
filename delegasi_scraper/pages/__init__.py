"""One page in, one frozen record out: no network, clock, settings or SQL."""
