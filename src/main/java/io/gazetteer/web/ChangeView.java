package io.gazetteer.web;

import io.gazetteer.asset.AssetChange;
import io.gazetteer.asset.AttributeValue;
import io.gazetteer.model.Vocabulary;
import java.time.Instant;
import java.util.List;

/**
 * Something that happened to an asset, as a page shows it.
 *
 * @param path names on the way to it, without its own
 * @param run the run that did it; empty when a person did
 * @param by the person who did it; empty when a run did
 * @param details attribute by attribute; empty where the kind says all
 */
public record ChangeView(
    Badge badge,
    TypeView type,
    String guid,
    String name,
    String path,
    String run,
    String by,
    Moment when,
    List<Detail> details) {

  /**
   * An attribute that changed.
   *
   * @param before empty when it was absent
   * @param after likewise
   */
  public record Detail(String attribute, String before, String after) {

    static Detail of(AssetChange.ChangedAttribute change) {
      return new Detail(change.name(), text(change.before()), text(change.after()));
    }

    private static String text(AttributeValue side) {
      boolean nested =
          side instanceof AttributeValue.Values || side instanceof AttributeValue.Members;
      return nested ? side.json() : side.text();
    }
  }

  static ChangeView of(Vocabulary vocabulary, AssetChange change, Instant now) {
    return new ChangeView(
        Badge.of(change.kind()),
        TypeView.of(vocabulary, change.typeName()),
        change.guid().toString(),
        change.name(),
        PathNames.above(vocabulary, change.qualifiedName()),
        change.runName().orElse(""),
        change.changedBy().orElse(""),
        Moment.of(change.at(), now),
        change.changes().stream().map(Detail::of).toList());
  }
}
