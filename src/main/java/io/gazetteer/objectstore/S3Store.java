package io.gazetteer.objectstore;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.aws.AwsSessions;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects of an S3 bucket, or of a server that speaks its protocol. */
final class S3Store implements ObjectStore {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 4;

  private final S3Bucket bucket;
  private final S3Client client;
  private final S3Failures errors;

  /**
   * Ready to be asked.
   *
   * @throws AppException OBJECT_STORE_MISCONFIGURED when the region is not known
   */
  S3Store(S3Bucket bucket, AwsSessions sessions) {
    this.bucket = bucket;
    this.errors = new S3Failures(bucket, inWords());
    String region = bucket.region().orElseGet(this::configuredRegion);
    // Asked for each request; kept keys are renewed before they end.
    AwsCredentialsProvider keys =
        () -> sessions.credentials(bucket.identity(), bucket.role(), region);
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(region))
            .credentialsProvider(keys)
            .forcePathStyle(bucket.pathStyle())
            // Ours are sent as MD5, which every server of this protocol checks.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build())
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT_TIMEOUT)
                    .socketTimeout(bucket.timeout()))
            .overrideConfiguration(
                override ->
                    override
                        .retryStrategy(
                            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build())
                        .addExecutionInterceptor(new NoExpectation()));
    bucket.endpoint().ifPresent(builder::endpointOverride);
    this.client = builder.build();
  }

  private String configuredRegion() {
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
    } catch (SdkException none) {
      throw new AppException(
          ObjectStoreError.OBJECT_STORE_MISCONFIGURED,
          "The region of the %s is not known. Give it, for example eu-west-1".formatted(inWords()),
          none);
    }
  }

  @Override
  public String inWords() {
    return "S3 bucket " + bucket.name();
  }

  @Override
  public ObjectWriter write(String key) {
    return new S3Writer(client, bucket, errors, stored(key));
  }

  @Override
  public InputStream read(String key) {
    return new S3Stream(client, bucket.name(), errors, stored(key));
  }

  @Override
  public void list(String prefix, Consumer<StoredObject> each) {
    call(
        "listing",
        () -> {
          var pages =
              client.listObjectsV2Paginator(
                  request -> request.bucket(bucket.name()).prefix(bucket.prefix() + prefix));
          for (S3Object object : pages.contents()) {
            String key = object.key().substring(bucket.prefix().length());
            // Others may have put here what has no key in our sense.
            if (ObjectKeys.isKey(key)) {
              each.accept(new StoredObject(key, object.size()));
            }
          }
          return null;
        });
  }

  @Override
  public void delete(Collection<String> keys) {
    for (String key : keys) {
      call(
          "deleting from",
          () -> client.deleteObject(request -> request.bucket(bucket.name()).key(stored(key))));
    }
  }

  @Override
  public void sweep(String prefix, Instant before) {
    call(
        "tidying",
        () -> {
          var uploads =
              client
                  .listMultipartUploadsPaginator(
                      request -> request.bucket(bucket.name()).prefix(bucket.prefix() + prefix))
                  .uploads();
          for (MultipartUpload upload : uploads) {
            if (upload.initiated() != null && upload.initiated().isBefore(before)) {
              client.abortMultipartUpload(
                  request ->
                      request.bucket(bucket.name()).key(upload.key()).uploadId(upload.uploadId()));
            }
          }
          return null;
        });
  }

  @Override
  public void abandon(String prefix) {
    sweep(prefix, Instant.MAX);
  }

  private String stored(String key) {
    return bucket.prefix() + ObjectKeys.checked(key);
  }

  private <T> T call(String what, Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException | UncheckedIOException failure) {
      throw errors.of(failure, what);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  /**
   * Takes out the header by which a server is asked before the body is sent: the HTTP client has
   * errors with it where a line breaks, of a kind that the SDK does not try again.
   */
  private static final class NoExpectation implements ExecutionInterceptor {
    @Override
    public SdkHttpRequest modifyHttpRequest(
        Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
      return context.httpRequest().toBuilder().removeHeader("Expect").build();
    }
  }
}
