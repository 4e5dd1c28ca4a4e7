/**
 * Workflows and schedules as the SDKs speak of them: packages in the form of Argo. It knows use
 * cases and no storage. Begin with {@link io.gazetteer.api.sdk.workflow.WorkflowServiceResource}.
 */
package io.gazetteer.api.sdk.workflow;
