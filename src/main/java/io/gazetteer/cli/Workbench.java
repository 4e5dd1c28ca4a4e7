package io.gazetteer.cli;

import io.gazetteer.common.MappedSettings;
import io.gazetteer.connection.OpenConnection;
import io.gazetteer.connection.StandaloneConnections;
import io.gazetteer.connection.aws.AwsSessions;
import io.gazetteer.connection.preflight.TestConnection;
import io.gazetteer.source.SourceLimits;
import io.gazetteer.source.Sources;
import java.util.concurrent.ExecutorService;

/** The few objects that commands work with, put together by hand as no container is here. */
final class Workbench {

  private final Surroundings around;
  private final SourceLimits limits;
  private final Sources sources;
  private final AwsSessions aws;
  private final OpenConnection openConnection;

  Workbench(Surroundings around) {
    this.around = around;
    this.limits = MappedSettings.of(around.config(), SourceLimits.class);
    this.sources = Sources.withoutContainer(limits);
    this.aws = new AwsSessions(around.clock());
    this.openConnection =
        StandaloneConnections.of(around.config(), sources, limits, aws, around.clock());
  }

  SourceLimits limits() {
    return limits;
  }

  Sources sources() {
    return sources;
  }

  AwsSessions aws() {
    return aws;
  }

  OpenConnection openConnection() {
    return openConnection;
  }

  /** What tests a connection, in a thread of the executor. */
  TestConnection testConnection(ExecutorService executor) {
    return TestConnection.withoutContainer(
        around.config(), openConnection, sources, limits, executor, around.clock());
  }
}
