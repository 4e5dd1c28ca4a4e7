package io.gazetteer.objectstore.files;

import io.gazetteer.common.AppException;
import io.gazetteer.common.keys.InstallationKey;
import io.gazetteer.common.keys.InstallationKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;

/** Signs links to files, and verifies them. */
@ApplicationScoped
class FileLinks {

  /** One of the SDKs puts files only to addresses that hold the name of a known object store. */
  private static final String ACCEPTED_HOST = "amazonaws.com";

  private final InstallationKeys keys;
  private final Clock clock;

  // The keys of the installation, so that every replica reads the links of the others.
  @Inject
  FileLinks(InstallationKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Returns a link that works for anyone who has it.
   *
   * @param base address of the service as the client knows it, with a slash at the end
   */
  String link(URI base, FileKey file, String method, Duration lifetime) {
    long expires = clock.instant().plus(lifetime).getEpochSecond();
    return "%sapi/service/files/objects/%s?host=%s&method=%s&expires=%d&signature=%s"
        .formatted(
            base,
            file.escaped(),
            ACCEPTED_HOST,
            method,
            expires,
            signature(keys.current(), file, method, expires));
  }

  /**
   * Accepts a link that is signed for the method and has not expired.
   *
   * @throws AppException FILE_LINK_INVALID
   */
  void check(FileKey file, String method, String expires, String signature) {
    long end = expires.matches("\\d{1,12}") ? Long.parseLong(expires) : 0;
    byte[] sent = signature.getBytes(StandardCharsets.UTF_8);
    boolean signed =
        keys.all().stream()
            .map(key -> signature(key, file, method, end).getBytes(StandardCharsets.UTF_8))
            .anyMatch(expected -> MessageDigest.isEqual(expected, sent));
    if (!signed || clock.instant().getEpochSecond() > end) {
      throw new AppException(
          FileError.FILE_LINK_INVALID, "The link is not for this, or has expired; ask for another");
    }
  }

  private static String signature(InstallationKey key, FileKey file, String method, long expires) {
    return key.hmac("links to files", method + "\n" + expires + "\n" + file.text());
  }
}
