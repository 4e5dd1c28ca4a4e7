/**
 * The crawl engine: from an opened database, a server's or one from files, to assets and published
 * lines. Runs, {@code gazetteer extract} and reading files back use it; it knows neither runs nor
 * workflows. Begin reading at {@link io.gazetteer.crawl.read.ReadDatabase}.
 */
package io.gazetteer.crawl.read;
