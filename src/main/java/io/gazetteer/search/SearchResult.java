package io.gazetteer.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The answer to one search.
 *
 * @param total how many rows match, on whatever page; exact
 * @param aggregations by name, in the form that Elasticsearch answers; empty when none was asked
 */
public record SearchResult<T>(long total, List<Hit<T>> hits, ObjectNode aggregations) {}
