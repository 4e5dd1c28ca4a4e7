/**
 * Rows from a server: lists its databases and opens them. Begin reading at {@link
 * io.gazetteer.crawl.server.ServerOrigin}.
 */
package io.gazetteer.crawl.server;
