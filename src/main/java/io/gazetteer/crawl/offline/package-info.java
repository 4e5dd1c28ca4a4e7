/**
 * Reads rows from an object store: published runs, and the files of an older extractor. It never
 * connects to a source. Begin reading at {@link io.gazetteer.crawl.offline.OfflineFiles}; the
 * formats are in docs/object-store.md.
 */
package io.gazetteer.crawl.offline;
