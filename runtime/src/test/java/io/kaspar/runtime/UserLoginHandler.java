package io.kaspar.runtime;

import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;

/** A user's own class, compiled against Kafka's documented packages: says who logs in. */
public final class UserLoginHandler implements AuthenticateCallbackHandler {
    static final String USER = "ursula";
    static final String PASSWORD = "users-own-secret";

    @Override
    public void configure(Map<String, ?> configs, String saslMechanism, List<AppConfigurationEntry> jaasEntries) {
        UserLoginModule.load();
    }

    @Override
    public void handle(Callback[] callbacks) {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName(USER);
            } else if (callback instanceof PasswordCallback password) {
                password.setPassword(PASSWORD.toCharArray());
            }
        }
    }

    @Override
    public void close() {}
}
