/**
 * Rows as PostgreSQL's COPY sends them. Knows neither catalogs nor what is made of them. Begin with
 * {@link io.gazetteer.source.postgres.copy.CopyStream}.
 */
package io.gazetteer.source.postgres.copy;
