/**
 * The form in which the connector application's clients ask: credentials tried, schemas listed,
 * checks made, workflows started, watched and stopped under {@code /workflows/v1}; and the same
 * looks at a stored connection in our own API. Each act leads to the use case of the other forms.
 * Begin with {@link io.gazetteer.workflow.service.ServiceResource}.
 */
package io.gazetteer.workflow.service;
