package io.gazetteer.http;

import io.gazetteer.common.CommonError;
import io.gazetteer.http.ErrorAnswers.Failure;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Lets through the pages only changes whose CSRF token Quarkus will check: it looks into forms and
 * at the header, and passes every body that is not exactly a form. Those end here.
 */
class UiTokenCheck {

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> FORMS =
      Set.of(MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA);
  private static final String TOKEN_HEADER = "X-CSRF-TOKEN";

  @Inject ErrorAnswers answers;

  @ServerRequestFilter
  Response check(ContainerRequestContext request, RoutingContext routing) {
    boolean guarded =
        routing.normalizedPath().startsWith("/ui") && !SAFE.contains(request.getMethod());
    if (!guarded || request.getHeaderString(TOKEN_HEADER) != null || isForm(request)) {
      return null;
    }
    return answers.answer(
        new Failure(CommonError.INVALID_REQUEST, "This page accepts only forms."), null);
  }

  // Case matters here as it does to Quarkus: what it does not take for a form must not pass.
  private static boolean isForm(ContainerRequestContext request) {
    MediaType type = request.getMediaType();
    return type != null && FORMS.contains(type.getType() + "/" + type.getSubtype());
  }
}
