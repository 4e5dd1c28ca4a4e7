/**
 * Assembly: start-up with or without an embedded PostgreSQL, the sample source, readiness checks,
 * exception mapping. It imports everything and is imported by nothing. Begin reading at {@link
 * io.gazetteer.Gazetteer}.
 */
package io.gazetteer;
