package io.gazetteer.crawl.read;

import io.gazetteer.source.Selection;
import io.gazetteer.source.Source;

/**
 * The database that is read, and where its assets belong.
 *
 * @param connectionQualifiedName the connection that contains the assets
 * @param source the kind of server that the rows are from
 */
public record DatabaseScope(
    String connectionQualifiedName, String database, Source source, Selection selection) {}
