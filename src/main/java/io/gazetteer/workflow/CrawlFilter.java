package io.gazetteer.workflow;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a crawl reads. Expressions are PostgreSQL's, as written; {@link RegexAnchor#anchored} makes
 * them match whole names.
 *
 * @param include database expression to schema expressions; empty map = everything; an empty list =
 *     the whole database
 * @param exclude likewise, and wins over include; empty map = nothing
 * @param tableRegex tables and views whose name matches are left out; empty = none
 * @param archiveFilteredOut whether a run archives what it knows of, what is left out here and what
 *     no other workflow reads; false = narrowing archives nothing
 */
public record CrawlFilter(
    Map<String, List<String>> include,
    Map<String, List<String>> exclude,
    Optional<String> tableRegex,
    boolean archiveFilteredOut) {}
