-- Fails with SQLSTATE 2201B where PostgreSQL cannot read the expression.
SELECT '' ~ :regex
