package io.gazetteer.source;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What of a server to read. All regular expressions are PostgreSQL's own and already anchored to
 * the whole name; they reach the source as bound parameters.
 *
 * @param include rules of which one must hold; empty = everything
 * @param exclude rules of which none may hold; they win over {@code include}
 * @param excludedRelations names of tables and views to exclude; empty = none
 * @param views whether views and materialised views are read; false = none is
 * @param emptyTables whether tables are read that the source's statistics know to have no row;
 *     false = only others, those never analysed among them
 * @param extensionSchemas whether schemas that an extension made for itself are read like others;
 *     false = only those whose one name an include rule means ({@link Rule#schemaName})
 */
public record Selection(
    List<Rule> include,
    List<Rule> exclude,
    Optional<String> excludedRelations,
    boolean views,
    boolean emptyTables,
    boolean extensionSchemas) {

  public static final Selection ALL = new Selection(List.of(), List.of(), Optional.empty());

  private static final String HEAD = "^(?:";
  private static final String TAIL = ")$";

  /** Names made of these mean nothing but themselves in an expression. */
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_ @~%&,;:/='-]+");

  /** One that excludes what extensions keep in schemas of their own. */
  public Selection(List<Rule> include, List<Rule> exclude, Optional<String> excludedRelations) {
    this(include, exclude, excludedRelations, true, true, false);
  }

  /** The kinds of relations to exclude whatever their names: v = views, e = empty tables. */
  public String excludedKinds() {
    return (views ? "" : "v") + (emptyTables ? "" : "e");
  }

  /** One that reads views and empty tables. */
  public Selection(
      List<Rule> include,
      List<Rule> exclude,
      Optional<String> excludedRelations,
      boolean extensionSchemas) {
    this(include, exclude, excludedRelations, true, true, extensionSchemas);
  }

  public Selection {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /**
   * Whether a database is read: the one that the connection names, those that include rules name,
   * and where neither names any, all but templates; an exclude rule always wins.
   *
   * @param named the database that the connection names; empty = none
   */
  public boolean wants(DatabaseListing listing, Optional<String> named) {
    boolean everything = named.isEmpty() && include.isEmpty();
    boolean wanted =
        named.filter(listing.name()::equals).isPresent()
            || listing.included()
            || (everything && !listing.template());
    return wanted && !listing.excluded();
  }

  /** An expression of a rule as people wrote it, without what makes it match whole names. */
  public static String asWritten(String anchored) {
    boolean ours = anchored.startsWith(HEAD) && anchored.endsWith(TAIL);
    return ours ? anchored.substring(HEAD.length(), anchored.length() - TAIL.length()) : anchored;
  }

  /** An expression for messages: the name where it means one, else as people wrote it. */
  public static String shown(String anchored) {
    return onlyName(anchored).orElseGet(() -> asWritten(anchored));
  }

  /** The one name that an expression matches; empty where it may match several. */
  public static Optional<String> onlyName(String anchored) {
    String written = asWritten(anchored);
    if (written.equals(anchored)) {
      return Optional.empty();
    }
    String name = written.replaceAll("^\\^|\\$$", "");
    return PLAIN.matcher(name).matches() ? Optional.of(name) : Optional.empty();
  }

  /**
   * A pair of names.
   *
   * @param database regular expression over the database's name
   * @param schema regular expression over the schema's name; empty = each schema
   */
  public record Rule(String database, Optional<String> schema) {

    /** The one schema that it means; empty where it means several, or each. */
    public Optional<String> schemaName() {
      return schema.flatMap(Selection::onlyName);
    }
  }
}
