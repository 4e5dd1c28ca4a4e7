package io.gazetteer.http;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.ClassConfig;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Prepares the OpenAPI document with its first request instead of at each start. Quarkus parses the
 * document and writes it again as JSON and YAML: an eighth of a start's work and 15 MB, for what
 * most installations never serve.
 */
public class DeferredOpenApi implements BuildCompatibleExtension {

  /**
   * Marks the class of Quarkus that prepares and holds the document. In the packaged program only:
   * in tests and in dev mode a class of a library cannot load one of ours.
   */
  @Enhancement(types = OpenApiDocumentService.class)
  public void defer(ClassConfig service) {
    if (LaunchMode.current() == LaunchMode.NORMAL) {
      service.addAnnotation(Deferred.class);
    }
  }

  /** What {@link Deferral} applies to. */
  @InterceptorBinding
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface Deferred {}

  /** Keeps the call that prepares the document until the document is asked for. */
  @Deferred
  @Interceptor
  @Priority(Interceptor.Priority.APPLICATION)
  static class Deferral {

    private InvocationContext preparation;

    @AroundInvoke
    synchronized Object defer(InvocationContext call) throws Exception {
      if (call.getMethod().getReturnType() == void.class) {
        preparation = call;
        return null;
      }
      if (preparation != null) {
        preparation.proceed();
        preparation = null;
      }
      return call.proceed();
    }
  }
}
