/**
 * The pages, in Qute. They call the same use cases as the API and know nothing of storage. Each
 * {@code *Page} answers one address; where htmx asks, it answers with a part of the page. Begin
 * reading at {@link io.gazetteer.web.WorkflowsPage}.
 */
package io.gazetteer.web;
