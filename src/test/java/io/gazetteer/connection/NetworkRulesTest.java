package io.gazetteer.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.common.AppException;
import io.gazetteer.source.SourceError;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkRulesTest {

  private static NetworkRules rules(Map<String, String> given, String storeUrl) {
    SourceSettings settings = Connecting.settings(given);
    return new NetworkRules(settings, new CatalogDatabaseAddress(settings, Optional.of(storeUrl)));
  }

  private static void assertDenied(NetworkRules rules, String host, int port) {
    assertThatThrownBy(() -> rules.resolve(host, port))
        .isInstanceOfSatisfying(
            AppException.class,
            fault -> assertThat(fault.code()).isEqualTo(SourceError.SOURCE_ADDRESS_DENIED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "::",
        "169.254.169.254",
        "169.254.170.2",
        "100.100.100.200",
        "168.63.129.16",
        "255.255.255.255",
        "224.0.0.1",
        "ff02::1",
        "fe80::1",
        "fd00:ec2::254",
        "fd20:ce::254",
        "::ffff:169.254.169.254",
        "::169.254.169.254",
        "::ffff:0:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a9fe:a9fe",
        "2002:a9fe:a9fe::1"
      })
  void by_default_link_local_and_metadata_addresses_are_refused_in_every_form(String address) {
    assertDenied(rules(Map.of(), ""), address, 5432);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "::1",
        "10.0.0.1",
        "192.168.1.1",
        "8.8.8.8",
        "2001:db8::1",
        "2002:808:808::1"
      })
  void other_addresses_are_let_through(String address) {
    assertThatCode(() -> rules(Map.of(), "").resolve(address, 5432)).doesNotThrowAnyException();
  }

  @Test
  void where_networks_are_allowed_by_name_others_are_refused() {
    NetworkRules rules =
        rules(Map.of("gazetteer.source.allowed-networks", "10.0.0.0/8,2001:db8::/32"), "");

    assertThat(rules.resolve("10.1.2.3", 5432)).hasSize(1);
    assertThat(rules.resolve("2001:db8::7", 5432)).hasSize(1);
    assertDenied(rules, "192.168.1.1", 5432);
    assertDenied(rules, "127.0.0.1", 5432);
  }

  @Test
  void a_block_is_the_same_whatever_bits_stand_behind_its_prefix() {
    NetworkRules rules =
        rules(Map.of("gazetteer.source.denied-networks", "10.9.8.7/8,2001:db8::7/32"), "");

    assertDenied(rules, "10.1.2.3", 5432);
    assertDenied(rules, "2001:db8:1::1", 5432);
    assertThat(rules.resolve("11.1.2.3", 5432)).hasSize(1);
  }

  @Test
  void the_own_store_is_refused_by_every_address_of_this_machine_and_its_port_alone() {
    NetworkRules rules = rules(Map.of(), "jdbc:postgresql://localhost:6543/gazetteer?a=b");

    for (String host :
        new String[] {"localhost", "127.0.0.1", "127.0.0.2", "::1", "::ffff:127.0.0.1"}) {
      assertDenied(rules, host, 6543);
    }
    assertThat(rules.resolve("localhost", 5432)).isNotEmpty();
    assertThat(rules.resolve("10.0.0.1", 6543)).isNotEmpty();
  }

  @Test
  void a_store_elsewhere_is_refused_by_its_address_whatever_it_is_called() {
    NetworkRules rules = rules(Map.of(), "jdbc:postgresql://10.0.0.7,[2001:db8::7]:6000/gazetteer");

    assertDenied(rules, "10.0.0.7", 5432);
    assertDenied(rules, "2001:db8:0::7", 6000);
    assertThat(rules.resolve("10.0.0.8", 5432)).isNotEmpty();
  }

  @Test
  void the_own_store_may_be_crawled_where_the_settings_say_so() {
    NetworkRules rules =
        rules(
            Map.of("gazetteer.source.deny-own-store", "false"),
            "jdbc:postgresql://localhost:6543/gazetteer");

    assertThat(rules.resolve("localhost", 6543)).isNotEmpty();
  }

  @Test
  void one_denied_address_among_several_refuses_the_host() throws UnknownHostException {
    SourceSettings settings = Connecting.settings(Map.of());
    List<InetAddress> both =
        List.of(InetAddress.getByName("10.0.0.1"), InetAddress.getByName("169.254.169.254"));
    NetworkRules rules =
        new NetworkRules(
            settings, new CatalogDatabaseAddress(settings, Optional.empty()), host -> both);

    assertDenied(rules, "two.example", 5432);
  }

  @Test
  void a_malformed_block_is_refused_by_the_name_of_its_setting() {
    for (String block :
        new String[] {
          "10.0.0.0",
          "10.0.0.0/33",
          "example/8",
          "10.0.0.0/x",
          "10.0.0.0/-1",
          "::/129",
          "::ffff:10.0.0.0/104",
          "::ffff:10.0.0.0/8"
        }) {
      assertThatThrownBy(() -> rules(Map.of("gazetteer.source.denied-networks", block), ""))
          .hasMessageContainingAll("gazetteer.source.denied-networks", block);
    }
  }
}
