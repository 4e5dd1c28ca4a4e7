package io.gazetteer.common;

/**
 * One thing wrong with one field of a request.
 *
 * @param field path of the field as the client wrote it, for example {@code payload[0].body.port};
 *     empty for the whole body
 * @param message what is wrong and what would be right, in words for people, without secrets
 */
public record FieldError(String field, String message) {}
