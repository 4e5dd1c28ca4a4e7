package io.gazetteer.objectstore;

import io.gazetteer.common.AppException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** An object of a bucket. Where the connection breaks it is read on from there, if unchanged. */
final class S3Stream extends InputStream {

  private static final int BREAKS_IN_A_ROW = 3;
  private static final String WHAT = "reading from";

  private final S3Client client;
  private final String bucket;
  private final S3Failures errors;
  private final String key;
  private final String tag;
  private final long size;
  private long position;
  private int breaks;
  // Null between a break and the next try.
  private ResponseInputStream<GetObjectResponse> body;

  S3Stream(S3Client client, String bucket, S3Failures errors, String key) {
    this.client = client;
    this.bucket = bucket;
    this.errors = errors;
    this.key = key;
    try {
      body = client.getObject(request -> request.bucket(bucket).key(key));
    } catch (SdkException | UncheckedIOException failure) {
      throw errors.of(failure, WHAT, key);
    }
    this.tag = body.response().eTag();
    this.size = body.response().contentLength();
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    while (position < size) {
      try {
        if (body == null) {
          body = client.getObject(rest());
        }
        int count = body.read(bytes, offset, length);
        if (count > 0) {
          position += count;
          breaks = 0;
          return count;
        }
        broken(new IOException("The object ended before its time"));
      } catch (IOException failure) {
        broken(failure);
      } catch (SdkException | UncheckedIOException failure) {
        throw errors.of(failure, WHAT, key);
      }
    }
    return -1;
  }

  private GetObjectRequest rest() {
    return GetObjectRequest.builder()
        .bucket(bucket)
        .key(key)
        .range("bytes=" + position + "-")
        .ifMatch(tag)
        .build();
  }

  private void broken(IOException failure) {
    letGo();
    breaks++;
    if (breaks == BREAKS_IN_A_ROW) {
      throw new AppException(
          ObjectStoreError.OBJECT_STORE_UNREACHABLE,
          "The S3 bucket %s closed the connection %d times in a row in the middle of an object"
              .formatted(bucket, breaks),
          failure);
    }
  }

  private void letGo() {
    if (body != null) {
      // Closing would first read what is left.
      body.abort();
      body = null;
    }
  }

  @Override
  public void close() {
    letGo();
  }
}
