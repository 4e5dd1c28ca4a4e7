/**
 * Rows and assets as the lines that a run publishes, and back; see docs/object-store.md. Begin
 * reading at {@link io.gazetteer.crawl.lines.DatabaseLines} for writing and {@link
 * io.gazetteer.crawl.lines.RowJson} for parsing.
 */
package io.gazetteer.crawl.lines;
