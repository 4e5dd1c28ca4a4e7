package io.gazetteer.source;

import io.gazetteer.common.AppException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Every kind of system that this service can crawl: the beans that implement {@link Source}. */
@ApplicationScoped
public class Sources {

  @Inject @Any Instance<Source> sources;

  /** The source of a connector; empty when there is none. */
  public Optional<Source> find(String connectorName) {
    return sources.stream()
        .filter(source -> source.connectorName().equals(connectorName))
        .findFirst();
  }

  /**
   * The source of a connector.
   *
   * @throws AppException SOURCE_KIND_UNKNOWN when there is none
   */
  public Source named(String connectorName) {
    return find(connectorName)
        .orElseThrow(
            () ->
                new AppException(
                    SourceError.SOURCE_KIND_UNKNOWN,
                    "This service has no connector %s; it has %s"
                        .formatted(connectorName, String.join(", ", names()))));
  }

  /** The names of all connectors, sorted. */
  public List<String> names() {
    return sources.stream().map(Source::connectorName).sorted().toList();
  }
}
