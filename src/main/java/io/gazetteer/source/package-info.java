/**
 * The port of a system that can be crawled: what to read, the typed rows that come back, and how
 * its errors are explained. It knows no assets, no runs and no HTTP. Begin reading at {@link
 * io.gazetteer.source.Source}.
 */
package io.gazetteer.source;
