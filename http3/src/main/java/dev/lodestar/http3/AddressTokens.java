package dev.lodestar.http3;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.quic.QuicTokenHandler;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes clients show that they are where they say they are, before a handshake is computed and a
/// certificate sent (RFC 9000, section 8.1.2). A token says when it was made, for which connection
/// id and address, and is signed, so nothing has to be remembered. Used on one event loop.
final class AddressTokens implements QuicTokenHandler {
  /// How long a token counts: a client answers at once.
  static final Duration LIFETIME = Duration.ofSeconds(10);

  private static final int TIME_LENGTH = 8;
  private static final int SIGNATURE_LENGTH = 16;
  private static final int HEAD_LENGTH = TIME_LENGTH + SIGNATURE_LENGTH;
  private static final int MOST_ID_LENGTH = 20;
  private static final String ALGORITHM = "HmacSHA256";

  private final Handshakes handshakes;
  private final Mac mac;

  AddressTokens(byte[] key, Handshakes handshakes) {
    this.handshakes = handshakes;
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM + ".", impossible);
    }
  }

  @Override
  public boolean writeToken(ByteBuf out, ByteBuf dcid, InetSocketAddress address) {
    var id = bytes(dcid, dcid.readerIndex(), dcid.readableBytes());
    var now = System.currentTimeMillis();
    out.writeLong(now).writeBytes(signature(now, id, address), 0, SIGNATURE_LENGTH).writeBytes(id);
    return true;
  }

  @Override
  public int validateToken(ByteBuf token, InetSocketAddress address) {
    var length = token.readableBytes() - HEAD_LENGTH;
    if (length < 0 || length > MOST_ID_LENGTH || !handshakes.haveRoom(address)) {
      return -1;
    }
    var start = token.readerIndex();
    var time = token.getLong(start);
    var age = System.currentTimeMillis() - time;
    if (age < 0 || age > LIFETIME.toMillis()) {
      return -1;
    }
    var id = bytes(token, start + HEAD_LENGTH, length);
    var expected = Arrays.copyOf(signature(time, id, address), SIGNATURE_LENGTH);
    var shown = bytes(token, start + TIME_LENGTH, SIGNATURE_LENGTH);
    return MessageDigest.isEqual(expected, shown) ? HEAD_LENGTH : -1;
  }

  private byte[] signature(long time, byte[] id, InetSocketAddress address) {
    for (var shift = 56; shift >= 0; shift -= 8) {
      mac.update((byte) (time >>> shift));
    }
    var host = address.getAddress().getAddress();
    mac.update((byte) host.length);
    mac.update(host);
    mac.update((byte) (address.getPort() >>> 8));
    mac.update((byte) address.getPort());
    return mac.doFinal(id);
  }

  private static byte[] bytes(ByteBuf from, int index, int length) {
    var bytes = new byte[length];
    from.getBytes(index, bytes);
    return bytes;
  }

  @Override
  public int maxTokenLength() {
    return HEAD_LENGTH + MOST_ID_LENGTH;
  }
}
