package dev.keyferry.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "sourcePassword",
        "targetPassword",
        "pass",
        "token",
        "key",
        "accessKey",
        "clientSecret",
        "sasToken",
        "storageAccessKey"
      })
  void passwordsAreKnownByTheirNames(String option) {
    assertThat(Secrets.isPasswordName(option)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sourcePasswordFile", "passes", "keys", "source", "keyPrefix", "readers"})
  void otherNamesAreNoPasswords(String option) {
    assertThat(Secrets.isPasswordName(option)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "redis://user:pw@host:6379/0, redis://user:***@host:6379/0",
    "rediss://:p@s/s:w@host:6380, rediss://:***@host:6380",
    "'redis://u:a@h,redis://u:b@i', redis://u:***@i",
    "user:pw@host, user:***@host",
    "https://a.example.net/c?sig=abc, https://a.example.net/c?***",
    "redis://user@host:6379, redis://user@host:6379",
    "redis://host:6379, redis://host:6379",
    "16, 16"
  })
  void maskHidesWhatCouldBeAPassword(String value, String masked) {
    assertThat(Secrets.mask(value)).isEqualTo(masked);
  }

  @Test
  void messagesAreMaskedOnlyBehindAScheme() {
    assertThat(Secrets.maskMessage("cannot reach redis://u:pw@host:1"))
        .isEqualTo("cannot reach redis://u:***@host:1");
    assertThat(Secrets.maskMessage("key a:b@c is too large")).isEqualTo("key a:b@c is too large");
  }

  @Test
  void refusalNamesTheSideOfThePassword() {
    assertThat(Secrets.refusal("password"))
        .isEqualTo(
            "a password does not belong on the command line: put it into the environment variable"
                + " KEYFERRY_SOURCE_PASSWORD or a file named by --sourcePasswordFile");
    assertThat(Secrets.refusal("targetPass"))
        .contains("KEYFERRY_TARGET_PASSWORD", "--targetPasswordFile")
        .doesNotContain("SOURCE");
  }
}
