package io.gazetteer.common;

import java.util.List;
import java.util.Optional;

/**
 * Reads members of a JSON object by type and notes each one of another type. Numbers are never
 * rounded, and lists and objects never become texts. What was read must not be used if there are
 * errors.
 *
 * @param prefix of names in the errors; may be empty
 */
public record MemberReader(JsonMembers members, String prefix, FieldErrors errors) {

  /** Returns a text; empty if it is absent or null. */
  public Optional<String> text(String name) {
    if (!members.has(name)) {
      return Optional.empty();
    }
    if (!members.isText(name)) {
      errors.add(prefix + name, "must be text");
    }
    return Optional.of(members.written(name));
  }

  /** Returns a list of texts that are not blank; empty if it is absent or null. */
  public List<String> texts(String name) {
    if (!members.has(name)) {
      return List.of();
    }
    Optional<List<String>> texts = members.texts(name);
    if (texts.isEmpty()) {
      errors.add(prefix + name, "must be a list of texts");
      return List.of();
    }
    if (texts.get().stream().anyMatch(String::isBlank)) {
      errors.add(prefix + name, "must hold texts that are not blank");
    }
    return texts.get();
  }

  /** Returns true or false, sent as such or as text; empty if it is absent or null. */
  public Optional<Boolean> flag(String name) {
    if (!members.has(name)) {
      return Optional.empty();
    }
    String text = members.written(name);
    if (!text.equals("true") && !text.equals("false")) {
      errors.add(prefix + name, "must be true or false");
    }
    return Optional.of(Boolean.valueOf(text));
  }

  /** Returns a whole number, sent as such or as text; empty if it is absent or null. */
  public Optional<Long> number(String name) {
    if (!members.has(name)) {
      return Optional.empty();
    }
    String text = members.written(name);
    if (!text.matches("[0-9]{1,15}")) {
      errors.add(prefix + name, "must be a whole number");
      return Optional.empty();
    }
    return Optional.of(Long.valueOf(text));
  }

  /** Returns the members of an object; none if it is absent or null. */
  public JsonMembers object(String name) {
    if (!members.has(name)) {
      return JsonMembers.NONE;
    }
    Optional<JsonMembers> object = members.object(name);
    if (object.isEmpty()) {
      errors.add(prefix + name, "must be an object");
    }
    return object.orElse(JsonMembers.NONE);
  }
}
