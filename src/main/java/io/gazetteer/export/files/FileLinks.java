package io.gazetteer.export.files;

import io.gazetteer.common.AppException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Signs links to files, and tells whether one is signed. */
@ApplicationScoped
class FileLinks {

  private static final String ALGORITHM = "HmacSHA256";

  /** One of the SDKs puts files only to addresses that hold the name of a known object store. */
  private static final String ACCEPTED_HOST = "amazonaws.com";

  private final byte[] key;
  private final Clock clock;

  // The key of the installation, so that every replica reads the links of the others.
  @Inject
  FileLinks(@ConfigProperty(name = "gazetteer.secrets.key") String secretsKey, Clock clock) {
    this.key = hmac(secretsKey.getBytes(StandardCharsets.UTF_8), "links to files");
    this.clock = clock;
  }

  /**
   * A link that may be used by whoever has it.
   *
   * @param base address of the service as the client knows it, with a slash at the end
   */
  String link(URI base, FileKey file, String method, Duration lifetime) {
    long expires = clock.instant().plus(lifetime).getEpochSecond();
    return "%sapi/service/files/objects/%s?host=%s&method=%s&expires=%d&signature=%s"
        .formatted(
            base, file.text(), ACCEPTED_HOST, method, expires, signature(file, method, expires));
  }

  /**
   * Lets pass what is signed, for that method, and not expired.
   *
   * @throws AppException FILE_LINK_INVALID
   */
  void check(FileKey file, String method, String expires, String signature) {
    long end = expires.matches("\\d{1,12}") ? Long.parseLong(expires) : 0;
    byte[] expected = signature(file, method, end).getBytes(StandardCharsets.UTF_8);
    boolean signed = MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
    if (!signed || clock.instant().getEpochSecond() > end) {
      throw new AppException(
          FileError.FILE_LINK_INVALID, "The link is not for this, or has expired; ask for another");
    }
  }

  private String signature(FileKey file, String method, long expires) {
    return HexFormat.of().formatHex(hmac(key, method + "\n" + expires + "\n" + file.text()));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, impossible);
    }
  }
}
