package io.gazetteer.search;

import io.gazetteer.search.dsl.AggregationResult;
import java.util.List;
import java.util.Map;

/**
 * The result of one search.
 *
 * @param total how many rows match, on whatever page; exact
 * @param aggregations by name; empty if none was requested
 */
public record SearchResult<T>(
    long total, List<Hit<T>> hits, Map<String, AggregationResult> aggregations) {}
