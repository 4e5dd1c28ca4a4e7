package io.gazetteer.objectstore.files;

import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Stores a file that a client sends with its request, under a name of its own. */
@ApplicationScoped
public class ReceiveFile {

  @Inject Access access;
  @Inject FileStore files;
  @Inject Clock clock;

  /**
   * A file that a client sent.
   *
   * @param prefix beginning of its key, without a trailing slash
   * @param name name of the file at the client
   * @param content temporary file with its content
   */
  public record Sent(String prefix, String name, String contentType, Path content) {}

  /**
   * A file that was stored. Times are epoch milliseconds.
   *
   * @param fileName name under which it is stored
   * @param rawName name at the client
   * @param key under which a link for it can be asked for
   * @param extension with its dot; empty when it has none
   */
  @Schema(name = "ReceivedFile")
  public record Received(
      UUID id,
      String version,
      boolean isActive,
      long createdAt,
      long updatedAt,
      String fileName,
      String rawName,
      String key,
      String extension,
      String contentType,
      long fileSize,
      boolean isEncrypted,
      boolean isUploaded,
      long uploadedAt,
      boolean isArchived) {}

  /**
   * Stores a file.
   *
   * @throws AppException FILE_REQUEST_INVALID when prefix or name cannot be part of a key;
   *     FILE_TOO_LARGE, and nothing is stored
   */
  public Received receive(Sent sent) {
    access.check(Action.WRITE_ASSET);
    UUID id = UUID.randomUUID();
    int dot = sent.name().lastIndexOf('.');
    String extension = dot > 0 ? sent.name().substring(dot) : "";
    String fileName = id + extension;
    FieldErrors errors = new FieldErrors();
    FileKey key = FileKey.read(sent.prefix() + "/" + fileName, errors).orElse(null);
    errors.throwIfAny(FileError.FILE_REQUEST_INVALID);
    long size;
    try (InputStream content = Files.newInputStream(sent.content())) {
      size = Files.size(sent.content());
      files.put(key, content);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    long now = clock.millis();
    String type = sent.contentType() == null ? "application/octet-stream" : sent.contentType();
    return new Received(
        id,
        "1",
        true,
        now,
        now,
        fileName,
        sent.name(),
        key.text(),
        extension,
        type,
        size,
        false,
        true,
        now,
        false);
  }
}
