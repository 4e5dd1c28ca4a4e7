package io.gazetteer.run;

/**
 * A scope that a run will work on.
 *
 * @param name unique within the run, for a crawl the database's name
 * @param knownObjects how many objects are expected, for progress; 0 when not known yet
 */
public record PlannedScope(String name, long knownObjects) {}
