package io.gazetteer.identity;

/**
 * The user who makes a request.
 *
 * @param userId guid of the user
 * @param username sign-in name, for example {@code admin}
 */
public record Caller(String userId, String username) {}
