package io.gazetteer.asset;

import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the SDKs have no word for: the history of assets, and how many there are. */
@Path("/api/v1/assets")
@Tag(name = "Assets")
@Produces(MediaType.APPLICATION_JSON)
public class AssetResource {

  private static final int MAX_CHANGES = 1000;

  @Inject FindAssets findAssets;
  @Inject ArchiveHolds archiveHolds;

  @GET
  @Path("{guid}/changes")
  @Operation(summary = "What happened to an asset, newest first")
  public ChangeList changesOfAsset(
      @PathParam("guid") String guid,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(MAX_CHANGES) int limit) {
    return ChangeList.of(findAssets.changes(findAssets.byGuid(guid).guid(), limit));
  }

  @GET
  @Path("changes")
  @Operation(summary = "What a run did to assets: archived, changed, restored, created")
  public ChangeList changesOfRun(
      @QueryParam("run") @NotBlank String run,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(MAX_CHANGES) int limit) {
    return ChangeList.of(findAssets.changesOfRun(run, limit));
  }

  @GET
  @Path("counts")
  @Operation(summary = "Active assets by type, of one connection or of all")
  public Map<String, Long> counts(@QueryParam("connection") String connectionQualifiedName) {
    return new TreeMap<>(findAssets.countsByType(connectionQualifiedName));
  }

  @GET
  @Path("archive-holds")
  @Operation(summary = "Archiving that waits for a person, of one connection or of all")
  public HoldList holds(@QueryParam("connection") String connectionQualifiedName) {
    return new HoldList(archiveHolds.find(connectionQualifiedName));
  }

  @POST
  @Path("archive-holds/approve")
  @Operation(
      summary = "Approve what waits on a connection",
      description =
          "The next run of the workflow archives it, if by then it is exactly the list that waited."
              + " Name workflow and list to approve nothing but what was looked at.")
  public HoldList approve(
      @QueryParam("connection") @NotBlank String connectionQualifiedName,
      @QueryParam("workflow") String workflowName,
      @QueryParam("list") String list) {
    return new HoldList(archiveHolds.approve(connectionQualifiedName, workflowName, list));
  }

  /** Archiving that waits. */
  public record HoldList(List<ArchiveHold> holds) {}

  /** A list of changes. */
  public record ChangeList(List<ChangeView> changes) {

    static ChangeList of(List<AssetChange> changes) {
      return new ChangeList(changes.stream().map(ChangeView::of).toList());
    }
  }

  /**
   * One change.
   *
   * @param run the run that did it; null when a person did
   * @param by user name of the person who did it; null when a run did
   * @param attributes attribute to old and new value, a side that was absent left out; null where
   *     the kind says all
   */
  public record ChangeView(
      UUID guid,
      String typeName,
      String qualifiedName,
      String run,
      String by,
      AssetChange.Kind kind,
      @JsonRawValue String attributes,
      Instant at) {

    static ChangeView of(AssetChange change) {
      return new ChangeView(
          change.guid(),
          change.typeName(),
          change.qualifiedName(),
          change.runName().orElse(null),
          change.changedBy().orElse(null),
          change.kind(),
          change.changesJson().orElse(null),
          change.at());
    }
  }
}
