package io.gazetteer.connection.tls;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Managed PostgreSQL services that publish the CA certificates of their servers. Source: their
 * documentation on TLS.
 */
public enum ManagedServices {
  RDS_PROXY(
      "Amazon RDS Proxy",
      ".*\\.proxy-[^.]+\\.[^.]+\\.rds\\.amazonaws\\.com",
      "https://www.amazontrust.com/repository/AmazonRootCA1.pem"),
  RDS_GOVCLOUD(
      "Amazon RDS in GovCloud",
      ".*\\.us-gov-[^.]+\\.rds\\.amazonaws\\.com",
      "https://truststore.pki.us-gov-west-1.rds.amazonaws.com/global/global-bundle.pem"),
  RDS(
      "Amazon RDS",
      ".*\\.rds\\.amazonaws\\.com",
      "https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem"),
  RDS_CHINA(
      "Amazon RDS in China",
      ".*\\.rds\\.[^.]+\\.amazonaws\\.com\\.cn",
      "https://rds-truststore.s3.cn-north-1.amazonaws.com.cn/global/global-bundle.pem"),
  AZURE(
      "Azure Database for PostgreSQL",
      ".*\\.postgres\\.database\\.azure\\.com",
      "https://cacerts.digicert.com/DigiCertGlobalRootG2.crt.pem");

  private final String title;
  private final Pattern hosts;
  private final String caDownload;

  ManagedServices(String title, String hosts, String caDownload) {
    this.title = title;
    this.hosts = Pattern.compile(hosts);
    this.caDownload = caDownload;
  }

  /** Returns the service of a host name; empty if unknown. */
  public static Optional<ManagedServices> of(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    return Stream.of(values()).filter(service -> service.hosts.matcher(name).matches()).findFirst();
  }

  public String title() {
    return title;
  }

  public String caDownload() {
    return caDownload;
  }
}
