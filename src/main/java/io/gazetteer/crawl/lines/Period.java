package io.gazetteer.crawl.lines;

import java.time.Instant;

/** When something began and ended. */
public record Period(Instant from, Instant to) {}
