package io.gazetteer.connection.secret;

import io.gazetteer.common.AppException;
import io.gazetteer.common.OwnFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Reads files, in which container platforms provide secrets. */
@ApplicationScoped
class FileSecrets implements SecretReader {

  private static final int MAX_BYTES = 65_536;

  private final ReferenceRules rules;

  @Inject
  FileSecrets(ReferenceRules rules) {
    this.rules = rules;
  }

  @Override
  public SecretReference.Scheme scheme() {
    return SecretReference.Scheme.FILE;
  }

  /** Line ends at the end of the file are not part of the secret. */
  @Override
  public String read(SecretReference reference) {
    Path real;
    try {
      real = Path.of(reference.place()).toRealPath();
    } catch (AccessDeniedException denied) {
      throw denied(reference);
    } catch (IOException missing) {
      throw ReferenceFailures.unresolved(
          reference,
          "does not exist. Check the path, and that the file is mounted where this service runs");
    }
    rules.requireUsable(reference, real);
    if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
      throw ReferenceFailures.unresolved(reference, "is not a file");
    }
    requireClosed(reference, real);
    byte[] bytes;
    try (InputStream in =
        Files.newInputStream(real, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException unreadable) {
      throw denied(reference);
    }
    if (bytes.length > MAX_BYTES) {
      throw ReferenceFailures.unresolved(reference, "is larger than " + MAX_BYTES + " bytes");
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes))
          .toString()
          .replaceFirst("[\\r\\n]+$", "");
    } catch (CharacterCodingException notText) {
      throw ReferenceFailures.unresolved(reference, "is not text in UTF-8");
    }
  }

  /** Reports the path in the reference, not the one that it links to. */
  private static void requireClosed(SecretReference reference, Path real) {
    Optional<String> fault;
    try {
      fault = OwnFiles.secretFault(real);
    } catch (IOException unreadable) {
      throw denied(reference);
    }
    if (fault.isPresent()) {
      throw ReferenceFailures.unresolved(
          reference, fault.get().replace(real.toString(), reference.place()));
    }
  }

  private static AppException denied(SecretReference reference) {
    return ReferenceFailures.unresolved(
        reference,
        "exists, but this service may not read it. Check the permissions of the file and its"
            + " folders");
  }
}
