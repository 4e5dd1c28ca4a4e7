package io.gazetteer.asset.property;

import io.gazetteer.asset.Asset;
import java.util.Objects;

/** Assets as text, so that a failed comparison shows what differs. */
final class Described {

  private Described() {}

  static String of(Asset asset) {
    return String.join(
        "\n  ",
        asset.typeName() + " " + asset.qualifiedName(),
        "guid " + asset.guid(),
        "name " + asset.name(),
        "connection " + asset.connectionQualifiedName() + " " + asset.connectionName(),
        "parent " + asset.parent().map(Objects::toString).orElse("none"),
        "place " + asset.place(),
        (asset.archived() ? "archived" : "active") + ", version " + asset.version(),
        "created " + asset.createdAt() + " by " + asset.createdBy(),
        "updated " + asset.updatedAt() + " by " + asset.updatedBy(),
        "attributes " + Json.sorted(asset.attributes()),
        "last read " + asset.lastSync().map(Objects::toString).orElse("never"));
  }
}
