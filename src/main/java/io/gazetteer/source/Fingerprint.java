package io.gazetteer.source;

/**
 * What a source needs to recognise a database that is unchanged. Only the source that took it can
 * make anything of it.
 *
 * @param text never null; holds no secret, and may be kept as long as one likes
 */
public record Fingerprint(String text) {}
