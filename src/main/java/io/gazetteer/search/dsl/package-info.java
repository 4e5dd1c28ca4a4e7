/**
 * The language that clients search in: its requests, read from JSON into a sealed tree, with every
 * error gathered. Knows neither fields nor SQL. Begin with {@link
 * io.gazetteer.search.dsl.SearchRequest}.
 */
package io.gazetteer.search.dsl;
