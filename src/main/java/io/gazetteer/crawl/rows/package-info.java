/**
 * Rows of a source as lines of JSON and back, see docs/object-store.md. Begin with {@link
 * io.gazetteer.crawl.rows.RowJson}.
 */
package io.gazetteer.crawl.rows;
