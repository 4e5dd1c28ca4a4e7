package io.gazetteer.identity;

import io.gazetteer.identity.Identities.UserRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.BatchSize;

/** A person or script that can sign in, with its roles. */
@Entity
@Table(name = "app_user")
@BatchSize(size = UserAccount.BATCH)
class UserAccount {

  /** Number of users whose roles and groups one statement loads. */
  static final int BATCH = 200;

  @Id
  @GeneratedValue(strategy = GenerationType.UUID)
  private UUID id;

  @Version private long version;

  @NotBlank private String username;

  private String email;
  private String firstName;
  private String lastName;
  private String passwordHash;
  private boolean enabled;

  @NotNull
  @Column(updatable = false)
  private Instant createdAt;

  @ManyToMany
  @BatchSize(size = BATCH)
  @JoinTable(
      name = "membership",
      joinColumns = @JoinColumn(name = "user_id"),
      inverseJoinColumns = @JoinColumn(name = "role_id"))
  private Set<Role> roles = new HashSet<>();

  @ManyToMany
  @BatchSize(size = BATCH)
  @JoinTable(
      name = "membership",
      joinColumns = @JoinColumn(name = "user_id"),
      inverseJoinColumns = @JoinColumn(name = "group_id"))
  private Set<UserGroup> groups = new HashSet<>();

  UserAccount() {}

  UserAccount(String username, Instant createdAt) {
    this.username = username;
    this.createdAt = createdAt;
    this.enabled = true;
  }

  String username() {
    return username;
  }

  Optional<String> passwordHash() {
    return Optional.ofNullable(passwordHash);
  }

  void setPasswordHash(String hash) {
    this.passwordHash = hash;
  }

  void grant(Role role) {
    roles.add(role);
  }

  /** Returns the user as authentication sees it. */
  KnownUser known() {
    return new KnownUser(
        id.toString(),
        username,
        passwordHash(),
        roles.stream().map(Role::name).collect(Collectors.toUnmodifiableSet()));
  }

  /** The user as it is listed, with the highest role first. */
  UserRecord record() {
    return new UserRecord(
        id,
        username,
        Optional.ofNullable(email),
        Objects.requireNonNullElse(firstName, ""),
        Objects.requireNonNullElse(lastName, ""),
        enabled,
        createdAt,
        roles.stream()
            .sorted(Comparator.comparing(role -> role.id().toString()))
            .map(Role::name)
            .toList(),
        groups.size());
  }
}
