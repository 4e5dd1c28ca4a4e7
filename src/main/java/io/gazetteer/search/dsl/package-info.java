/**
 * The query language of clients, a subset of Elasticsearch's: parses requests from JSON into a
 * sealed tree and collects every error. Knows neither fields nor SQL. Begin with {@link
 * io.gazetteer.search.dsl.SearchRequest}.
 */
package io.gazetteer.search.dsl;
