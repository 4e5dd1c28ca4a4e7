package io.gazetteer.source;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A function or procedure.
 *
 * @param schema name of its schema
 * @param argumentTypes formatted types of its input arguments, in order; with the schema and name
 *     they distinguish overloads
 * @param arguments the whole argument list as it would be written, with modes, names and defaults,
 *     one element an argument
 * @param returnType as written behind RETURNS; null for a procedure
 * @param language for example {@code plpgsql}; null where it is not known
 * @param owner role name
 * @param comment null when there is none
 * @param definition the whole CREATE statement; null where it could not be read
 * @param unread what could not be read this time; empty when all was
 * @param traits how it behaves; never null
 * @param extension the extension that it is a part of; null for none
 * @param privileges grants on it, and who has which privilege in effect; never null
 */
public record RoutineRow(
    String schema,
    String name,
    boolean procedure,
    List<String> argumentTypes,
    List<Argument> arguments,
    String returnType,
    boolean returnsSet,
    String language,
    String owner,
    String comment,
    String definition,
    Set<Unread> unread,
    Traits traits,
    String extension,
    Privileges privileges) {

  public RoutineRow {
    argumentTypes = List.copyOf(argumentTypes);
    arguments = List.copyOf(arguments);
  }

  /**
   * One argument.
   *
   * @param name null when it has none
   * @param mode IN, OUT, INOUT, VARIADIC or TABLE
   * @param defaultValue expression taken where the caller leaves the argument out; null when it has
   *     none, and in files of versions that did not read it
   * @param quotedName the name as the server quotes it, where that is not what {@link SqlNames}
   *     makes of it; null mostly
   */
  public record Argument(
      String name, String mode, String type, String defaultValue, String quotedName) {

    /** Creates an argument whose name the server quotes as usual. */
    public Argument(String name, String mode, String type, String defaultValue) {
      this(name, mode, type, defaultValue, null);
    }

    /** Creates an argument without a default. */
    public Argument(String name, String mode, String type) {
      this(name, mode, type, null);
    }

    /** The argument as a signature shows it: a mode other than IN, a name if any, and the type. */
    public String written() {
      String shown = mode.equals("IN") ? "" : mode + " ";
      if (name != null) {
        shown += (quotedName == null ? SqlNames.quoted(name) : quotedName) + " ";
      }
      return shown + type;
    }
  }

  /**
   * How a routine behaves.
   *
   * @param volatility IMMUTABLE, STABLE or VOLATILE; null where it is not known
   * @param securityDefiner whether it runs with the privileges of its owner
   * @param strict whether a null argument makes the result null without a call
   * @param parallel SAFE, RESTRICTED or UNSAFE; null where it is not known
   * @param further what else is known and not the default, by names of our own, as texts; mostly
   *     empty
   */
  public record Traits(
      String volatility,
      boolean securityDefiner,
      boolean strict,
      String parallel,
      Map<String, String> further) {

    /** Of which no more is known. */
    public Traits(String volatility, boolean securityDefiner, boolean strict, String parallel) {
      this(volatility, securityDefiner, strict, parallel, Map.of());
    }
  }
}
