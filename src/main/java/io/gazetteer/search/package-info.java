/**
 * Compiles the JSON query language of the SDKs, read by {@code dsl}, into SQL with bound values. It
 * knows neither what is searched nor who asks: each index brings its own map of fields. Begin
 * reading at {@link io.gazetteer.search.SearchIndex}.
 */
package io.gazetteer.search;
