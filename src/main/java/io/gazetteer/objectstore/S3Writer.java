package io.gazetteer.objectstore;

import io.gazetteer.common.AppException;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * An object on its way into a bucket: in one request where it is smaller than a part, else in
 * parts, of which one is in memory. Each request carries the MD5 of its bytes, which the server
 * checks.
 */
final class S3Writer extends ObjectWriter {

  private static final Logger LOG = Logger.getLogger(S3Writer.class);
  private static final int MAX_PARTS = 10_000;
  private static final int FIRST_BUFFER = 64 * 1024;
  private static final String TYPE = "application/octet-stream";
  private static final String WHAT = "writing to";

  private final S3Client client;
  private final S3Bucket bucket;
  private final S3Failures errors;
  private final String key;
  private byte[] buffer = new byte[FIRST_BUFFER];
  private int length;
  private Optional<String> upload = Optional.empty();
  private final List<CompletedPart> parts = new ArrayList<>();

  S3Writer(S3Client client, S3Bucket bucket, S3Failures errors, String key) {
    this.client = client;
    this.bucket = bucket;
    this.errors = errors;
    this.key = key;
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    int done = 0;
    while (done < count) {
      if (length == bucket.partBytes()) {
        sendPart();
      }
      int next = Math.min(count - done, bucket.partBytes() - length);
      if (length + next > buffer.length) {
        int size = Math.min(bucket.partBytes(), Math.max(length + next, buffer.length * 2));
        buffer = Arrays.copyOf(buffer, size);
      }
      System.arraycopy(bytes, offset + done, buffer, length, next);
      length += next;
      done += next;
    }
  }

  private void sendPart() {
    try {
      if (upload.isEmpty()) {
        upload = Optional.of(client.createMultipartUpload(begin()).uploadId());
      }
      if (parts.size() == MAX_PARTS) {
        throw new AppException(
            ObjectStoreError.OBJECT_STORE_FAILED,
            "The object %s has more than %d parts. Configure larger ones (part-bytes)"
                .formatted(key, MAX_PARTS));
      }
      int number = parts.size() + 1;
      UploadPartRequest request =
          UploadPartRequest.builder()
              .bucket(bucket.name())
              .key(key)
              .uploadId(upload.get())
              .partNumber(number)
              .contentMD5(md5())
              .build();
      String tag = client.uploadPart(request, body()).eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
      length = 0;
    } catch (SdkException | UncheckedIOException failure) {
      throw errors.of(failure, WHAT);
    }
  }

  private CreateMultipartUploadRequest begin() {
    CreateMultipartUploadRequest.Builder request =
        CreateMultipartUploadRequest.builder().bucket(bucket.name()).key(key).contentType(TYPE);
    encryption().ifPresent(request::serverSideEncryption);
    bucket.kmsKeyId().ifPresent(request::ssekmsKeyId);
    return request.build();
  }

  private Optional<ServerSideEncryption> encryption() {
    return bucket
        .encryption()
        .map(
            encryption ->
                switch (encryption) {
                  case S3 -> ServerSideEncryption.AES256;
                  case KMS -> ServerSideEncryption.AWS_KMS;
                });
  }

  /** Created for each attempt; the buffer is not changed meanwhile. */
  private RequestBody body() {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(buffer, 0, length), length, TYPE);
  }

  private String md5() {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      digest.update(buffer, 0, length);
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has MD5", impossible);
    }
  }

  @Override
  public void commit() {
    if (upload.isEmpty()) {
      put();
      return;
    }
    if (length > 0) {
      sendPart();
    }
    try {
      client.completeMultipartUpload(
          request ->
              request
                  .bucket(bucket.name())
                  .key(key)
                  .uploadId(upload.get())
                  .multipartUpload(all -> all.parts(parts)));
      upload = Optional.empty();
    } catch (SdkException | UncheckedIOException failure) {
      throw errors.of(failure, WHAT);
    }
  }

  private void put() {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(bucket.name())
            .key(key)
            .contentType(TYPE)
            .contentMD5(md5());
    encryption().ifPresent(request::serverSideEncryption);
    bucket.kmsKeyId().ifPresent(request::ssekmsKeyId);
    try {
      client.putObject(request.build(), body());
    } catch (SdkException | UncheckedIOException failure) {
      throw errors.of(failure, WHAT);
    }
  }

  @Override
  public void close() {
    if (upload.isEmpty()) {
      return;
    }
    try {
      client.abortMultipartUpload(
          request -> request.bucket(bucket.name()).key(key).uploadId(upload.get()));
    } catch (NoSuchUploadException gone) {
      LOG.debugf("An upload to the S3 bucket %s was taken away already", bucket.name());
    } catch (SdkException | UncheckedIOException failure) {
      // What was thrown before is the cause that counts; the next sweep takes the parts.
      LOG.warnf(
          "Parts of an upload to the S3 bucket %s could not be taken away (%s)",
          bucket.name(), failure.getClass().getSimpleName());
    }
    upload = Optional.empty();
  }
}
