package io.gazetteer.search;

import io.gazetteer.search.dsl.AggregationResult;
import java.util.List;
import java.util.Map;

/**
 * The answer to one search.
 *
 * @param total how many rows match, on whatever page; exact
 * @param aggregations by name; empty when none was asked for
 */
public record SearchResult<T>(
    long total, List<Hit<T>> hits, Map<String, AggregationResult> aggregations) {}
