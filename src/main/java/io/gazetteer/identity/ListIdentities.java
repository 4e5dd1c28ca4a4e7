package io.gazetteer.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.AppException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Lists roles, groups, users or API keys in the form of the SDKs. */
@ApplicationScoped
public class ListIdentities {

  private static final String GROUPS_OF_USER =
      "i in (select g from UserAccount u join u.groups g where cast(u.id as string) = :holder)";

  private static final String MEMBERS_OF_GROUP =
      "i in (select u from UserAccount u join u.groups g where cast(g.id as string) = :holder)";

  private static final String MEMBERS =
      "select h.id, count(*) from UserAccount u join u.%s h group by h.id";

  private static final ListFilter.Condition EVERYBODY = new ListFilter.Condition("1 = 1", Map.of());

  @Inject Access access;
  @Inject EntityManager entities;
  @Inject ObjectMapper json;

  /**
   * One page of a list; empty where the offset is behind the end, which ends a client's paging.
   *
   * @param totalRecord how many there are
   * @param filterRecord how many of them the filter lets through
   * @param records those of this page
   */
  @Schema(name = "IdentityPage")
  public record Page(long totalRecord, long filterRecord, List<JsonNode> records) {}

  record Members(UUID holder, long members) {}

  /**
   * One page of a list.
   *
   * @throws io.gazetteer.common.AppException IDENTITY_QUERY_INVALID when filter, sort or paging
   *     make no sense
   */
  @Transactional
  public Page list(IdentityList list, ListQuery query) {
    return list(list, query, EVERYBODY);
  }

  /**
   * The groups that a user is in, otherwise as {@link #list}.
   *
   * @throws io.gazetteer.common.AppException IDENTITY_NOT_FOUND when there is no such user
   */
  @Transactional
  public Page groupsOf(String userId, ListQuery query) {
    requireOne(IdentityList.USERS, userId);
    return among(IdentityList.GROUPS, query, GROUPS_OF_USER, userId);
  }

  /**
   * The users who are in a group, otherwise as {@link #list}.
   *
   * @throws io.gazetteer.common.AppException IDENTITY_NOT_FOUND when there is no such group
   */
  @Transactional
  public Page membersOf(String groupId, ListQuery query) {
    requireOne(IdentityList.GROUPS, groupId);
    return among(IdentityList.USERS, query, MEMBERS_OF_GROUP, groupId);
  }

  private Page among(IdentityList list, ListQuery query, String condition, String holder) {
    return list(list, query, new ListFilter.Condition(condition, Map.of("holder", holder)));
  }

  private void requireOne(IdentityList list, String id) {
    ListQuery query = new ListQuery();
    query.filter = json.createObjectNode().put("id", id).toString();
    if (list(list, query).filterRecord() == 0) {
      throw new AppException(
          IdentityError.IDENTITY_NOT_FOUND, "There is nothing with id " + id + " here");
    }
  }

  private Page list(IdentityList list, ListQuery query, ListFilter.Condition among) {
    access.check(Action.READ_IDENTITY);
    ListFilter.Condition filter = ListFilter.compile(query.filter, list.fields());
    String order = query.order(list);
    int first = query.first();
    int most = query.most();
    ListFilter.Condition every = new ListFilter.Condition(list.condition(), Map.of()).and(among);
    ListFilter.Condition wanted = every.and(filter);
    return new Page(
        count(list, every), count(list, wanted), records(list, wanted, order, first, most));
  }

  private long count(IdentityList list, ListFilter.Condition condition) {
    return query("select count(*)", list, condition, "", Long.class).getSingleResult();
  }

  private List<JsonNode> records(
      IdentityList list, ListFilter.Condition condition, String order, int first, int most) {
    if (most == 0) {
      return List.of();
    }
    List<?> page =
        query("select i", list, condition, " order by " + order, Object.class)
            .setFirstResult(first)
            .setMaxResults(most)
            .getResultList();
    Map<UUID, Long> members = members(list);
    return page.stream().map(each -> record(each, members)).toList();
  }

  private <T> TypedQuery<T> query(
      String what, IdentityList list, ListFilter.Condition condition, String end, Class<T> type) {
    TypedQuery<T> query =
        entities.createQuery(
            what + " from " + list.entity() + " where " + condition.hql() + end, type);
    condition.values().forEach(query::setParameter);
    return query;
  }

  /** How many users are in each role or group. */
  private Map<UUID, Long> members(IdentityList list) {
    return switch (list) {
      case ROLES -> members("roles");
      case GROUPS -> members("groups");
      case USERS, API_KEYS -> Map.of();
    };
  }

  private Map<UUID, Long> members(String of) {
    return entities
        .createQuery(MEMBERS.formatted(of), Members.class)
        .getResultStream()
        .collect(Collectors.toMap(Members::holder, Members::members));
  }

  private static JsonNode record(Object entity, Map<UUID, Long> members) {
    if (entity instanceof Role role) {
      return IdentityJson.role(role, members.getOrDefault(role.id(), 0L));
    }
    if (entity instanceof UserGroup group) {
      return IdentityJson.group(group, members.getOrDefault(group.id(), 0L));
    }
    return entity instanceof UserAccount user
        ? IdentityJson.user(user)
        : IdentityJson.apiKey((ApiToken) entity);
  }
}
