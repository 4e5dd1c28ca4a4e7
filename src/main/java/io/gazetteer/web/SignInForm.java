package io.gazetteer.web;

import io.gazetteer.common.JsonMembers;
import io.gazetteer.connection.credential.CredentialInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/**
 * What somebody typed about signing in and TLS. Fields go by the names that credentials have them
 * under. Never printed: it holds secrets.
 */
public class SignInForm {

  private static final String BASIC = "basic";
  private static final String ROLE = "iam_role";

  @RestForm public String authType;
  @RestForm public String username;
  @RestForm public String password;

  @RestForm("aws_access_key_id")
  public String accessKeyId;

  @RestForm("aws_secret_access_key")
  public String secretAccessKey;

  @RestForm("aws_session_token")
  public String sessionToken;

  @RestForm("aws_profile")
  public String profile;

  @RestForm("aws_region")
  public String region;

  @RestForm("aws_role_arn")
  public String roleArn;

  @RestForm("aws_external_id")
  public String externalId;

  @RestForm("aws_role_session_name")
  public String roleSessionName;

  @RestForm("aws_source_identity")
  public String sourceIdentity;

  @RestForm("aws_sts_endpoint")
  public String stsEndpoint;

  @RestForm public String sslmode;
  @RestForm public String sslrootcert;
  @RestForm public String sslcert;
  @RestForm public String sslkey;
  @RestForm public String sslpassword;

  @RestForm("driver_parameters")
  public String driverParameters;

  /** The way chosen; with a password where none was. */
  String way() {
    String typed = Objects.requireNonNullElse(authType, "");
    return typed.isEmpty() ? BASIC : typed;
  }

  /** What was typed by field, secrets omitted; null where nothing was sent. */
  Map<String, String> shown() {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("username", username);
    shown.putAll(ofAws());
    shown.putAll(ofRole());
    shown.put("sslmode", sslmode);
    shown.put("sslrootcert", sslrootcert);
    shown.put("sslcert", sslcert);
    shown.put("driver_parameters", driverParameters);
    for (String secret :
        List.of(
            "password",
            "aws_secret_access_key",
            "aws_session_token",
            "aws_external_id",
            "sslkey",
            "sslpassword")) {
      shown.put(secret, "");
    }
    return shown;
  }

  /**
   * The credential; what belongs to a method not chosen is ignored.
   *
   * @param database empty = all that the user may connect to
   */
  CredentialInput credential(String host, String port, String database) {
    Map<String, String> extra = new LinkedHashMap<>();
    boolean basic = way().equals(BASIC);
    if (!basic) {
      put(extra, "username", username);
      ofAws().forEach((name, typed) -> put(extra, name, typed));
      put(extra, "aws_secret_access_key", secretAccessKey);
      put(extra, "aws_session_token", sessionToken);
    }
    if (way().equals(ROLE)) {
      ofRole().forEach((name, typed) -> put(extra, name, typed));
    }
    put(extra, "sslmode", sslmode);
    put(extra, "sslrootcert", sslrootcert);
    put(extra, "sslcert", sslcert);
    put(extra, "sslkey", sslkey);
    put(extra, "sslpassword", sslpassword);
    put(extra, "driver_parameters", driverParameters);
    if (!database.isBlank()) {
      extra.put("database", database);
    }
    return CredentialInput.of(
        host,
        port,
        way(),
        Optional.of(Objects.requireNonNullElse(username, "")).filter(typed -> basic),
        Optional.of(Objects.requireNonNullElse(password, "")).filter(typed -> basic),
        JsonMembers.of(extra));
  }

  private Map<String, String> ofAws() {
    Map<String, String> typed = new LinkedHashMap<>();
    typed.put("aws_access_key_id", accessKeyId);
    typed.put("aws_profile", profile);
    typed.put("aws_region", region);
    return typed;
  }

  private Map<String, String> ofRole() {
    Map<String, String> typed = new LinkedHashMap<>();
    typed.put("aws_role_arn", roleArn);
    typed.put("aws_external_id", externalId);
    typed.put("aws_role_session_name", roleSessionName);
    typed.put("aws_source_identity", sourceIdentity);
    typed.put("aws_sts_endpoint", stsEndpoint);
    return typed;
  }

  private static void put(Map<String, String> extra, String name, String typed) {
    String text = Objects.requireNonNullElse(typed, "");
    if (!text.isBlank()) {
      extra.put(name, name.equals("sslpassword") ? text : text.strip());
    }
  }
}
