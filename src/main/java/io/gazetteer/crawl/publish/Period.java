package io.gazetteer.crawl.publish;

import java.time.Instant;

/** When something began and had ended. */
public record Period(Instant from, Instant to) {}
