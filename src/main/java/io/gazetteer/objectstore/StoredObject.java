package io.gazetteer.objectstore;

/**
 * An object as a store lists it.
 *
 * @param key whole key
 * @param bytes its size
 */
public record StoredObject(String key, long bytes) {}
