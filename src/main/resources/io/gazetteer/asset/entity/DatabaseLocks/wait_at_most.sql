-- How long this transaction waits for a crawl that is writing.
SET LOCAL lock_timeout = '10s'
