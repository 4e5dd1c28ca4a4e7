package io.gazetteer.source;

import io.gazetteer.model.AssetKind;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An object of any kind that has no row type of its own.
 *
 * @param schema name of the schema it is in; null for an object of the database or the server
 * @param relation the relation that it belongs to, as an index does; null for all else
 * @param name its name
 * @param identity what distinguishes it from others of the same kind and name in the same place:
 *     its name, with argument types where it can be overloaded
 * @param owner role name; null for what has no owner of its own
 * @param comment null when there is none
 * @param definition the statement that makes it, or the part of one that says what it is; null for
 *     what has none and where it could not be read
 * @param unread what could not be read this time; empty when all was
 * @param attributes what else is known: texts, whole numbers, truth values, lists and maps of
 *     those; an absent name means that it does not apply
 * @param statistics counters, which change without a change of the object; empty if there are none
 * @param extension the extension that it is a part of; null for none
 */
public record ObjectRow(
    AssetKind kind,
    String schema,
    ColumnRow.RelationRef relation,
    String name,
    String identity,
    String owner,
    String comment,
    String definition,
    Set<Unread> unread,
    Map<String, Object> attributes,
    Map<String, Long> statistics,
    String extension) {

  private static final Set<Unread> OF_DEFINITION =
      Set.of(Unread.DEFINITION, Unread.COLUMNS, Unread.PREDICATE);

  /** The same with the definition that was read apart, and with it all that hangs on it. */
  public ObjectRow withDefinition(String read) {
    return new ObjectRow(
        kind,
        schema,
        relation,
        name,
        identity,
        owner,
        comment,
        read,
        unread.stream()
            .filter(part -> !OF_DEFINITION.contains(part))
            .collect(Collectors.toUnmodifiableSet()),
        attributes,
        statistics,
        extension);
  }
}
