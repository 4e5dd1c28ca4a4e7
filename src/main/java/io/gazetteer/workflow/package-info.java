/**
 * Stored definitions of what to crawl, and the acts on them: submit, update, archive, rerun,
 * preview. It takes and returns typed requests and knows no wire form; the document in which
 * clients of the SDKs find a workflow again is a text here ({@link
 * io.gazetteer.workflow.ClientDocuments}). It asks {@code run} for runs and does not know what a
 * crawl does. Begin with {@link io.gazetteer.workflow.SubmitWorkflow}.
 */
package io.gazetteer.workflow;
