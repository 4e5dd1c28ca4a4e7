package io.gazetteer.run;

/**
 * A scope that a run will work on.
 *
 * @param name unique within the run, for a crawl the database's name
 * @param knownObjects number of objects expected, for progress; 0 if not known yet
 */
public record PlannedScope(String name, long knownObjects) {}
