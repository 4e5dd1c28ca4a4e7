/**
 * The port between a crawl and where its rows come from, a server or files that somebody wrote
 * earlier. It knows no assets and no runs. Begin reading at {@link
 * io.gazetteer.crawl.origin.Origin}.
 */
package io.gazetteer.crawl.origin;
