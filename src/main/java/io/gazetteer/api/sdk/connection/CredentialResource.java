package io.gazetteer.api.sdk.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.api.JsonText;
import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.connection.ConnectionError;
import io.gazetteer.connection.credential.ArchiveCredential;
import io.gazetteer.connection.credential.CreateCredential;
import io.gazetteer.connection.credential.CredentialInput;
import io.gazetteer.connection.credential.CredentialRequest;
import io.gazetteer.connection.credential.ExamineSource;
import io.gazetteer.connection.credential.FindCredentials;
import io.gazetteer.connection.credential.UpdateCredential;
import io.gazetteer.connection.preflight.ConnectionReport;
import io.gazetteer.source.Selection;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Credentials in the form that the SDKs speak. */
@Path("/api/service/credentials")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class CredentialResource {

  @Inject FindCredentials findCredentials;
  @Inject CreateCredential createCredential;
  @Inject UpdateCredential updateCredential;
  @Inject ArchiveCredential archiveCredential;
  @Inject ExamineSource examineSource;

  @GET
  public Records list(
      @QueryParam("filter") Optional<String> filter,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("offset") @DefaultValue("0") int offset) {
    return new Records(
        findCredentials.list(CredentialFilters.read(filter, limit, offset)).stream()
            .map(CredentialView::of)
            .toList());
  }

  @POST
  public CredentialView create(
      @QueryParam("testCredential") @DefaultValue("true") String test, JsonNode body) {
    boolean tested = !test.equalsIgnoreCase("false");
    FieldErrors errors = new FieldErrors();
    CredentialRequest request =
        CredentialRequest.readNew(read(present(body), errors), tested, errors);
    errors.throwIfAny(ConnectionError.CREDENTIAL_INVALID);
    return CredentialView.of(createCredential.create(request, tested));
  }

  /** The SDKs take {@code message == "successful"} as success and nothing else. */
  @POST
  @Path("/test")
  public TestAnswer test(JsonNode body) {
    FieldErrors errors = new FieldErrors();
    String id = JsonText.text(present(body).path("id"), "id", errors);
    CredentialRequest request = request(body, errors);
    Optional<UUID> stored = body.hasNonNull("id") ? Optional.of(guid(id)) : Optional.empty();
    ConnectionReport report =
        stored
            .map(guid -> examineSource.test(request, guid))
            .orElseGet(() -> examineSource.test(request, Selection.ALL));
    String failure = report.failure().orElse("");
    return new TestAnswer(
        report.ok() ? 1 : 0,
        report.ok() ? "successful" : failure,
        Map.of("steps", report.steps()),
        failure,
        UUID.randomUUID());
  }

  @GET
  @Path("/{guid}")
  public CredentialView get(@PathParam("guid") String guid) {
    return CredentialView.of(findCredentials.byGuid(guid(guid)));
  }

  @POST
  @Path("/{guid}")
  public CredentialView update(@PathParam("guid") String guid, JsonNode body) {
    UUID known = guid(guid);
    return CredentialView.of(
        updateCredential.update(known, request(present(body), new FieldErrors())));
  }

  @POST
  @Path("/{guid}/archive")
  @Consumes(MediaType.WILDCARD)
  public Map<String, Boolean> archive(@PathParam("guid") String guid) {
    archiveCredential.archive(guid(guid));
    return Map.of("success", true);
  }

  private static CredentialInput read(JsonNode body, FieldErrors errors) {
    return CredentialInput.read(JsonText.members(body, "", errors), "", errors);
  }

  private static CredentialRequest request(JsonNode body, FieldErrors errors) {
    CredentialRequest request = CredentialRequest.read(read(body, errors), "", false, errors);
    errors.throwIfAny(ConnectionError.CREDENTIAL_INVALID);
    return request;
  }

  static JsonNode present(JsonNode body) {
    if (body == null) {
      throw new AppException(ConnectionError.CREDENTIAL_INVALID, "The request needs a JSON body");
    }
    return body;
  }

  static UUID guid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException notGuid) {
      throw new AppException(
          ConnectionError.CREDENTIAL_NOT_FOUND, "There is no credential with that guid");
    }
  }

  @Schema(name = "CredentialPage")
  public record Records(List<CredentialView> records) {}

  /**
   * What a test came to.
   *
   * @param code 1 when it worked, otherwise 0
   * @param error the failed step in words; empty when it worked
   */
  @Schema(name = "CredentialTestResult")
  public record TestAnswer(
      int code, String message, Map<String, Object> info, String error, UUID requestId) {}
}
