package dev.keyferry.servers;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One connection that sends a command and reads its reply (RESP2), for set-up and readiness checks.
 *
 * <p>Strings stand for bytes: each char is one byte (ISO 8859-1), so binary keys come through. A
 * reply is a String, a Long, a List of replies, or null.
 */
final class RespConnection implements Closeable {
  /** An error reply of the server; the message is the reply's text. */
  static final class ErrorReply extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ErrorReply(String message) {
      super(message);
    }
  }

  private final Socket socket;
  private final DataInputStream in;

  private RespConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  /** The address 127.0.0.1, whatever the JVM prefers. */
  static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  /** Connects to 127.0.0.1; the time limit holds for connecting and for each read. */
  static RespConnection open(int port, @Nullable SSLSocketFactory tls, Duration timeout)
      throws IOException {
    Socket socket = new Socket();
    try {
      int millis = (int) timeout.toMillis();
      socket.connect(new InetSocketAddress(loopback(), port), millis);
      socket.setSoTimeout(millis);
      socket.setTcpNoDelay(true);
      if (tls == null) {
        return new RespConnection(socket);
      }
      return new RespConnection(tls.createSocket(socket, "127.0.0.1", port, true));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Sends a command and waits for its reply.
   *
   * @throws ErrorReply if the server answers with an error
   */
  @Nullable Object command(String... words) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(bytes("*" + words.length + "\r\n"));
    for (String word : words) {
      out.writeBytes(bytes("$" + word.length() + "\r\n" + word + "\r\n"));
    }
    socket.getOutputStream().write(out.toByteArray());
    return reply();
  }

  /** A text's UTF-8 bytes as a string of this class. */
  static String asBytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private @Nullable Object reply() throws IOException {
    String line = line();
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> rest;
      case '-' -> throw new ErrorReply(rest);
      case ':' -> Long.valueOf(rest);
      case '$' -> bulk(Integer.parseInt(rest));
      case '*' -> array(Integer.parseInt(rest));
      default -> throw new IOException("Not a RESP2 reply: " + line);
    };
  }

  private @Nullable String bulk(int length) throws IOException {
    if (length < 0) {
      return null;
    }

    byte[] data = new byte[length];
    in.readFully(data);
    in.readFully(new byte[2]);
    return new String(data, StandardCharsets.ISO_8859_1);
  }

  private @Nullable List<@Nullable Object> array(int length) throws IOException {
    if (length < 0) {
      return null;
    }

    List<@Nullable Object> replies = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      replies.add(reply());
    }
    return replies;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int next = in.read();
    while (next != '\r') {
      if (next < 0) {
        throw new EOFException("Redis closed the connection");
      }
      line.append((char) next);
      next = in.read();
    }
    if (in.read() != '\n' || line.isEmpty()) {
      throw new IOException("Not a RESP2 line: " + line);
    }
    return line.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
