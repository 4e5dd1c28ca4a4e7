package io.gazetteer.identity;

import io.gazetteer.common.AppException;
import io.gazetteer.identity.Identities.GroupRecord;
import io.gazetteer.identity.Identities.Listed;
import io.gazetteer.identity.Identities.RoleRecord;
import io.gazetteer.identity.Identities.TokenRecord;
import io.gazetteer.identity.Identities.UserRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lists roles, groups, users and API tokens. Each method throws {@link AppException}
 * IDENTITY_QUERY_INVALID if its list does not have a field of the query.
 */
@ApplicationScoped
public class ListIdentities {

  private static final String GROUPS_OF_USER =
      "i in (select g from UserAccount u join u.groups g where cast(u.id as string) = :holder)";

  private static final String MEMBERS_OF_GROUP =
      "i in (select u from UserAccount u join u.groups g where cast(g.id as string) = :holder)";

  private static final String MEMBERS =
      "select h.id, count(*) from UserAccount u join u.%s h group by h.id";

  private static final FilterCompiler.Condition EVERYBODY =
      new FilterCompiler.Condition("1 = 1", Map.of());

  @Inject Access access;
  @Inject EntityManager entities;

  record Members(UUID holder, long members) {}

  /** Returns roles, each with its number of users. */
  @Transactional
  public Listed<RoleRecord> roles(IdentityQuery query) {
    access.check(Action.READ_IDENTITY);
    Map<UUID, Long> members = members("roles");
    return list(IdentityList.ROLES, query, EVERYBODY, Role.class, role -> role.record(members));
  }

  /** Returns groups, each with its number of users. */
  @Transactional
  public Listed<GroupRecord> groups(IdentityQuery query) {
    access.check(Action.READ_IDENTITY);
    return groups(query, EVERYBODY);
  }

  /**
   * Returns the groups that a user is in.
   *
   * @throws AppException IDENTITY_NOT_FOUND if there is no such user
   */
  @Transactional
  public Listed<GroupRecord> groupsOf(String userId, IdentityQuery query) {
    access.check(Action.READ_IDENTITY);
    if (user(userId).isEmpty()) {
      throw notFound(userId);
    }
    return groups(query, held(GROUPS_OF_USER, userId));
  }

  /** Returns users. */
  @Transactional
  public Listed<UserRecord> users(IdentityQuery query) {
    access.check(Action.READ_IDENTITY);
    return users(query, EVERYBODY);
  }

  /** Returns the user with an id; empty if there is none. */
  @Transactional
  public Optional<UserRecord> user(String id) {
    access.check(Action.READ_IDENTITY);
    return users(IdentityQuery.of(IdentityFilter.id(id)), EVERYBODY).records().stream().findFirst();
  }

  /**
   * Returns the users who are in a group.
   *
   * @throws AppException IDENTITY_NOT_FOUND if there is no such group
   */
  @Transactional
  public Listed<UserRecord> membersOf(String groupId, IdentityQuery query) {
    access.check(Action.READ_IDENTITY);
    if (groups(IdentityQuery.of(IdentityFilter.id(groupId)), EVERYBODY).matching() == 0) {
      throw notFound(groupId);
    }
    return users(query, held(MEMBERS_OF_GROUP, groupId));
  }

  /** Returns the valid API tokens. */
  @Transactional
  public Listed<TokenRecord> tokens(IdentityQuery query) {
    access.check(Action.READ_IDENTITY);
    return list(IdentityList.API_KEYS, query, EVERYBODY, ApiToken.class, ApiToken::record);
  }

  private Listed<GroupRecord> groups(IdentityQuery query, FilterCompiler.Condition among) {
    Map<UUID, Long> members = members("groups");
    return list(IdentityList.GROUPS, query, among, UserGroup.class, group -> group.record(members));
  }

  private Listed<UserRecord> users(IdentityQuery query, FilterCompiler.Condition among) {
    return list(IdentityList.USERS, query, among, UserAccount.class, UserAccount::record);
  }

  private static FilterCompiler.Condition held(String condition, String holder) {
    return new FilterCompiler.Condition(condition, Map.of("holder", holder));
  }

  private static AppException notFound(String id) {
    return new AppException(IdentityError.IDENTITY_NOT_FOUND, "There is nothing with id " + id);
  }

  private <E, R> Listed<R> list(
      IdentityList list,
      IdentityQuery query,
      FilterCompiler.Condition among,
      Class<E> type,
      Function<E, R> record) {
    FilterCompiler.Condition filter = FilterCompiler.compile(query.filter(), list.fields());
    String order = " order by " + list.order(query.order());
    FilterCompiler.Condition every =
        new FilterCompiler.Condition(list.condition(), Map.of()).and(among);
    FilterCompiler.Condition wanted = every.and(filter);
    List<R> page =
        query.limit() == 0
            ? List.of()
            : query("select i", list, wanted, order, type)
                .setFirstResult(query.offset())
                .setMaxResults(Math.min(query.limit(), IdentityQuery.MAX_LIMIT))
                .getResultStream()
                .map(record)
                .toList();
    return new Listed<>(count(list, every), count(list, wanted), page);
  }

  private long count(IdentityList list, FilterCompiler.Condition condition) {
    return query("select count(*)", list, condition, "", Long.class).getSingleResult();
  }

  private <T> TypedQuery<T> query(
      String what,
      IdentityList list,
      FilterCompiler.Condition condition,
      String end,
      Class<T> type) {
    TypedQuery<T> query =
        entities.createQuery(
            what + " from " + list.entity() + " where " + condition.hql() + end, type);
    condition.values().forEach(query::setParameter);
    return query;
  }

  /** Returns the number of users in each role or group. */
  private Map<UUID, Long> members(String of) {
    return entities
        .createQuery(MEMBERS.formatted(of), Members.class)
        .getResultStream()
        .collect(Collectors.toMap(Members::holder, Members::members));
  }
}
