package io.gazetteer.common.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListingTest {

  private record Item(String name, Instant at) {}

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Listing<Item> LISTING =
      new Listing<>(
          Map.of("name", Item::name, "at", item -> Listing.sortable(item.at())), Item::name);

  private static final List<Item> ITEMS =
      List.of(
          new Item("b", NOON),
          new Item("a", NOON.plusMillis(5)),
          new Item("c", NOON),
          new Item("d", NOON.minusSeconds(1)));

  @Test
  void pages_hold_each_item_once_in_the_wanted_order() {
    assertThat(names("name", false, 3)).containsExactly("a", "b", "c", "d");
    assertThat(names("name", true, 1)).containsExactly("d", "c", "b", "a");
    assertThat(names("at", false, 2)).containsExactly("d", "b", "c", "a");
    assertThat(names("at", true, 1)).containsExactly("a", "c", "b", "d");
  }

  @Test
  void the_last_page_has_no_next_even_when_it_is_full() {
    assertThat(LISTING.page(ITEMS, request("name", false, 4, List.of())).next()).isEmpty();
  }

  @Test
  void a_page_continues_where_the_one_before_ended_although_that_item_is_gone() {
    Page<Item> first = LISTING.page(ITEMS, request("name", false, 2, List.of()));
    List<Item> left = ITEMS.stream().filter(item -> !item.name().equals("b")).toList();
    Page<Item> second =
        LISTING.page(left, request("name", false, 2, position(first, "name", false)));
    assertThat(second.items()).extracting(Item::name).containsExactly("c", "d");
  }

  @Test
  void a_cursor_belongs_to_the_order_that_it_was_made_for() {
    Page<Item> first = LISTING.page(ITEMS, request("name", false, 2, List.of()));
    String cursor = first.next().orElseThrow();
    assertThat(PageRequest.position(cursor, "name", false)).contains(List.of("b", "b"));
    assertThat(PageRequest.position(cursor, "name", true)).isEmpty();
    assertThat(PageRequest.position(cursor, "at", false)).isEmpty();
    assertThat(PageRequest.position("no cursor!", "name", false)).isEmpty();
  }

  private static List<String> names(String sort, boolean descending, int limit) {
    List<String> names = new ArrayList<>();
    List<String> after = List.of();
    Page<Item> page;
    do {
      page = LISTING.page(ITEMS, request(sort, descending, limit, after));
      page.items().forEach(item -> names.add(item.name()));
      after = page.next().isEmpty() ? List.of() : position(page, sort, descending);
    } while (page.next().isPresent());
    return names;
  }

  private static List<String> position(Page<Item> page, String sort, boolean descending) {
    return PageRequest.position(page.next().orElseThrow(), sort, descending).orElseThrow();
  }

  private static PageRequest request(
      String sort, boolean descending, int limit, List<String> after) {
    return new PageRequest(limit, sort, descending, after);
  }
}
