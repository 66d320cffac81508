package io.kaspar.client.users;

import io.kaspar.client.documented.Greeter;
import io.kaspar.client.documented.Greeting;

/** A user's class, with one beside it that does not mention the library but can be seen in this package only. */
public final class UsersGreeter implements Greeter {

    @Override
    public Greeting greet(String name) {
        return new Greeting(UsersWords.GREETING + name.strip() + UsersWords.end());
    }
}
