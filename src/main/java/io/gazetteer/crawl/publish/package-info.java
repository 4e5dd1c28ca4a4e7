/**
 * Keeps what a crawl reads and makes of it as lines, to be published when the run ends. Begin with
 * {@link io.gazetteer.crawl.publish.DatabaseLines}.
 */
package io.gazetteer.crawl.publish;
