package io.gazetteer.connection.credential;

import java.util.List;
import java.util.UUID;

/**
 * The result of a rotation.
 *
 * @param keyId id of the current key: start of its SHA-256
 * @param rewrapped credentials that this rotation encrypted with it
 * @param remaining credentials that still use an earlier key or form; 0 = earlier keys can be
 *     removed from the settings
 * @param unreadable those of the remaining whose secret cannot be decrypted; their passwords must
 *     be entered again
 */
public record SecretRotation(String keyId, long rewrapped, long remaining, List<UUID> unreadable) {}
