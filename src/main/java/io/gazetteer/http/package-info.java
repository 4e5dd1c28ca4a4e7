/**
 * What every request passes: body limits, JSON limits, guards against unwanted requests, and the
 * answers of errors. It knows no feature. Begin reading at {@link io.gazetteer.http.ErrorMappers}.
 */
package io.gazetteer.http;
