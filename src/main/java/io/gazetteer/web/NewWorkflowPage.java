package io.gazetteer.web;

import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldError;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.connection.ConnectionError;
import io.gazetteer.connection.credential.CredentialRequest;
import io.gazetteer.connection.credential.ExamineSource;
import io.gazetteer.connection.secret.ReferenceRules;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.objectstore.ObjectStores;
import io.gazetteer.publish.PublishOptions;
import io.gazetteer.publish.PublishRun;
import io.gazetteer.run.FindRuns;
import io.gazetteer.workflow.CrawlFilter;
import io.gazetteer.workflow.CreateWorkflow;
import io.gazetteer.workflow.FilterReader;
import io.gazetteer.workflow.Workflow;
import io.gazetteer.workflow.WorkflowForm;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** The form that makes a workflow, and the test of what was typed into it. */
@Path("/ui/workflows/new")
@Blocking
@Produces(MediaType.TEXT_HTML)
public class NewWorkflowPage {

  @Inject Access access;
  @Inject ExamineSource examine;
  @Inject FilterReader filters;
  @Inject CreateWorkflow createWorkflow;
  @Inject FindRuns findRuns;
  @Inject ReferenceRules references;
  @Inject ObjectStores stores;
  @Inject PublishRun publishRun;

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance form(FormView view);

    static native TemplateInstance report(TestView test);
  }

  @GET
  public TemplateInstance form() {
    access.check(Action.WRITE_WORKFLOW);
    NewWorkflowForm form = NewWorkflowForm.empty(publishRun.isOn(PublishOptions.NONE));
    return Templates.form(shown(form, List.of(), null));
  }

  /** Makes the workflow, or shows the form again with what is wrong. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response create(@BeanParam NewWorkflowForm form) {
    try {
      Workflow workflow = createWorkflow.create(form.workflow(), form.runAtOnce());
      return Response.seeOther(next(workflow, form.runAtOnce())).build();
    } catch (AppException fault) {
      if (fault.errors().isEmpty()) {
        throw fault;
      }
      return Response.status(fault.code().status())
          .entity(Templates.form(shown(form, fault.errors(), null)))
          .build();
    }
  }

  /** Tries the connection and stores nothing; htmx gets the report alone, others the whole page. */
  @POST
  @Path("/test")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public TemplateInstance test(
      @BeanParam NewWorkflowForm form, @HeaderParam("HX-Request") boolean part) {
    TestView test = tested(form);
    return part ? Templates.report(test) : Templates.form(shown(form, List.of(), test));
  }

  private FormView shown(NewWorkflowForm form, List<FieldError> errors, TestView test) {
    return FormView.of(
        form,
        List.copyOf(stores.names()),
        errors,
        test,
        references.prefixes(access.isAdministrator()));
  }

  private TestView tested(NewWorkflowForm form) {
    FieldErrors errors = new FieldErrors();
    CredentialRequest request = CredentialRequest.read(form.credential(), "", true, errors);
    WorkflowForm typed = form.workflow();
    CrawlFilter filter =
        CrawlFilter.of(
            filters.filter(typed.includeFilter(), "parameters.include-filter", errors),
            filters.filter(typed.excludeFilter(), "parameters.exclude-filter", errors),
            filters.tableRegex(typed.tableRegex(), "parameters.temp-table-regex", errors));
    try {
      errors.throwIfAny(ConnectionError.CREDENTIAL_INVALID);
      return TestView.of(examine.test(request, filter.selection()));
    } catch (AppException fault) {
      List<FieldError> found =
          fault.errors().isEmpty()
              ? List.of(new FieldError("", fault.getMessage()))
              : fault.errors();
      return TestView.notTried(found.stream().map(FormView::sentence).toList());
    }
  }

  private URI next(Workflow workflow, boolean running) {
    return findRuns.ofWorkflow(workflow.name(), 1).stream()
        .filter(run -> running)
        .findFirst()
        .map(run -> Links.run(run.name()))
        .orElseGet(() -> Links.workflow(workflow.name()));
  }
}
