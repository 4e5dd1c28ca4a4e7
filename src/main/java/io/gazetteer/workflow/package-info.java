/**
 * Stored definitions of what to crawl, and their use cases: submit, update, archive, rerun,
 * preview. Requests and results are typed. The document that SDK clients read back is opaque text
 * here ({@link io.gazetteer.workflow.ClientDocuments}). Runs are requested from {@code run}; what a
 * crawl does is not known here. Start reading at {@link io.gazetteer.workflow.SubmitWorkflow}.
 */
package io.gazetteer.workflow;
