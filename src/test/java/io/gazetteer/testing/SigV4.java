package io.gazetteer.testing;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4, written from its public description and not from the SDK, so that what
 * the SDK makes can be checked against it.
 */
public final class SigV4 {

  private SigV4() {}

  /**
   * What is signed.
   *
   * @param query names to values, decoded, without the signature itself
   * @param headers the signed ones, in small letters
   */
  public record Request(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      String body) {}

  /**
   * Where and when a signature counts.
   *
   * @param timestamp for example 20260102T030405Z
   */
  public record Scope(String timestamp, String region, String service) {
    String text() {
      return timestamp.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
    }
  }

  /** The signature of a request in small hexadecimal letters. */
  public static String signature(Request request, Scope scope, String secretKey) {
    String canonical =
        String.join(
            "\n",
            request.method(),
            request.path(),
            canonicalQuery(request.query()),
            new TreeMap<>(request.headers())
                .entrySet().stream()
                    .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                    .collect(Collectors.joining()),
            String.join(";", new TreeMap<>(request.headers()).keySet()),
            hex(sha256(request.body().getBytes(StandardCharsets.UTF_8))));
    String toSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            scope.timestamp(),
            scope.text(),
            hex(sha256(canonical.getBytes(StandardCharsets.UTF_8))));
    byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.text().split("/", -1)) {
      key = hmac(key, part);
    }
    return hex(hmac(key, toSign));
  }

  /** Names to values of a query string or form, decoded. */
  public static Map<String, String> decoded(String query) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      values.put(decode(parts[0]), parts.length > 1 ? decode(parts[1]) : "");
    }
    return values;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String canonicalQuery(Map<String, String> query) {
    TreeMap<String, String> encoded = new TreeMap<>();
    query.forEach((name, value) -> encoded.put(encode(name), encode(value)));
    return encoded.entrySet().stream()
        .map(pair -> pair.getKey() + "=" + pair.getValue())
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static byte[] sha256(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
