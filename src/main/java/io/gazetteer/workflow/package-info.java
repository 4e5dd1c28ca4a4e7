/**
 * Stored definitions of what to crawl: the wire form that the SDKs send, filters, and the acts on
 * them (create, update, archive, rerun). Asks {@code run} for runs and does not know what a crawl
 * does. Begin with {@link io.gazetteer.workflow.SubmitWorkflow}.
 */
package io.gazetteer.workflow;
