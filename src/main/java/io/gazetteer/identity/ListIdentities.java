package io.gazetteer.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.AppException;
import io.gazetteer.common.SqlFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Lists roles, groups, users or API keys in the form of the SDKs. */
@ApplicationScoped
public class ListIdentities {

  @Inject Access access;
  @Inject Jdbi jdbi;
  @Inject ObjectMapper json;

  /**
   * One page of a list; empty where the offset is behind the end, which ends a client's paging.
   *
   * @param totalRecord how many there are
   * @param filterRecord how many of them the filter lets through
   * @param records those of this page
   */
  public record Page(long totalRecord, long filterRecord, List<JsonNode> records) {}

  /**
   * One page of a list.
   *
   * @throws io.gazetteer.common.AppException IDENTITY_QUERY_INVALID when filter, sort or paging
   *     make no sense
   */
  public Page list(IdentityList list, ListQuery query) {
    return list(list, query, sql(list.statement()), Map.of());
  }

  /**
   * The groups that a user is in, otherwise as {@link #list}.
   *
   * @throws io.gazetteer.common.AppException IDENTITY_NOT_FOUND when there is no such user
   */
  public Page groupsOf(String userId, ListQuery query) {
    requireOne(IdentityList.USERS, userId);
    return among(IdentityList.GROUPS, query, "groups_of_user", userId);
  }

  /**
   * The users who are in a group, otherwise as {@link #list}.
   *
   * @throws io.gazetteer.common.AppException IDENTITY_NOT_FOUND when there is no such group
   */
  public Page membersOf(String groupId, ListQuery query) {
    requireOne(IdentityList.GROUPS, groupId);
    return among(IdentityList.USERS, query, "members_of_group", groupId);
  }

  private Page among(IdentityList list, ListQuery query, String ids, String holder) {
    String rows =
        "SELECT * FROM ("
            + sql(list.statement())
            + ") AS every WHERE every.id IN ("
            + sql(ids)
            + ")";
    return list(list, query, rows, Map.of("holder", holder));
  }

  private void requireOne(IdentityList list, String id) {
    ListQuery query = new ListQuery();
    query.filter = json.createObjectNode().put("id", id).toString();
    if (list(list, query).filterRecord() == 0) {
      throw new AppException(
          IdentityError.IDENTITY_NOT_FOUND, "There is nothing with id " + id + " here");
    }
  }

  private static String sql(String statement) {
    return SqlFiles.of(ListIdentities.class, statement);
  }

  private Page list(
      IdentityList list, ListQuery query, String rows, Map<String, Object> parameters) {
    access.check(Action.READ_IDENTITY);
    ListFilter.Condition condition =
        ListFilter.compile(query.filter, list.columns()).with(parameters);
    String from = "FROM (" + rows + ") AS listed";
    String where = from + " WHERE " + condition.sql();
    String page =
        "SELECT cast(listed.record AS text) "
            + where
            + " ORDER BY "
            + query.order(list)
            + " OFFSET :first LIMIT :most";
    int first = query.first();
    int most = query.most();
    return jdbi.withHandle(
        handle ->
            new Page(
                count(handle, from, new ListFilter.Condition("true", parameters)),
                count(handle, where, condition),
                handle
                    .createQuery(page)
                    .bindMap(condition.values())
                    .bind("first", first)
                    .bind("most", most)
                    .map((row, context) -> parse(row.getString(1)))
                    .list()));
  }

  private static long count(Handle handle, String from, ListFilter.Condition condition) {
    return handle
        .createQuery("SELECT count(*) " + from)
        .bindMap(condition.values())
        .mapTo(Long.class)
        .one();
  }

  private JsonNode parse(String record) {
    try {
      return json.readTree(record);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
