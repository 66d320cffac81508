package io.kaspar.client.broker;

import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.security.authenticator.DefaultLogin;

/** Kafka's login, counted. */
public final class CountingLogin extends DefaultLogin {
    static final AtomicInteger LOGINS = new AtomicInteger();

    /** Called by Kafka. */
    public CountingLogin() {}

    @Override
    public LoginContext login() throws LoginException {
        LOGINS.incrementAndGet();
        return super.login();
    }
}
