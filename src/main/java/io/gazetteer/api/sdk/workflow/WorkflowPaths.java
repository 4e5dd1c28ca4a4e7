package io.gazetteer.api.sdk.workflow;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Leads the other addresses of the workflow API to the one that is implemented: {@code
 * /api/service/package-workflows}, which the SDKs use for users who are not administrators, and the
 * short {@code /workflows}. The connector's own {@code /workflows/v1} is left alone.
 */
@Provider
@PreMatching
class WorkflowPaths implements ContainerRequestFilter {

  private static final String HOME = "/api/service/workflows";
  private static final Pattern OTHER =
      Pattern.compile("/?(?:api/service/package-workflows|workflows(?!/v1(?:/|$)))(/.*)?");

  @Override
  public void filter(ContainerRequestContext request) {
    home(request.getUriInfo().getPath())
        .ifPresent(
            path ->
                request.setRequestUri(
                    request.getUriInfo().getRequestUriBuilder().replacePath(path).build()));
  }

  /** Where a path really leads; empty for paths that are not meant. */
  static Optional<String> home(String path) {
    Matcher matcher = OTHER.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String rest = matcher.group(1) == null ? "" : matcher.group(1);
    return Optional.of(HOME + (rest.equals("/") ? "" : rest));
  }
}
