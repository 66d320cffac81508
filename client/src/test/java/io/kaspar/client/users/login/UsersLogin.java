package io.kaspar.client.users.login;

import java.security.Provider;
import java.security.Security;

/** Registers itself with the JVM when it is loaded, once for each class loader, as libraries for logins do. */
public final class UsersLogin {
    /** What the provider's name begins with. */
    public static final String PROVIDER = "users-login-";

    static {
        Security.addProvider(new UsersProvider());
    }

    private UsersLogin() {}

    private static final class UsersProvider extends Provider {
        private static final long serialVersionUID = 1L;

        UsersProvider() {
            super(PROVIDER + System.identityHashCode(UsersLogin.class.getClassLoader()), "1.0", "of a test");
        }
    }
}
