/**
 * The newer form in which the SDKs ask for a crawl: an app with inputs in place of a package with
 * parameters. Each act leads to the use case of the older form. Begin with {@link
 * io.gazetteer.api.sdk.app.AppResource}.
 */
package io.gazetteer.api.sdk.app;
