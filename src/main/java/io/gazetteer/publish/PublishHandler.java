package io.gazetteer.publish;

import io.gazetteer.common.AppException;
import io.gazetteer.run.PlannedScope;
import io.gazetteer.run.RunContext;
import io.gazetteer.run.RunHandler;
import io.gazetteer.run.ScopeOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Handles runs that publish what an earlier run read and could not publish. The one scope is named
 * like that run; the source is not needed.
 */
@ApplicationScoped
public class PublishHandler implements RunHandler {

  public static final String KIND = "publish";

  @Inject PublicationRepository publications;
  @Inject PublishRun publishRun;

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<PlannedScope> plan(RunContext context) {
    return List.of(new PlannedScope(asked(context).run(), 0));
  }

  @Override
  public ScopeOutcome execute(RunContext context, String run) {
    publishRun.publishAgain(context, asked(context));
    return new ScopeOutcome(0, 0, 0, 0, List.of());
  }

  private Publication asked(RunContext context) {
    return publications
        .ofRun(context.run().id())
        .orElseThrow(
            () ->
                new AppException(
                    PublicationError.PUBLICATION_NOT_REPEATABLE, "Another run publishes it now"));
  }
}
