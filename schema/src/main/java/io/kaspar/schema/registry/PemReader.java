package io.kaspar.schema.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** Reads certificates and a private key from PEM text. */
final class PemReader {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN (?<label>[A-Z0-9 ]+)-----(?<body>[A-Za-z0-9+/=\\s]+)-----END \\k<label>-----");
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA", "DSA");

    private PemReader() {}

    /** All certificates in the text, in order; may be none. */
    static List<Certificate> certificates(String pem) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<Certificate> certificates = new ArrayList<>();
        for (Matcher block = BLOCK.matcher(pem); block.find(); ) {
            if ("CERTIFICATE".equals(block.group("label"))) {
                certificates.add(factory.generateCertificate(new ByteArrayInputStream(decode(block))));
            }
        }
        return certificates;
    }

    /**
     * The first private key in the text, which must be in PKCS #8 form.
     *
     * @param password null when the key is not encrypted
     */
    static PrivateKey privateKey(String pem, char @Nullable [] password) throws GeneralSecurityException, IOException {
        for (Matcher block = BLOCK.matcher(pem); block.find(); ) {
            String label = block.group("label");
            if ("PRIVATE KEY".equals(label)) {
                return key(new PKCS8EncodedKeySpec(decode(block)));
            }
            if ("ENCRYPTED PRIVATE KEY".equals(label)) {
                return key(decrypt(decode(block), password));
            }
            if (label.endsWith(" PRIVATE KEY")) {
                throw new InvalidKeySpecException(
                        "the private key is not in PKCS #8 form; convert it with 'openssl pkcs8 -topk8'");
            }
        }
        throw new InvalidKeySpecException("there is no private key in the PEM text");
    }

    private static PKCS8EncodedKeySpec decrypt(byte[] encrypted, char @Nullable [] password)
            throws GeneralSecurityException, IOException {
        if (password == null) {
            throw new InvalidKeySpecException("the private key is encrypted; set " + TlsOptions.KEY_PASSWORD);
        }
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted);
        // For PBES2 the algorithm's name is found in its parameters only.
        String algorithm = "PBES2".equals(info.getAlgName()) || "1.2.840.113549.1.5.13".equals(info.getAlgName())
                ? info.getAlgParameters().toString()
                : info.getAlgName();
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.DECRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password)),
                info.getAlgParameters());
        return info.getKeySpec(cipher);
    }

    private static PrivateKey key(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        InvalidKeySpecException failure = new InvalidKeySpecException("a private key of none of " + KEY_ALGORITHMS);
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    private static byte[] decode(Matcher block) {
        return Base64.getMimeDecoder().decode(block.group("body").getBytes(StandardCharsets.US_ASCII));
    }
}
