package io.gazetteer.objectstore.files;

import io.gazetteer.common.FieldErrors;
import io.gazetteer.common.JsonMembers;
import io.gazetteer.common.MemberReader;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hands out links with which a file is put or got. */
@ApplicationScoped
public class PresignFile {

  private static final Pattern EXPIRY = Pattern.compile("(\\d{1,6})([smh])");
  private static final Duration LONGEST = Duration.ofHours(1);

  @Inject Access access;
  @Inject FileLinks links;

  /**
   * A file that a link is wanted for.
   *
   * @param method PUT or GET
   * @param lifetime how long the link is valid; an hour at most
   */
  record Wanted(FileKey key, String method, Duration lifetime) {

    /**
     * Reads a request: {@code key}, {@code method} and {@code expiry}, which is 30 seconds if
     * missing.
     *
     * @throws io.gazetteer.common.AppException FILE_REQUEST_INVALID with every error
     */
    static Wanted read(JsonMembers body) {
      FieldErrors errors = new FieldErrors();
      MemberReader reader = new MemberReader(body, "", errors);
      Optional<FileKey> key = FileKey.read(reader.text("key").orElse(""), errors);
      String method = reader.text("method").orElse("").toUpperCase(Locale.ROOT);
      if (!method.equals("PUT") && !method.equals("GET")) {
        errors.add("method", "must be PUT or GET");
      }
      Duration lifetime = readLifetime(reader.text("expiry").orElse("30s"), errors);
      errors.throwIfAny(FileError.FILE_REQUEST_INVALID);
      return new Wanted(key.orElseThrow(), method, lifetime);
    }
  }

  /**
   * Returns a link for one file and method. Whoever has it may use it until it expires, as often as
   * they like.
   *
   * @param base address of the service as the client knows it
   * @param body {@code key}, {@code method} and {@code expiry}
   * @throws io.gazetteer.common.AppException FILE_REQUEST_INVALID with every error
   */
  String presign(URI base, JsonMembers body) {
    access.check(Action.READ_ASSET);
    Wanted wanted = Wanted.read(body);
    if (wanted.method().equals("PUT")) {
      access.check(Action.WRITE_ASSET);
    }
    return links.link(base, wanted.key(), wanted.method(), wanted.lifetime());
  }

  private static Duration readLifetime(String expiry, FieldErrors errors) {
    Matcher matcher = EXPIRY.matcher(expiry);
    if (!matcher.matches()) {
      errors.add("expiry", "must be a number and s, m or h, for example 30s");
      return Duration.ZERO;
    }
    long count = Long.parseLong(matcher.group(1));
    Duration lifetime =
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          default -> Duration.ofHours(count);
        };
    if (lifetime.isZero() || lifetime.compareTo(LONGEST) > 0) {
      errors.add("expiry", "must be from 1s to 1h");
    }
    return lifetime;
  }
}
