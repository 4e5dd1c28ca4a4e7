package io.gazetteer.http;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Limits what one JSON body takes in memory: a small text can be a great many empty objects. */
@Singleton
class JsonLimits implements ObjectMapperCustomizer {

  /** Twenty megabytes of entities have about a million. */
  private static final long MAX_TOKENS = 2_000_000;

  @Override
  public void customize(ObjectMapper mapper) {
    StreamReadConstraints limits =
        mapper.getFactory().streamReadConstraints().rebuild().maxTokenCount(MAX_TOKENS).build();
    mapper.getFactory().setStreamReadConstraints(limits);
  }
}
