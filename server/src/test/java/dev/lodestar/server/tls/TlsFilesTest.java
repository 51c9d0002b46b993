package dev.lodestar.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.engine.TlsIdentity;
import dev.lodestar.engine.TlsOptions;
import dev.lodestar.engine.TlsOptions.ClientAuthentication;
import dev.lodestar.engine.TlsTrust;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which files are understood, and what is said of others.
class TlsFilesTest {
  private static final TestAuthority AUTHORITY = new TestAuthority("Authority");
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder;

  private static TlsContexts load(TlsOptions options) throws TlsFailure {
    return TlsContexts.load(options, List.of("http/1.1"), new HashMap<>());
  }

  private static TlsContexts load(TlsIdentity identity) throws TlsFailure {
    return load(TlsOptions.of(identity));
  }

  private static KeyPair newKey(String algorithm) throws Exception {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path certificate(KeyPair pair) throws IOException {
    return write(
        "chain.pem",
        "A comment\n"
            + pem(
                AUTHORITY.certify(pair.getPublic(), DAY.negated(), DAY.multipliedBy(99), "a.test"))
            + pem(AUTHORITY.certificate()));
  }

  private static String pem(X509Certificate certificate) {
    return TestAuthority.pem("CERTIFICATE", TestAuthority.encoded(certificate));
  }

  private static byte[] innerKey(PrivateKey key) {
    var bytes = key.getEncoded();
    var at = Der.Element.at(bytes, 0, bytes.length).first().end();
    at = Der.Element.at(bytes, at, bytes.length).end();
    return Der.Element.at(bytes, at, bytes.length).inner();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void keys_of_pkcs_8_are_read(String algorithm) throws Exception {
    var pair = newKey(algorithm);
    var key = write("key.pem", TestAuthority.pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    var identity = load(TlsIdentity.pem(certificate(pair), key)).identities().getFirst();
    assertThat(identity.chain()).hasSize(2);
    assertThat(identity.key()).isEqualTo(pair.getPrivate());
  }

  @Test
  void keys_of_pkcs_1_are_read() throws Exception {
    var pair = newKey("RSA");
    var key = write("key.pem", TestAuthority.pem("RSA PRIVATE KEY", innerKey(pair.getPrivate())));
    assertThat(load(TlsIdentity.pem(certificate(pair), key)).identities().getFirst().key())
        .isEqualTo(pair.getPrivate());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keys_of_sec_1_are_read_wherever_the_curve_stands(boolean withinTheKey) throws Exception {
    var pair = CertificateWriter.newKey();
    var parameters = Der.oid(1, 2, 840, 10_045, 3, 1, 7);
    var secret = secretOf(pair);
    var octets = Der.value(Der.OCTET_STRING, fixed(secret));
    var sec1 =
        withinTheKey
            ? Der.sequence(Der.integer(1), octets, Der.value(0xA0, parameters))
            : Der.sequence(Der.integer(1), octets);
    var text = TestAuthority.pem("EC PRIVATE KEY", sec1);
    var key =
        write(
            "key.pem", withinTheKey ? text : TestAuthority.pem("EC PARAMETERS", parameters) + text);
    assertThat(load(TlsIdentity.pem(certificate(pair), key)).identities()).hasSize(1);
  }

  private static BigInteger secretOf(KeyPair pair) {
    return pair.getPrivate() instanceof ECPrivateKey key ? key.getS() : BigInteger.ZERO;
  }

  private static byte[] fixed(BigInteger number) {
    var bytes = number.toByteArray();
    var fixed = new byte[32];
    var length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
    return fixed;
  }

  private Path encryptedKey(KeyPair pair, String algorithm, String password) throws Exception {
    var secret =
        SecretKeyFactory.getInstance(algorithm)
            .generateSecret(new PBEKeySpec(password.toCharArray()));
    var cipher = Cipher.getInstance(algorithm);
    cipher.init(Cipher.ENCRYPT_MODE, secret);
    // The modern ones all have the same name in files.
    var name = algorithm.startsWith("PBEWithHmac") ? "PBES2" : algorithm;
    var parameters = AlgorithmParameters.getInstance(name);
    parameters.init(cipher.getParameters().getEncoded());
    var encrypted =
        new EncryptedPrivateKeyInfo(parameters, cipher.doFinal(pair.getPrivate().getEncoded()));
    return write("key.pem", TestAuthority.pem("ENCRYPTED PRIVATE KEY", encrypted.getEncoded()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PBEWithHmacSHA256AndAES_256",
        "PBEWithHmacSHA1AndAES_128",
        "PBEWithSHA1AndDESede"
      })
  void encrypted_keys_are_read_with_their_password(String algorithm) throws Exception {
    var pair = CertificateWriter.newKey();
    var key = encryptedKey(pair, algorithm, "secret");
    var chain = certificate(pair);
    assertThat(load(TlsIdentity.pem(chain, key, "secret")).identities()).hasSize(1);
    assertProblem(
        TlsIdentity.pem(chain, key, "wrong"),
        "The private key in "
            + key
            + " cannot be decrypted: the password is wrong, or the file is"
            + " damaged.");
    assertProblem(
        TlsIdentity.pem(chain, key),
        "The private key in " + key + " is encrypted, but no password is given; give it.");
  }

  @Test
  void one_file_may_have_both() throws Exception {
    var issued = AUTHORITY.issue("a.test");
    var file = issued.writeTo(folder.resolve("both.pem"));
    assertThat(load(TlsIdentity.pem(file, file)).identities()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PKCS12", "JKS"})
  void keystores_are_read(String type) throws Exception {
    var file = keystore(type, "one");
    assertThat(load(TlsIdentity.keystore(file, "secret")).identities()).hasSize(1);
    assertThat(load(TlsIdentity.keystore(file, "secret", "one")).identities()).hasSize(1);
    assertProblem(
        TlsIdentity.keystore(file, "wrong"),
        "The keystore " + file + " cannot be opened: the password is wrong.");
    assertProblem(
        TlsIdentity.keystore(file, ""),
        "The keystore " + file + " has a password, but none is given; give it.");
    assertThatThrownBy(() -> load(TlsIdentity.keystore(folder, "secret")))
        .hasMessageStartingWith("The keystore cannot be read: " + folder);
    assertProblem(
        TlsIdentity.keystore(file, "secret", "two"),
        "The keystore " + file + " has no key 'two'; name one of these as the alias: one.");
    var several = keystore(type, "one", "two");
    assertProblem(
        TlsIdentity.keystore(several, "secret"),
        "The keystore " + several + " has several keys; name one of these as the alias: one, two.");
  }

  private Path keystore(String type, String... aliases) throws Exception {
    var store = KeyStore.getInstance(type);
    store.load(null, null);
    for (var alias : aliases) {
      var issued = AUTHORITY.issue("a.test");
      store.setKeyEntry(
          alias,
          issued.key(),
          "secret".toCharArray(),
          new X509Certificate[] {issued.certificate()});
    }
    var file = folder.resolve(aliases.length + type);
    try (var out = Files.newOutputStream(file)) {
      store.store(out, "secret".toCharArray());
    }
    return file;
  }

  @Test
  void a_keystore_whose_key_has_no_certificate_is_named() throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setEntry(
        "secret",
        new KeyStore.SecretKeyEntry(new SecretKeySpec(new byte[16], "AES")),
        new KeyStore.PasswordProtection("secret".toCharArray()));
    var file = folder.resolve("secret.p12");
    try (var out = Files.newOutputStream(file)) {
      store.store(out, "secret".toCharArray());
    }
    assertProblem(
        TlsIdentity.keystore(file, "secret"),
        "The key 'secret' in the keystore "
            + file
            + " has no certificate; put the certificate of the server beside it, with those that"
            + " have signed it.");
  }

  @Test
  void a_keystore_that_is_being_written_is_named() throws Exception {
    var whole = Files.readAllBytes(keystore("PKCS12", "one"));
    for (var length = 0; length < whole.length; length += 1 + length / 4) {
      var file = Files.write(folder.resolve("half.p12"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> load(TlsIdentity.keystore(file, "secret")))
          .isInstanceOf(TlsFailure.class)
          .hasMessageStartingWith("The file " + file + " is no keystore of PKCS #12 or JKS: ")
          .message()
          .doesNotContain("null");
    }
  }

  private static void assertProblem(TlsIdentity identity, String sentence) {
    assertThatThrownBy(() -> load(identity)).isInstanceOf(TlsFailure.class).hasMessage(sentence);
  }

  @Test
  void everything_that_is_wrong_is_said_at_once() {
    var missing = folder.resolve("missing.pem");
    var options =
        TlsOptions.of(TlsIdentity.pem(missing, folder.resolve("key.pem")))
            .withCipherSuites("TLS_NONSENSE")
            .withClientAuthentication(
                ClientAuthentication.REQUIRED, TlsTrust.pem(folder.resolve("clients.pem")));
    assertThatThrownBy(() -> load(options))
        .hasMessageStartingWith("TLS cannot be set up: 4 problems were found.\n 1. ")
        .hasMessageContaining("The cipher suite 'TLS_NONSENSE' is not known to the provider JDK")
        .hasMessageContaining(
            "The certificate cannot be read: there is no file "
                + missing
                + "; correct the path, or"
                + " create it.")
        .hasMessageContaining("The private key cannot be read: there is no file")
        .hasMessageContaining("clients.pem");
  }

  @Test
  void a_key_of_another_certificate_is_noticed() throws Exception {
    var chain = certificate(CertificateWriter.newKey());
    for (var other : List.of(CertificateWriter.newKey(), newKey("RSA"), newKey("Ed25519"))) {
      var key = write("key.pem", TestAuthority.pem("PRIVATE KEY", other.getPrivate().getEncoded()));
      assertProblem(
          TlsIdentity.pem(chain, key),
          "The private key of "
              + chain
              + " with "
              + key
              + " does not belong to the certificate of CN=a.test; the first certificate has to be"
              + " that of the key.");
    }
  }

  @Test
  void expired_and_future_certificates_are_noticed() throws Exception {
    var old =
        AUTHORITY
            .issue(Duration.ofDays(-9), DAY.negated(), "a.test")
            .writeTo(folder.resolve("old.pem"));
    assertThatThrownBy(() -> load(TlsIdentity.pem(old, old)))
        .hasMessageContaining("has expired on ")
        .hasMessageContaining("get a new one");
    var future =
        AUTHORITY.issue(DAY, Duration.ofDays(9), "a.test").writeTo(folder.resolve("future.pem"));
    assertThatThrownBy(() -> load(TlsIdentity.pem(future, future)))
        .hasMessageContaining("is valid from ");
  }

  @Test
  void files_that_are_something_else_are_named() throws Exception {
    var issued = AUTHORITY.issue("a.test");
    var both = issued.writeTo(folder.resolve("both.pem"));
    var empty = write("empty.pem", "");
    var keyOnly = write("key.pem", issued.keyPem());
    assertProblem(
        TlsIdentity.pem(empty, keyOnly),
        "The file "
            + empty
            + " has no certificate: it has no block 'CERTIFICATE'. Give a file in PEM, with the"
            + " certificate of the server first.");
    assertProblem(
        TlsIdentity.pem(both, empty),
        "The private key in "
            + empty
            + " is missing: the file has no block 'PRIVATE KEY'. Is it the file of the"
            + " certificate?");
    var endless = write("endless.pem", "-----BEGIN CERTIFICATE-----\nAAAA");
    assertProblem(
        TlsIdentity.pem(endless, keyOnly),
        "The file " + endless + " is malformed: a block 'CERTIFICATE' has no end.");
    var legacy =
        write(
            "legacy.pem",
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info:"
                + " AES-256-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n");
    assertThatThrownBy(() -> load(TlsIdentity.pem(both, legacy)))
        .hasMessageContaining("change it with: openssl pkcs8 -topk8");
    assertThatThrownBy(() -> load(TlsIdentity.keystore(both, "x")))
        .hasMessageContaining("is no keystore of PKCS #12 or JKS");
  }

  @Test
  void damaged_files_never_cause_anything_but_a_sentence() throws Exception {
    var bytes = Files.readAllBytes(AUTHORITY.issue("a.test").writeTo(folder.resolve("good.pem")));
    for (var i = 0; i < bytes.length; i += 7) {
      var damaged = Arrays.copyOf(bytes, bytes.length);
      damaged[i] ^= 1;
      var file = Files.write(folder.resolve("damaged.pem"), damaged);
      try {
        load(TlsIdentity.pem(file, file));
      } catch (TlsFailure expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void certificates_that_are_not_in_order_are_noticed() throws Exception {
    var issued = AUTHORITY.issue("a.test");
    var other = new TestAuthority("Other");
    var chain = write("chain.pem", pem(issued.certificate()) + pem(other.certificate()));
    var key = write("key.pem", issued.keyPem());
    assertProblem(
        TlsIdentity.pem(chain, key),
        "The certificates of "
            + chain
            + " with "
            + key
            + " are not in order: number 1 was signed by CN=Authority, but number 2 is that of"
            + " CN=Other.");
  }

  @Test
  void a_certificate_for_another_host_is_noticed() {
    var issued = AUTHORITY.issue("a.test", "b.test");
    var identity = TlsIdentity.of(issued.key(), List.of(issued.certificate()));
    assertThatThrownBy(() -> load(TlsOptions.of(identity).withHost("c.test", identity)))
        .hasMessage(
            "The certificate of CN=a.test is not for the host c.test, but for a.test, b.test.");
  }

  @Test
  void passwords_are_not_shown() {
    var pem = TlsIdentity.pem(folder.resolve("a"), folder.resolve("b"), "hidden");
    var store = TlsIdentity.keystore(folder.resolve("a"), "hidden", "alias");
    assertThat(TlsOptions.of(pem).withHost("a.test", store).toString()).doesNotContain("hidden");
  }

  @Test
  void the_missing_library_of_openssl_is_named() {
    assertThat(TlsContexts.withoutOpenSsl(new ClassNotFoundException("io.netty.internal.tcnative")))
        .startsWith(
            "The provider OPENSSL of TLS cannot be used. Add the dependency"
                + " io.netty:netty-tcnative-boringssl-static");
  }
}
