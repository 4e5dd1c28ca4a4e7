package io.gazetteer.api.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.api.JsonText;
import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.connection.credential.CredentialInput;
import io.gazetteer.connection.credential.CredentialRequest;
import io.gazetteer.workflow.CrawlFilter;
import io.gazetteer.workflow.FilterReader;
import io.gazetteer.workflow.ServiceError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads bodies in the application's form, and finds everything wrong with them. */
@ApplicationScoped
class ServiceReader {

  static final String CREDENTIALS = "credentials";
  static final String CREDENTIAL_GUID = "credential_guid";
  private static final String INCLUDE = "include-filter";
  private static final String EXCLUDE = "exclude-filter";
  private static final String TABLES = "temp-table-regex";

  private static final Pattern GUID =
      Pattern.compile("(?:credential_)?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})");
  private static final String EXTRA = "extra";

  /** Members of extra that some clients send beside it. */
  private static final Set<String> OF_EXTRA = Set.of("database", "dbuser");

  @Inject FilterReader filters;

  /**
   * Who is to sign in: one of the two is there.
   *
   * @param sent a credential in the request; never printed
   * @param stored the guid of a stored one
   */
  record Signer(Optional<CredentialRequest> sent, Optional<UUID> stored) {}

  static JsonNode present(JsonNode body) {
    if (body == null || !body.isObject()) {
      throw new AppException(
          ServiceError.SERVICE_REQUEST_INVALID, "The request needs a JSON object as its body");
    }
    return body;
  }

  /**
   * The credential of a request: flat in the body, under {@code credentials} flat or as a list of
   * keys and values, or stored and named by {@code credential_guid}.
   *
   * @return what could be read; must not be used if there are errors
   */
  Signer signer(JsonNode body, FieldErrors errors) {
    Optional<UUID> stored = stored(body, errors);
    if (stored.isPresent() || !errors.isEmpty()) {
      return new Signer(Optional.empty(), stored);
    }
    boolean nested = body.hasNonNull(CREDENTIALS);
    ObjectNode flat =
        nested
            ? credential(body.get(CREDENTIALS), CREDENTIALS, errors)
            : credential(body, "", errors);
    String path = nested ? CREDENTIALS : "";
    CredentialInput input =
        CredentialInput.read(JsonText.members(flat, path, errors), path, errors);
    CredentialRequest request = CredentialRequest.read(input, path, true, errors);
    return new Signer(Optional.of(request), Optional.empty());
  }

  /** The stored credential that a body names; empty where it names none. */
  Optional<UUID> stored(JsonNode body, FieldErrors errors) {
    JsonNode named = body.path(CREDENTIAL_GUID);
    if (named.isMissingNode() || named.isNull() || body.hasNonNull(CREDENTIALS)) {
      return Optional.empty();
    }
    Optional<UUID> guid = guid(named.asText(""));
    if (guid.isEmpty()) {
      errors.add(CREDENTIAL_GUID, "must be the guid of a stored credential");
    }
    return guid;
  }

  /** A guid, with or without the word that the application puts before those of credentials. */
  static Optional<UUID> guid(String text) {
    return Optional.of(GUID.matcher(text))
        .filter(Matcher::matches)
        .map(found -> UUID.fromString(found.group(1)));
  }

  /**
   * A credential as one object with an object {@code extra}, whichever of the application's forms
   * it came in.
   *
   * @param path where it stands in the request
   */
  ObjectNode credential(JsonNode sent, String path, FieldErrors errors) {
    ObjectNode flat = JsonNodeFactory.instance.objectNode();
    String prefix = path.isEmpty() ? "" : path + ".";
    if (sent.isArray()) {
      for (int i = 0; i < sent.size(); i++) {
        String key = sent.get(i).path("key").textValue();
        if (key == null || key.isEmpty()) {
          errors.add(path + "[" + i + "].key", "must be the name of a member as text");
        } else {
          flat.set(key, sent.get(i).path("value"));
        }
      }
    } else {
      JsonNode object = JsonText.object(sent, path.isEmpty() ? "body" : path, errors);
      object.properties().forEach(entry -> flat.set(entry.getKey(), entry.getValue()));
    }
    ObjectNode extra = JsonNodeFactory.instance.objectNode();
    JsonNode given = flat.path(EXTRA);
    boolean blank = given.isTextual() && given.textValue().isBlank();
    if (!given.isMissingNode() && !given.isNull() && !blank) {
      JsonText.object(given, prefix + EXTRA, errors)
          .properties()
          .forEach(entry -> extra.set(entry.getKey(), entry.getValue()));
    }
    ObjectNode credential = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : flat.properties()) {
      String key = entry.getKey();
      if (key.startsWith(EXTRA + ".")) {
        extra.set(key.substring(EXTRA.length() + 1), entry.getValue());
      } else if (OF_EXTRA.contains(key) || key.startsWith("aws_") || key.startsWith("ssl")) {
        extra.putIfAbsent(key, entry.getValue());
      } else if (!key.equals(EXTRA)) {
        credential.set(key, entry.getValue());
      }
    }
    credential.set(EXTRA, extra);
    return credential;
  }

  /**
   * The filters of a request's {@code metadata}.
   *
   * @return what could be read; must not be used if there are errors
   */
  CrawlFilter filter(JsonNode body, FieldErrors errors) {
    JsonNode metadata = metadata(body, errors);
    String tables = JsonText.text(metadata.path(TABLES), "metadata." + TABLES, errors);
    return new CrawlFilter(
        filters.filter(JsonText.of(metadata.path(INCLUDE)), "metadata." + INCLUDE, errors),
        filters.filter(JsonText.of(metadata.path(EXCLUDE)), "metadata." + EXCLUDE, errors),
        filters.tableRegex(tables, "metadata." + TABLES, errors),
        !flag(metadata, CrawlFilter.EXCLUDE_VIEWS, errors),
        !flag(metadata, CrawlFilter.EXCLUDE_EMPTY_TABLES, errors),
        false,
        false);
  }

  /**
   * True or false, as such or as text; absent, null and empty all mean false.
   *
   * @param name dashes in place of its underscores are as good
   */
  private static boolean flag(JsonNode metadata, String name, FieldErrors errors) {
    String dashed = name.replace('_', '-');
    String found = metadata.has(dashed) ? dashed : name;
    return JsonText.flag(metadata.path(found), "metadata." + found, errors);
  }

  /** The metadata of a request as an object; an empty one where there is none. */
  JsonNode metadata(JsonNode body, FieldErrors errors) {
    JsonNode sent = body.path("metadata");
    return sent.isMissingNode() || sent.isNull()
        ? JsonNodeFactory.instance.objectNode()
        : JsonText.object(sent, "metadata", errors);
  }
}
