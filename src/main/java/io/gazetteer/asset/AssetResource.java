package io.gazetteer.asset;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.gazetteer.common.page.Listing;
import io.gazetteer.common.page.Page;
import io.gazetteer.common.page.PageQuery;
import io.gazetteer.common.page.PageRequest;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Serves what the SDKs' API does not offer: the history of assets, and their counts. */
@Path("/api/v1/assets")
@Produces(MediaType.APPLICATION_JSON)
public class AssetResource {

  private static final Listing<ArchiveHold> HOLDS =
      new Listing<>(
          Map.of("at", hold -> Listing.sortable(hold.at())),
          hold ->
              String.join(
                  "\n", hold.connectionQualifiedName(), hold.workflowName(), hold.databaseName()));

  @Inject FindAssets findAssets;
  @Inject ArchiveHolds archiveHolds;

  @GET
  @Path("{guid}/changes")
  public Page<ChangeView> changesOfAsset(
      @PathParam("guid") String guid, @BeanParam PageQuery query) {
    PageRequest page = query.read("-at");
    return findAssets.changes(findAssets.byGuid(guid).guid(), page).map(ChangeView::of);
  }

  @GET
  @Path("changes")
  public Page<ChangeView> changesOfRun(
      @BeanParam PageQuery query, @Parameter(required = true) @QueryParam("run") String run) {
    String name = query.required("run", run);
    PageRequest page = query.read(AssetChange.PLACE_SIZE, "kind");
    return findAssets.changesOfRun(name, page).map(ChangeView::of);
  }

  @GET
  @Path("counts")
  public Map<String, Long> counts(@QueryParam("connection") String connectionQualifiedName) {
    return new TreeMap<>(findAssets.countsByType(connectionQualifiedName));
  }

  @GET
  @Path("archive-holds")
  public Page<ArchiveHold> holds(
      @BeanParam PageQuery query, @QueryParam("connection") String connectionQualifiedName) {
    Optional<String> connection = query.text("connection", connectionQualifiedName);
    PageRequest page = query.read(Listing.POSITION_SIZE, "-at", "at");
    return HOLDS.page(archiveHolds.find(connection.orElse(null)), page);
  }

  @POST
  @Path("archive-holds/approve")
  public Page<ArchiveHold> approve(
      @QueryParam("connection") @NotBlank String connectionQualifiedName,
      @QueryParam("workflow") String workflowName,
      @QueryParam("list") String list) {
    return new Page<>(
        archiveHolds.approve(connectionQualifiedName, workflowName, list), Optional.empty());
  }

  /**
   * One change.
   *
   * @param run the run that did it; null when a person did
   * @param by user name of the person who did it; null when a run did
   * @param attributes attribute to old and new value, without a side that was absent; null if the
   *     kind of change says it all
   */
  public record ChangeView(
      UUID guid,
      String typeName,
      String qualifiedName,
      @Schema(nullable = true) String run,
      @Schema(nullable = true) String by,
      AssetChange.Kind kind,
      @JsonRawValue @Schema(ref = "ChangedAttributes") String attributes,
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
