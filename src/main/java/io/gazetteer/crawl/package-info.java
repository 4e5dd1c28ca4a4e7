/**
 * Crawling: {@link io.gazetteer.crawl.read} is the engine, {@link io.gazetteer.crawl.server} and
 * {@link io.gazetteer.crawl.offline} are where its rows come from, {@link io.gazetteer.crawl.lines}
 * writes and parses the published lines, {@link io.gazetteer.crawl.run} is what a run does, and
 * {@link io.gazetteer.crawl.extract} extracts to files without a service. This package contains
 * what they share.
 */
package io.gazetteer.crawl;
