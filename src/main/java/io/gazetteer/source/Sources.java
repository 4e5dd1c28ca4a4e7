package io.gazetteer.source;

import io.gazetteer.common.AppException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Every kind of system that this service can crawl: the beans that implement {@link Source}. */
@ApplicationScoped
public class Sources {

  @Inject @Any Instance<Source> sources;

  /** Null where a container injects them. */
  private List<Source> withoutContainer;

  /**
   * The sources of a program without a container: those that the {@link SourceFactory} services on
   * the class path make.
   */
  public static Sources withoutContainer(SourceLimits limits) {
    Sources found = new Sources();
    found.withoutContainer =
        ServiceLoader.load(SourceFactory.class).stream()
            .map(factory -> factory.get().create(limits))
            .toList();
    return found;
  }

  private Stream<Source> all() {
    return withoutContainer == null ? sources.stream() : withoutContainer.stream();
  }

  /** The source of a connector; empty when there is none. */
  public Optional<Source> find(String connectorName) {
    return all().filter(source -> source.connectorName().equals(connectorName)).findFirst();
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

  public List<String> names() {
    return all().map(Source::connectorName).sorted().toList();
  }
}
