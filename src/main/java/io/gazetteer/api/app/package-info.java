/**
 * The form of the connector application: credentials tried, schemas listed, checks made, workflows
 * started, watched and stopped under {@code /workflows/v1}. Each request leads to the use case of
 * the other forms. Begin with {@link io.gazetteer.api.app.ServiceResource}.
 */
package io.gazetteer.api.app;
