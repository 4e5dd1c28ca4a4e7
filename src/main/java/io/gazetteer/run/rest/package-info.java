/**
 * Runs over HTTP: in the form of the SDKs and in our own. It knows the use cases of runs and
 * nothing of how they are stored or worked off. Begin reading at {@link
 * io.gazetteer.run.rest.RunServiceResource}.
 */
package io.gazetteer.run.rest;
