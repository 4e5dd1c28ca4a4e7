package io.gazetteer.connection.credential;

import java.util.List;
import java.util.UUID;

/**
 * What a rotation did.
 *
 * @param keyId the key that seals now: start of its SHA-256
 * @param rewrapped credentials that this rotation sealed with it
 * @param remaining credentials that are still sealed with an earlier key or in an earlier form; 0 =
 *     earlier keys may be taken out of the settings
 * @param unreadable those of the remaining whose secret did not open; their passwords have to be
 *     entered again
 */
public record SecretRotation(String keyId, long rewrapped, long remaining, List<UUID> unreadable) {}
