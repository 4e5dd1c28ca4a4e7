/**
 * What a run does: plans a scope for each database, extracts, stages, merges and reconciles. It
 * brings the features together and knows no HTTP. Begin reading at {@link
 * io.gazetteer.crawl.CrawlHandler}.
 */
package io.gazetteer.crawl;
