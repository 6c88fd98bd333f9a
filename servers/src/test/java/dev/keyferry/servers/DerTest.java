package dev.keyferry.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DerTest {
  @Test
  void writesTagLengthAndContent() {
    assertThat(hex(Der.integer(BigInteger.valueOf(5)))).isEqualTo("020105");
    assertThat(hex(Der.sequence(Der.yes(), Der.text("a")))).isEqualTo("30060101ff0c0161");
    assertThat(hex(Der.bits(0, new byte[] {7}))).isEqualTo("03020007");
  }

  @Test
  void writesLongLengthsInAsFewBytesAsPossible() {
    assertThat(hex(Der.octets(new byte[127]))).startsWith("047f00");
    assertThat(hex(Der.octets(new byte[128]))).startsWith("04818000");
    assertThat(hex(Der.octets(new byte[256]))).startsWith("0482010000");
  }

  @Test
  void writesObjectIdentifiers() {
    assertThat(hex(Der.oid(1, 2, 840, 10045, 4, 3, 2))).isEqualTo("06082a8648ce3d040302");
    assertThat(hex(Der.oid(2, 5, 29, 17))).isEqualTo("0603551d11");
  }

  private static String hex(byte[] encoding) {
    return HexFormat.of().formatHex(encoding);
  }
}
