/**
 * Extraction without a service and without a catalog database, as {@code gazetteer extract} does
 * it. Begin reading at {@link io.gazetteer.crawl.extract.Extraction}.
 */
package io.gazetteer.crawl.extract;
