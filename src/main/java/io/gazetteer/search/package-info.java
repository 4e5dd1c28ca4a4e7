/**
 * Compiles the JSON query language of the SDKs, read by {@code dsl}, into SQL with bound values. It
 * knows neither assets nor users: each {@link io.gazetteer.search.SearchIndex} brings its own map
 * of fields. Begin with {@link io.gazetteer.search.Searcher}, which admits a search and opens its
 * transaction; {@code HitReader} reads the page of hits, {@code MatchingRows} counts the rows,
 * {@code AggregationRunner} computes the aggregations, and all of them run their SQL through {@code
 * StatementRunner}, which limits time and size. {@code QueryCompiler} compiles queries to
 * conditions.
 *
 * <p>The rows of an index may be spread over several {@link io.gazetteer.search.SearchTable
 * tables}. Each of them is asked by SQL of its own ({@code TableRows}, {@code TablePage}), all of
 * them in one statement ({@code PageStatement}).
 */
package io.gazetteer.search;
