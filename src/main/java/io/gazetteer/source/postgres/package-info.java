/**
 * PostgreSQL as a source: reads {@code pg_catalog} in bulk by oid, one SQL file a kind. It knows no
 * assets and no runs. Begin reading at {@link io.gazetteer.source.postgres.PostgresSource}.
 */
package io.gazetteer.source.postgres;
