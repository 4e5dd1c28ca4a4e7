package io.gazetteer.model;

import static io.gazetteer.model.Attribute.flag;
import static io.gazetteer.model.Attribute.list;
import static io.gazetteer.model.Attribute.number;
import static io.gazetteer.model.Attribute.text;
import static io.gazetteer.model.Attribute.time;

import java.util.List;
import java.util.stream.Stream;

/** Attributes that assets of every kind may have. */
final class CommonAttributes {

  private static final List<Attribute> CRAWLED =
      List.of(
          text("name"),
          text("qualifiedName"),
          text("fullName"),
          text("sourceOwners").labelled("Owner").asEditable(),
          text("description").asEditable());

  private static final List<Attribute> CURATED =
      Stream.of(
              text("displayName").asEditable(),
              text("userDescription").labelled("Description").asEditable(),
              list("ownerUsers").labelled("Owners").asEditable(),
              list("ownerGroups").labelled("Owning groups").asEditable(),
              list("viewerUsers").labelled("Viewers").asEditable(),
              list("viewerGroups").labelled("Viewing groups").asEditable(),
              list("assetTags").labelled("Tags").asEditable(),
              list("starredBy").asEditable(),
              text("certificateStatus")
                  .labelled("Certificate")
                  .oneOf("DRAFT", "VERIFIED", "DEPRECATED"),
              text("certificateStatusMessage").labelled("Certificate message").asEditable(),
              text("certificateUpdatedBy"),
              time("certificateUpdatedAt"),
              text("announcementType")
                  .labelled("Announcement")
                  .oneOf("information", "issue", "warning"),
              text("announcementTitle").asEditable(),
              text("announcementMessage").asEditable(),
              text("announcementUpdatedBy"),
              time("announcementUpdatedAt"))
          .map(attribute -> attribute.from(Origin.CURATED))
          .toList();

  /** What clients may bring; people's values stand over it. */
  private static final List<Attribute> IMPORTED =
      Stream.of(
              list("adminUsers").labelled("Administrators"),
              list("adminGroups").labelled("Administrating groups"),
              list("adminRoles").labelled("Administrating roles"),
              text("alias"),
              text("subType").labelled("Kind"),
              text("sourceURL").labelled("Link to the source"),
              text("sourceEmbedURL").labelled("Embedded view"),
              text("assetIcon").labelled("Icon"),
              text("assetThemeHex").labelled("Colour"),
              text("assetCoverImage").labelled("Cover image"),
              text("lexicographicalSortOrder").labelled("Sort order"),
              flag("isDiscoverable"),
              flag("isEditable"))
          .map(attribute -> attribute.from(Origin.IMPORTED).asEditable())
          .toList();

  private static final List<Attribute> DERIVED =
      Stream.of(
              text("connectionName").labelled("Connection"),
              text("connectionQualifiedName"),
              text("connectorName").labelled("Connector"),
              text("databaseName").labelled("Database"),
              text("databaseQualifiedName"),
              text("schemaName").labelled("Schema"),
              text("schemaQualifiedName"),
              text("tableName").labelled("Table"),
              text("tableQualifiedName"),
              text("viewName").labelled("View"),
              text("viewQualifiedName"),
              text("lastSyncWorkflowName").labelled("Last read by workflow"),
              text("lastSyncRun").labelled("Last read by run"),
              time("lastSyncRunAt").labelled("Last read"),
              flag("__hasLineage").labelled("Has lineage"),
              number("popularityScore"),
              number("viewScore"),
              number("queryCount").labelled("Queries"),
              number("queryUserCount").labelled("Users of queries"))
          .map(attribute -> attribute.from(Origin.DERIVED))
          .toList();

  static final List<Attribute> ALL =
      Stream.of(CRAWLED, CURATED, IMPORTED, DERIVED).flatMap(List::stream).toList();

  private CommonAttributes() {}
}
