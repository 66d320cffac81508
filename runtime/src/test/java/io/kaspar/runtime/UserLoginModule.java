package io.kaspar.runtime;

import java.security.Provider;
import java.security.Security;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.spi.LoginModule;

/**
 * The other half of a user's library, which does not mention Kafka. Registers itself with the JVM when it is loaded, once for
 * each class loader, as libraries for logins do.
 */
public final class UserLoginModule implements LoginModule {
    private static final String PROVIDER = "user-login-";

    static {
        Security.addProvider(new UserProvider());
    }

    /** Called by the JVM. */
    public UserLoginModule() {}

    /** Loads this class where the caller's is. */
    static void load() {}

    /** How many copies of this class were loaded. Called by SQL. */
    public static int copies() {
        int copies = 0;
        for (Provider provider : Security.getProviders()) {
            copies += provider.getName().startsWith(PROVIDER) ? 1 : 0;
        }
        return copies;
    }

    @Override
    public void initialize(
            Subject subject, CallbackHandler handler, Map<String, ?> sharedState, Map<String, ?> options) {}

    @Override
    public boolean login() {
        return true;
    }

    @Override
    public boolean commit() {
        return true;
    }

    @Override
    public boolean abort() {
        return true;
    }

    @Override
    public boolean logout() {
        return true;
    }

    private static final class UserProvider extends Provider {
        private static final long serialVersionUID = 1L;

        UserProvider() {
            super(PROVIDER + System.identityHashCode(UserLoginModule.class.getClassLoader()), "1.0", "a user's own");
        }
    }
}
