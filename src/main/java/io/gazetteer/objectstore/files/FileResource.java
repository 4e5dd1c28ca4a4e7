package io.gazetteer.objectstore.files;

import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.common.JsonMembers;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Files in the form that the SDKs use: a signed link first, then the file by the link. */
@Path("/api/service/files")
public class FileResource {

  @Inject PresignFile presignFile;
  @Inject FileLinks links;
  @Inject FileStore files;

  @POST
  @Path("/presignedUrl")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Link presign(JsonMembers body, @Context UriInfo uri) {
    if (body == null) {
      throw new AppException(FileError.FILE_REQUEST_INVALID, "The request needs a JSON body");
    }
    return new Link(presignFile.presign(uri.getBaseUri(), body));
  }

  /** Needs no sign-in: the link is the right to do it. */
  @PUT
  @Path("/objects/{key: .+}")
  @Consumes(MediaType.WILDCARD)
  public Response put(
      @PathParam("key") String key,
      @QueryParam("expires") @DefaultValue("") String expires,
      @QueryParam("signature") @DefaultValue("") String signature,
      InputStream content) {
    files.put(signed(key, "PUT", expires, signature), content);
    return Response.ok().build();
  }

  /** Likewise. */
  @GET
  @Path("/objects/{key: .+}")
  @Produces(MediaType.WILDCARD)
  public Response get(
      @PathParam("key") String key,
      @QueryParam("expires") @DefaultValue("") String expires,
      @QueryParam("signature") @DefaultValue("") String signature) {
    FileKey file = signed(key, "GET", expires, signature);
    return Response.ok(files.find(file).toFile(), MediaType.APPLICATION_OCTET_STREAM_TYPE)
        .header("Content-Disposition", "attachment")
        .build();
  }

  private FileKey signed(String key, String method, String expires, String signature) {
    FieldErrors errors = new FieldErrors();
    FileKey file = FileKey.read(key, errors).orElse(null);
    errors.throwIfAny(FileError.FILE_LINK_INVALID);
    links.check(file, method, expires, signature);
    return file;
  }

  /** Where to put or get the file. */
  @Schema(name = "FileLink")
  public record Link(String url) {}
}
