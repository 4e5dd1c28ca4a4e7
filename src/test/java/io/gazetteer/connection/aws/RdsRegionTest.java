package io.gazetteer.connection.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RdsRegionTest {

  @Test
  void the_region_stands_in_every_kind_of_endpoint() {
    Map<String, String> hosts = new LinkedHashMap<>();
    hosts.put("shop.c9akciq32.eu-west-1.rds.amazonaws.com", "eu-west-1");
    hosts.put("Shop.C9AKCIQ32.AP-SOUTHEAST-2.RDS.amazonaws.com.", "ap-southeast-2");
    hosts.put("shop.cluster-c9akciq32.us-east-1.rds.amazonaws.com", "us-east-1");
    hosts.put("shop.cluster-ro-c9akciq32.us-east-2.rds.amazonaws.com", "us-east-2");
    hosts.put("read.cluster-custom-c9akciq32.sa-east-1.rds.amazonaws.com", "sa-east-1");
    hosts.put("pool.proxy-c9akciq32.ca-central-1.rds.amazonaws.com", "ca-central-1");
    hosts.put("ro.endpoint.proxy-c9akciq32.me-south-1.rds.amazonaws.com", "me-south-1");
    hosts.put("shop.c9akciq32.us-gov-west-1.rds.amazonaws.com", "us-gov-west-1");
    hosts.put("pool.proxy-c9akciq32.us-gov-east-1.rds.amazonaws.com", "us-gov-east-1");
    hosts.put("shop.c9akciq32.rds.cn-north-1.amazonaws.com.cn", "cn-north-1");
    hosts.put("shop.cluster-c9akciq32.rds.cn-northwest-1.amazonaws.com.cn", "cn-northwest-1");

    hosts.forEach((host, region) -> assertThat(RdsRegion.of(host)).as(host).contains(region));
  }

  @Test
  void no_region_is_made_up_for_aliases_addresses_and_look_alikes() {
    for (String host :
        new String[] {
          "db.example.org",
          "10.0.0.7",
          "localhost",
          "shop.global-c9akciq32.global.rds.amazonaws.com",
          "shop.eu-west-1.rds.amazonaws.com.example.org",
          "eu-west-1.rds.amazonaws.com",
          "shop.c9akciq32.eu-west-1.redshift.amazonaws.com"
        }) {
      assertThat(RdsRegion.of(host)).as(host).isEmpty();
    }
  }
}
