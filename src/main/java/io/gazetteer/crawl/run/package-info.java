/**
 * What a crawl run does: plans a scope for each database, reads, stages, merges and reconciles it,
 * publishes, archives. Begin reading at {@link io.gazetteer.crawl.run.CrawlHandler}.
 */
package io.gazetteer.crawl.run;
