-- Waits for whoever adds names, and lets nobody add any, until the transaction ends: a name that is about to be used would
-- otherwise be taken for one that is not.
LOCK TABLE asset_name IN SHARE ROW EXCLUSIVE MODE
