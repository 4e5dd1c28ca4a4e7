package io.gazetteer.run;

import io.gazetteer.common.AppException;
import io.gazetteer.common.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Does runs as tests tell it to, by the name of the workflow. */
@ApplicationScoped
class ScriptedHandler implements RunHandler {

  static final String KIND = "scripted";
  static final ScopeOutcome NOTHING_NEW = new ScopeOutcome(0, 0, 0, 5, List.of());

  private final Map<String, Script> scripts = new ConcurrentHashMap<>();

  /** FieldErrors of the system that scripts pretend to read. */
  enum Fault implements ErrorCode {
    SCRIPT_AWAY(true),
    SCRIPT_DENIED(false);

    private final boolean retryable;

    Fault(boolean retryable) {
      this.retryable = retryable;
    }

    @Override
    public int status() {
      return 502;
    }

    @Override
    public boolean retryable() {
      return retryable;
    }
  }

  /** Told what to do, and what was asked of it. */
  static final class Script {
    final List<String> executed = new CopyOnWriteArrayList<>();
    final List<String> concluded = new CopyOnWriteArrayList<>();
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch gate = new CountDownLatch(1);
    private Function<RunContext, List<PlannedScope>> plan;
    private BiFunction<RunContext, String, ScopeOutcome> work = (context, scope) -> NOTHING_NEW;

    Script scopes(String... names) {
      plan =
          context -> java.util.Arrays.stream(names).map(name -> new PlannedScope(name, 0)).toList();
      return this;
    }

    Script plan(Function<RunContext, List<PlannedScope>> planning) {
      plan = planning;
      return this;
    }

    Script work(BiFunction<RunContext, String, ScopeOutcome> working) {
      work = working;
      return this;
    }

    /** Holds the handler until the gate opens or the run is ended. */
    void hold(RunContext context) {
      entered.countDown();
      try {
        while (!gate.await(20, TimeUnit.MILLISECONDS)) {
          context.throwIfCancelled();
        }
      } catch (InterruptedException stop) {
        throw new IllegalStateException(stop);
      }
    }
  }

  Script script(String workflowName) {
    return scripts.computeIfAbsent(workflowName, name -> new Script());
  }

  static AppException away() {
    return new AppException(Fault.SCRIPT_AWAY, "The system cannot be reached");
  }

  static AppException denied() {
    return new AppException(Fault.SCRIPT_DENIED, "The system says no; grant CONNECT");
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<PlannedScope> plan(RunContext context) {
    return script(context.run().workflowName()).plan.apply(context);
  }

  @Override
  public ScopeOutcome execute(RunContext context, String scope) {
    Script script = script(context.run().workflowName());
    script.executed.add(scope);
    return script.work.apply(context, scope);
  }

  @Override
  public void conclude(RunContext context, List<RunScope> scopes) {
    script(context.run().workflowName()).concluded.add(context.run().name());
  }
}
