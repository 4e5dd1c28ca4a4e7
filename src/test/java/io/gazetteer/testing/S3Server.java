package io.gazetteer.testing;

import java.net.URI;
import java.util.List;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A real server of the S3 protocol that keeps objects in memory and checks signatures. */
public final class S3Server implements AutoCloseable {

  public static final String ACCESS_KEY = "AKIAPUBLISHER";
  public static final String SECRET_KEY = "secret-of-the-publisher";

  private final BlobStore blobs;
  private final S3Proxy proxy;

  private S3Server(BlobStore blobs, S3Proxy proxy) {
    this.blobs = blobs;
    this.proxy = proxy;
  }

  public static S3Server start() {
    return start(0);
  }

  /**
   * Starts at a port.
   *
   * @param port 0 = any that is free
   */
  public static S3Server start(int port) {
    BlobStore blobs = new TransientNio2BlobStore();
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(blobs)
            .endpoint(URI.create("http://127.0.0.1:" + port))
            .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
            .stopTimeout(0)
            .build();
    try {
      proxy.start();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
    return new S3Server(blobs, proxy);
  }

  public int port() {
    return proxy.getPort();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port());
  }

  public void createBucket(String name) {
    blobs.createContainer(name);
  }

  /** All objects of a bucket that can be read. */
  public List<String> keys(String bucket) {
    return blobs.list(bucket).contents().stream().map(S3Object::key).sorted().toList();
  }

  /** How many uploads of a bucket were begun and neither completed nor aborted. */
  public int uploads(String bucket) {
    return blobs.listMultipartUploads(bucket).size();
  }

  /** In how many parts an object was sent; 1 where in one request. */
  public int parts(String bucket, String key) {
    String tag = blobs.blobMetadata(bucket, key).eTag().replace("\"", "");
    int dash = tag.lastIndexOf('-');
    return dash < 0 ? 1 : Integer.parseInt(tag.substring(dash + 1));
  }

  @Override
  public void close() {
    try {
      proxy.stop();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
    blobs.close();
  }
}
