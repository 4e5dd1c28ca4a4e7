import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** The object store of docker/compose.yaml where its image cannot be pulled, from the library that the tests use. */
class ObjectStore {

  public static void main(String[] arguments) throws Exception {
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(System.getenv("JCLOUDS_FILESYSTEM_BASEDIR")))
            .endpoint(URI.create(System.getenv("S3PROXY_ENDPOINT")))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, System.getenv("S3PROXY_IDENTITY"), System.getenv("S3PROXY_CREDENTIAL"))
            .build();
    proxy.start();
  }
}
