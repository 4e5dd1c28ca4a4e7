-- Needs no right, reads no table; every version. Fails with SQLSTATE 2201B where the server cannot read the expression.
-- Parameter: 1 the expression, never NULL.
SELECT '' ~ ?
