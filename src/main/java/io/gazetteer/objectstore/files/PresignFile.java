package io.gazetteer.objectstore.files;

import io.gazetteer.common.Faults;
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
   * @param expiry for example {@code 30s}; an hour at most
   */
  public record Wanted(String key, String method, String expiry) {}

  /**
   * A link for one file and method. Whoever has it may use it until it expires, as often as they
   * like.
   *
   * @param base address of the service as the client knows it
   * @throws io.gazetteer.common.AppException FILE_REQUEST_INVALID with every invalid field
   */
  public String presign(URI base, Wanted wanted) {
    String method = wanted.method().toUpperCase(Locale.ROOT);
    access.check(method.equals("PUT") ? Action.WRITE_ASSET : Action.READ_ASSET);
    Faults faults = new Faults();
    Optional<FileKey> key = FileKey.read(wanted.key(), faults);
    if (!method.equals("PUT") && !method.equals("GET")) {
      faults.add("method", "must be PUT or GET");
    }
    Duration lifetime = lifetime(wanted.expiry(), faults);
    faults.throwIfAny(FileError.FILE_REQUEST_INVALID);
    return links.link(base, key.orElseThrow(), method, lifetime);
  }

  private static Duration lifetime(String expiry, Faults faults) {
    Matcher matcher = EXPIRY.matcher(expiry);
    if (!matcher.matches()) {
      faults.add("expiry", "must be a number and s, m or h, for example 30s");
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
      faults.add("expiry", "must be from 1s to 1h");
    }
    return lifetime;
  }
}
