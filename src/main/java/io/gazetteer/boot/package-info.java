/**
 * Start-up and shutdown: the embedded PostgreSQL, the data folder, the sample source and the checks
 * before the service starts. It may import everything and is imported by nothing. Begin reading at
 * {@link io.gazetteer.boot.Gazetteer}.
 */
package io.gazetteer.boot;
