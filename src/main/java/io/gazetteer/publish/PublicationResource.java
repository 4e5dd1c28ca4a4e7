package io.gazetteer.publish;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** What a run published. */
@Path("/api/v1/runs/{name}/publication")
public class PublicationResource {

  @Inject FindPublications findPublications;

  /** Where it stands, and its files. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public PublicationView get(@PathParam("name") String name) {
    Publication publication =
        findPublications.byRun(name).orElseThrow(() -> FindPublications.none(name));
    return new PublicationView(publication, findPublications.files(publication));
  }

  /** One file as it is stored, or {@code manifest.json}. */
  @GET
  @Path("/files/{path: .+}")
  @Produces(MediaType.WILDCARD)
  public Response file(@PathParam("name") String name, @PathParam("path") String path) {
    return Response.ok(findPublications.open(name, path), MediaType.APPLICATION_OCTET_STREAM_TYPE)
        .header("Content-Disposition", "attachment")
        .build();
  }

  /**
   * A publication.
   *
   * @param files none unless it is PUBLISHED
   */
  public record PublicationView(Publication publication, List<Manifest.PublishedFile> files) {}
}
