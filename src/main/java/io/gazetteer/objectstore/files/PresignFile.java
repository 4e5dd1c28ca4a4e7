package io.gazetteer.objectstore.files;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.common.AppException;
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
   * A link for one file and method. Whoever has it may use it until it expires, as often as they
   * like.
   *
   * @param base address of the service as the client knows it
   * @param body {@code key}; {@code method} PUT or GET; {@code expiry} such as {@code 30s}, an hour
   *     at most
   * @throws AppException FILE_REQUEST_INVALID with every fault
   */
  public String presign(URI base, JsonNode body) {
    String method = body == null ? "" : body.path("method").asText("").toUpperCase(Locale.ROOT);
    access.check(method.equals("PUT") ? Action.WRITE_ASSET : Action.READ_ASSET);
    if (body == null) {
      throw new AppException(FileError.FILE_REQUEST_INVALID, "The request needs a JSON body");
    }
    Faults faults = new Faults();
    Optional<FileKey> key = FileKey.read(body.path("key").asText(""), faults);
    if (!method.equals("PUT") && !method.equals("GET")) {
      faults.add("method", "must be PUT or GET");
    }
    Duration lifetime = lifetime(body.path("expiry").asText("30s"), faults);
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
