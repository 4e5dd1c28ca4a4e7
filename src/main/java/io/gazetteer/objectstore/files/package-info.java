/**
 * Files that clients put and get by links which need no sign-in: signed, for one file, one method
 * and a short time. They lie in a local folder. Begin with {@link
 * io.gazetteer.objectstore.files.FileResource}.
 */
package io.gazetteer.objectstore.files;
