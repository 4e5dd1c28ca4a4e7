-- How many stored secrets name which key of the installation.
SELECT secret_key_id, count(*)
FROM credential
WHERE secret IS NOT NULL
GROUP BY secret_key_id
