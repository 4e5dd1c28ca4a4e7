/**
 * Where objects lie that the service publishes and reads back: one port, a local folder and S3
 * behind it. Begin with {@link io.gazetteer.objectstore.ObjectStore}.
 */
package io.gazetteer.objectstore;
