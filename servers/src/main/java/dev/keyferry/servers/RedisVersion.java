package dev.keyferry.servers;

/** The Redis versions of which a server executable can be had from a Maven artifact. */
public enum RedisVersion {
  /** Redis 6.2, RDB version 9. */
  V6_2("6.2.7"),
  /** Redis 7.0, RDB version 10. */
  V7_0("7.0.15"),
  /** Redis 7.4, RDB version 12. */
  V7_4("7.4.1");

  private final String number;

  RedisVersion(String number) {
    this.number = number;
  }

  /** The full version number as INFO gives it in {@code redis_version}. */
  public String number() {
    return number;
  }
}
